import { findNodeAtLocation, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { found, type Located, none, unreadable, type VersionPlace } from './version-file.ts';

/** A key of a JSON file, and how it is written in messages. */
export type JsonKey = readonly string[];

/**
 * Finds string values of a JSON file by their keys.
 *
 * @param keys the first one has to be there; the others are added where they are.
 * @param allowTrailingComma as JSON with comments has them
 */
export function locateInJson(
  text: string,
  keys: readonly [JsonKey, ...JsonKey[]],
  allowTrailingComma = false,
): Located {
  const errors: ParseError[] = [];
  const bom = text.startsWith('\ufeff') ? 1 : 0;
  const root = parseTree(bom ? ` ${text.slice(1)}` : text, errors, { allowTrailingComma });
  const [error] = errors;
  if (!root || error) {
    // What is missing at the end of the text, the library reports behind it.
    const start = Math.min(error?.offset ?? 0, text.length);
    return unreadable(`it is no valid JSON${error ? ` (${printParseErrorCode(error.error)})` : ''}`, {
      start,
      end: Math.min(start + (error?.length ?? 0), text.length),
    });
  }
  const places: VersionPlace[] = [];
  for (const key of keys) {
    const node = findNodeAtLocation(root, [...key]);
    const name = key.map((part) => (part === '' ? '""' : part)).join('.');
    if (!node) continue;
    const span = { start: node.offset + 1, end: node.offset + node.length - 1 };
    if (node.type !== 'string')
      return unreadable(`its “${name}” is no string`, { start: node.offset, end: node.offset + node.length });
    if (text.slice(span.start, span.end) !== node.value)
      return unreadable(`its “${name}” is written with escapes, which no version needs`, span);
    places.push({ span, version: node.value as string, key: name });
  }
  return places.length === 0 ? none(`it has no “${keys[0].join('.')}”`) : found(...places);
}
