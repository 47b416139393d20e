import type { AST } from 'toml-eslint-parser';
import { found, type Located, none, unreadable } from './version-file.ts';

/**
 * Finds a string value of a TOML file by one of several keys: the first one that is there.
 *
 * @param keys dotted: `project.version`.
 * @param elsewhere what it means where none is there, given the keys that are.
 */
export async function locateInToml(
  text: string,
  keys: readonly string[],
  elsewhere: (keys: ReadonlySet<string>) => string,
): Promise<Located> {
  const { ParseError, parseTOML } = await import('./toml.ts');
  let program: AST.TOMLProgram;
  try {
    program = parseTOML(text, { tomlVersion: '1.0' });
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return unreadable(`it is no valid TOML (${error.message})`, { start: error.index, end: error.index });
  }
  const values = new Map<string, AST.TOMLContentNode>();
  for (const node of program.body[0].body) collect(node, '', values);
  for (const key of keys) {
    const node = values.get(key);
    if (!node) continue;
    if (node.type !== 'TOMLValue' || node.kind !== 'string') {
      return unreadable(`its “${key}” is no string`, { start: node.range[0], end: node.range[1] });
    }
    const quotes = node.multiline ? 3 : 1;
    const span = { start: node.range[0] + quotes, end: node.range[1] - quotes };
    return found({ span, version: node.value, key });
  }
  return none(elsewhere(new Set(values.keys())));
}

function collect(
  node: AST.TOMLTable | AST.TOMLKeyValue,
  prefix: string,
  values: Map<string, AST.TOMLContentNode>,
): void {
  if (node.type === 'TOMLKeyValue') {
    const key = join(prefix, node.key);
    values.set(key, node.value);
    if (node.value.type === 'TOMLInlineTable') for (const each of node.value.body) collect(each, key, values);
    return;
  }
  // Arrays of tables hold no project version.
  if (node.kind === 'array') return;
  const key = join(prefix, node.key);
  values.set(key, { type: 'TOMLInlineTable' } as AST.TOMLInlineTable);
  for (const each of node.body) collect(each, key, values);
}

function join(prefix: string, key: AST.TOMLKey): string {
  const name = key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value)).join('.');
  return prefix === '' ? name : `${prefix}.${name}`;
}
