import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { type DataNode, type DataReading, unreadable, withinStack, withoutMark } from './data-node.ts';

/** Reads a JSON file with the places of its values. Total: a text that is no JSON is a problem. */
export function readJson(text: string): DataReading {
  return withinStack('JSON', () => {
    const errors: ParseError[] = [];
    const tree = parseTree(withoutMark(text), errors);
    const [error] = errors;
    if (!tree || error) {
      const start = error?.offset ?? 0;
      const reason = error ? ` (${printParseErrorCode(error.error)})` : '';
      return unreadable(`it is no valid JSON${reason}`, start, start + (error?.length ?? 0));
    }
    return { root: toNode(tree), problems: [] };
  });
}

function toNode({ type, value, children = [], offset, length }: Node): DataNode {
  const span = { start: offset, end: offset + length };
  if (type === 'array') return { span, text: null, list: children.map(toNode), map: null };
  if (type !== 'object') return { span, text: value === null ? null : String(value), list: null, map: null };
  const map = new Map<string, DataNode>();
  for (const { children: [key, child] = [] } of children) if (key && child) map.set(String(key.value), toNode(child));
  return { span, text: null, list: null, map };
}
