import type { AST } from 'toml-eslint-parser';
import { type DataNode, type DataReading, MISSING, unreadable, withinStack, withoutMark } from './data-node.ts';

/** A table while it is read: headers further down may add to it. */
interface Table extends DataNode {
  readonly map: Map<string, DataNode>;
}

/** Reads a TOML file with the places of its values. Total: a text that is no TOML is a problem. */
export async function readToml(text: string): Promise<DataReading> {
  const { ParseError, parseTOML } = await import('../version/files/toml.ts');
  return withinStack('TOML', () => {
    try {
      const program = parseTOML(withoutMark(text), { tomlVersion: '1.0' });
      const root = toTable({ start: 0, end: text.length });
      for (const node of program.body[0].body) {
        if (node.type === 'TOMLKeyValue') set(root, node);
        else for (const each of node.body) set(tableAt(root, node), each);
        if (node.type === 'TOMLTable' && node.body.length === 0) tableAt(root, node);
      }
      return { root, problems: [] };
    } catch (error) {
      if (error instanceof ParseError) return unreadable(`it is no valid TOML (${error.message})`, error.index);
      throw error;
    }
  });
}

/** The table of a header: `[a.b]`, or the newest of `[[a.b]]`. */
function tableAt(root: Table, { resolvedKey, range }: AST.TOMLTable): Table {
  let at: DataNode = root;
  for (const [index, key] of resolvedKey.entries()) {
    const isList = typeof resolvedKey[index + 1] === 'number';
    const span = { start: range[0], end: range[1] };
    const made: DataNode = isList ? { ...MISSING, span, list: [] } : toTable(span);
    if (typeof key === 'number') {
      const list = at.list as DataNode[];
      list[key] ??= made;
      at = list[key];
    } else {
      const map = (at as Table).map;
      if (!map.has(key)) map.set(key, made);
      at = map.get(key) as DataNode;
    }
  }
  return at as Table;
}

function set(table: Table, { key, value }: AST.TOMLKeyValue): void {
  const names = key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
  let at = table;
  for (const name of names.slice(0, -1)) {
    const known = at.map.get(name);
    const next = known?.map ? (known as Table) : toTable({ start: key.range[0], end: value.range[1] });
    at.map.set(name, next);
    at = next;
  }
  at.map.set(names.at(-1) as string, toNode(value));
}

function toNode(node: AST.TOMLContentNode): DataNode {
  const span = { start: node.range[0], end: node.range[1] };
  if (node.type === 'TOMLArray') return { ...MISSING, span, list: node.elements.map(toNode) };
  if (node.type === 'TOMLInlineTable') {
    const table = toTable(span);
    for (const each of node.body) set(table, each);
    return table;
  }
  return { ...MISSING, span, text: String(node.value) };
}

function toTable(span: DataNode['span']): Table {
  return { span, text: null, list: null, map: new Map() };
}
