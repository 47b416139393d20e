import { found, type Located, none, unreadable, type VersionPlace } from './version-file.ts';

/**
 * Finds scalar values of a YAML file by their keys; only the file's first document is read.
 *
 * @param keys the first one has to be there; the others are added where they are.
 */
export async function locateInYaml(text: string, keys: readonly (readonly string[])[]): Promise<Located> {
  const { isScalar, parseDocument, whyNoYaml } = await import('./yaml.ts');
  // Aliases are never resolved here, so a file of nested aliases costs nothing.
  const document = parseDocument(text, { strict: false, uniqueKeys: true, logLevel: 'silent' });
  const broken = whyNoYaml(document, text);
  if (broken) return broken;
  const places: VersionPlace[] = [];
  for (const key of keys) {
    const node = document.hasIn(key) ? document.getIn(key, true) : undefined;
    if (node === undefined) continue;
    if (!isScalar(node) || !node.range) return unreadable(`its “${key.join('.')}” is no single value`);
    const [start, end] = node.range;
    const quoted = text[start] === '"' || text[start] === "'";
    const span = quoted ? { start: start + 1, end: end - 1 } : { start, end };
    places.push({ span, version: text.slice(span.start, span.end), key: key.join('.') });
  }
  return places.length === 0 ? none(`it has no “${keys[0]?.join('.')}”`) : found(...places);
}
