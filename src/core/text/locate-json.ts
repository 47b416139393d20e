import { findNodeAtOffset, getLocation, type Node, parseTree } from 'jsonc-parser';
import type { Span } from './source.ts';

/** A place of a JSON text. */
export interface JsonPlace {
  /** The keys that lead to it, list positions included. */
  readonly path: readonly (string | number)[];
  /** True where the place is a key, or where a key could be written. */
  readonly isKey: boolean;
  /** The string, number or word that the place touches. */
  readonly token: Span | null;
  /** The keys that the object around already has. */
  readonly siblings: readonly string[];
}

/** Finds what a place of a JSON text belongs to. Total: the text may be half written. @param offset in UTF-16 units */
export function locateJson(text: string, offset: number): JsonPlace {
  // A byte-order mark is no JSON white space; a space in its place keeps every offset.
  const json = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  const { path, isAtPropertyKey, previousNode } = getLocation(json, offset);
  const touches = previousNode && previousNode.offset <= offset && offset <= previousNode.offset + previousNode.length;
  const token = touches ? { start: previousNode.offset, end: previousNode.offset + previousNode.length } : null;
  return { path, isKey: isAtPropertyKey, token, siblings: isAtPropertyKey ? siblingsAt(json, offset, token) : [] };
}

function siblingsAt(json: string, offset: number, token: Span | null): readonly string[] {
  const root = parseTree(json, [], { allowTrailingComma: true });
  let node: Node | undefined = root && findNodeAtOffset(root, offset, true);
  while (node && node.type !== 'object') node = node.parent;
  return (node?.children ?? []).flatMap(({ children }) => {
    const key = children?.[0];
    return key && key.offset !== token?.start ? [String(key.value)] : [];
  });
}
