import { type Node, parseTree } from 'jsonc-parser';
import type { Span } from '../text/source.ts';

/** A key of a policy file with its value, as the file has them. */
export interface WrittenSetting {
  readonly name: string;
  readonly key: Span;
  /** Key and value. */
  readonly span: Span;
  readonly value: Span;
  /** A text, number or word; null for lists and objects. */
  readonly scalar: string | number | boolean | null;
  readonly children: readonly WrittenSetting[];
}

/** The keys of a policy file, those of objects in lists included. Total: what cannot be read is left out. */
export function listWrittenSettings(text: string): readonly WrittenSetting[] {
  const json = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  const root = parseTree(json, [], { allowTrailingComma: true });
  return root ? childrenOf(root) : [];
}

function childrenOf(node: Node): readonly WrittenSetting[] {
  return (node.children ?? []).flatMap((child, i): readonly WrittenSetting[] => {
    if (node.type === 'object') {
      const [key, value] = child.children ?? [];
      return key && value ? [toSetting(String(key.value), key, child, value)] : [];
    }
    return child.type === 'object' ? [toSetting(nameOf(child) ?? String(i + 1), child, child, child)] : [];
  });
}

function toSetting(name: string, key: Node, whole: Node, value: Node): WrittenSetting {
  const isScalar = value.type === 'string' || value.type === 'number' || value.type === 'boolean';
  return {
    name,
    key: spanOf(key),
    span: spanOf(whole),
    value: spanOf(value),
    scalar: isScalar ? (value.value as string | number | boolean) : null,
    children: childrenOf(value),
  };
}

/** What an object of a list is about. */
function nameOf({ children }: Node): string | null {
  for (const { children: pair } of children ?? []) {
    const [key, value] = pair ?? [];
    if (value?.type === 'string' && /^(?:name|path|role)$/.test(String(key?.value))) return String(value.value);
  }
  return null;
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}
