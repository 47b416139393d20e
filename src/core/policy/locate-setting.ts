import { findNodeAtOffset, getLocation, type Node, parseTree } from 'jsonc-parser';
import type { Span } from '../text/source.ts';
import type { Setting } from './setting.ts';
import { policySettings } from './settings.ts';

/** The setting at a place of a policy file. */
export interface LocatedSetting {
  /** The keys that lead to it, list positions included. */
  readonly path: readonly (string | number)[];
  /** Null for a key that is not known. */
  readonly setting: Setting | null;
  /** True where the place is the setting's key or where a key could be written. */
  readonly isKey: boolean;
  /** The string, number or word that the place touches. */
  readonly token: Span | null;
  /** The keys that the object around already has. */
  readonly siblings: readonly string[];
}

/** Finds the setting that a place of a policy file belongs to. Total: the text may be half written. @param offset in UTF-16 units */
export function locateSetting(text: string, offset: number): LocatedSetting {
  // A byte-order mark is no JSON white space; a space in its place keeps every offset.
  const json = text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
  const { path, isAtPropertyKey, previousNode } = getLocation(json, offset);
  const token =
    previousNode && previousNode.offset <= offset && offset <= previousNode.offset + previousNode.length
      ? { start: previousNode.offset, end: previousNode.offset + previousNode.length }
      : null;
  return {
    path,
    setting: settingAt(path),
    isKey: isAtPropertyKey,
    token,
    siblings: isAtPropertyKey ? siblingsAt(json, offset, token) : [],
  };
}

/** The setting that keys lead to; null where there is none. */
export function settingAt(path: readonly (string | number)[]): Setting | null {
  let at: Setting = policySettings();
  for (const key of path) {
    const next = childOf(at, key);
    if (!next) return null;
    at = next;
  }
  return at;
}

function childOf(setting: Setting, key: string | number): Setting | null {
  if (setting.type === 'list') return setting.items;
  if (setting.type === 'map')
    return setting.keys.has(String(key)) || setting.pattern?.test(String(key)) ? setting.values : null;
  if (setting.type !== 'object' || !Object.hasOwn(setting.properties, key)) return null;
  return setting.properties[key] ?? null;
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
