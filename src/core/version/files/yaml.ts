import type { Document } from 'yaml';
import { type Located, unreadable } from './version-file.ts';

/** What is needed of the library, named one by one: a lazy import of all of it would keep all of it in the bundle. */
export { isMap, isScalar, parseDocument } from 'yaml';

/** What is wrong with a file’s YAML, and where; null where it can be read. */
export function whyNoYaml({ errors: [error] }: Pick<Document, 'errors'>, text: string): Located | null {
  if (!error) return null;
  // What is missing at the end of the text, the library reports behind it.
  const [start, end] = error.pos.map((at) => Math.min(at, text.length)) as [number, number];
  return unreadable(`it is no valid YAML (${error.code})`, { start, end });
}
