import { createScanner, type Node } from 'jsonc-parser';
import type { Edit } from '../../text/edit.ts';

/**
 * Takes a list's item, or a key with its value, out of JSON with comments, and one comma with it: the one behind it, or for
 * the last one the one in front. Comments stay where they are.
 */
export function removeNode(text: string, node: Node): readonly Edit[] {
  const whole = node.parent?.type === 'property' ? node.parent : node;
  const siblings = whole.parent?.children ?? [];
  const before = siblings[siblings.indexOf(whole) - 1];
  const end = whole.offset + whole.length;
  const start = text.slice(0, whole.offset).trimEnd().length;
  const isOnlyWhiteSpace = before !== undefined || text[start - 1] === '{' || text[start - 1] === '[';
  const from = isOnlyWhiteSpace ? start : whole.offset;
  const own = commaBehind(text, end);
  if (own !== null) {
    return own === end ? [{ start: from, end: end + 1, text: '' }] : [cut(from, end), cut(own, own + 1)];
  }
  const previous = before ? commaBehind(text, before.offset + before.length) : null;
  if (previous === null) return [cut(from, end)];
  return previous + 1 >= from ? [cut(previous, end)] : [cut(previous, previous + 1), cut(from, end)];
}

function cut(start: number, end: number): Edit {
  return { start, end, text: '' };
}

/** Where the comma behind a value stands, over white space and comments; null where there is none. */
function commaBehind(text: string, offset: number): number | null {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset);
  scanner.scan();
  const start = scanner.getTokenOffset();
  return text[start] === ',' ? start : null;
}
