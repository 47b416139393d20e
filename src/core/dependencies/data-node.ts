import type { Span } from '../text/source.ts';
import type { DependencyProblem } from './dependency-file.ts';

/** A value of a JSON, TOML or YAML file with its place; of the three fields at most one is there. */
export interface DataNode {
  readonly span: Span;
  /** A scalar as it reads; null for everything else. */
  readonly text: string | null;
  readonly list: readonly DataNode[] | null;
  readonly map: ReadonlyMap<string, DataNode> | null;
}

/** What a file reads as; where it cannot be read, `root` is what nothing reads as. */
export interface DataReading {
  readonly root: DataNode;
  readonly problems: readonly DependencyProblem[];
}

/** What is not there. */
export const MISSING: DataNode = { span: { start: 0, end: 0 }, text: null, list: null, map: null };

/** The node behind keys, `MISSING` where one of them is not there. */
export function nodeAt(node: DataNode, ...keys: readonly string[]): DataNode {
  return keys.reduce((at, key) => at.map?.get(key) ?? MISSING, node);
}

/** The scalar behind keys, null where none is there. */
export function textAt(node: DataNode, ...keys: readonly string[]): string | null {
  return nodeAt(node, ...keys).text;
}

export function entriesOf({ map }: DataNode): Iterable<readonly [string, DataNode]> {
  return map ?? [];
}

export function itemsOf({ list }: DataNode): readonly DataNode[] {
  return list ?? [];
}

/** A file that cannot be read as what it is. */
export function unreadable(message: string, start = 0, end = start): DataReading {
  return { root: MISSING, problems: [{ message, span: { start, end } }] };
}

/**
 * Reads with a parser that takes a stack frame for each level of nesting: a text can be deeper than any stack.
 *
 * @param format in messages: "JSON".
 */
export function withinStack(format: string, read: () => DataReading): DataReading {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return unreadable(`it is no readable ${format}: it is nested too deeply`);
    throw error;
  }
}

/** A byte-order mark is no part of a format's text; a blank keeps the offsets. */
export function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text;
}
