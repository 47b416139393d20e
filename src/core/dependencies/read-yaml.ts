import type { Node } from 'yaml';
import { type DataNode, type DataReading, MISSING, unreadable, withinStack, withoutMark } from './data-node.ts';

/**
 * Reads the first document of a YAML file with the places of its values. Total: a text that is no YAML is a problem.
 *
 * Aliases are not resolved, so a file of nested aliases costs nothing; their values read as missing.
 */
export async function readYaml(text: string): Promise<DataReading> {
  const { isMap, isScalar, isSeq, parseDocument } = await import('./yaml.ts');
  const toNode = (node: unknown): DataNode => {
    const range = (node as Node | null)?.range;
    const span = range ? { start: range[0], end: range[1] } : MISSING.span;
    if (isScalar(node)) return { ...MISSING, span, text: node.value === null ? null : toText(node.value, node.source) };
    if (isSeq(node)) return { ...MISSING, span, list: node.items.map(toNode) };
    if (!isMap(node)) return { ...MISSING, span };
    const map = new Map<string, DataNode>();
    for (const { key, value } of node.items) if (isScalar(key)) map.set(String(key.value), toNode(value));
    return { ...MISSING, span, map };
  };
  return withinStack('YAML', () => {
    const document = parseDocument(withoutMark(text), { strict: false, logLevel: 'silent' });
    const [error] = document.errors;
    if (error) {
      // An error at the end of a text is said to stand behind it.
      const [start, end] = error.pos.map((offset) => Math.min(offset, text.length)) as [number, number];
      return unreadable(`it is no valid YAML (${error.code})`, start, end);
    }
    return { root: toNode(document.contents), problems: [] };
  });
}

/** A version such as `1.10` reads as a number; its text is what was meant. */
function toText(value: unknown, source: string | undefined): string {
  return typeof value === 'string' ? value : (source ?? String(value));
}
