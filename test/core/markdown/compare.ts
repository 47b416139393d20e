import { scanBlocks } from '../../../src/core/markdown/scan.ts';
import { toSource } from '../../../src/core/text/source.ts';
import { mdastRows } from './mdast-rows.ts';
import { type Row, toLine } from './rows.ts';
import { scannedRows } from './scanned-rows.ts';

/** The first block in which the scanner and mdast differ: in what it is or, where all blocks are the same, in where it ends. */
export interface Difference {
  readonly text: string;
  readonly at: number;
  readonly expected: Row | null;
  readonly actual: Row | null;
  readonly rows: readonly Row[];
}

/** Compares the scanner's blocks with mdast's; null where they agree. */
export function differenceFromMdast(text: string): Difference | null {
  const expected = mdastRows(text);
  const rows = scannedRows(text, scanBlocks(toSource(text)));
  // A container's end depends on all that stands in it, and says nothing about what of that is different.
  const withoutContainerEnds = (row: Row) => toLine(text, isContainer(row) ? { ...row, end: row.start } : row);
  const write =
    firstDifference(expected, rows, withoutContainerEnds) < 0 ? (row: Row) => toLine(text, row) : withoutContainerEnds;
  const at = firstDifference(expected, rows, write);
  return at < 0 ? null : { text, at, expected: expected[at] ?? null, actual: rows[at] ?? null, rows };
}

function firstDifference(expected: readonly Row[], actual: readonly Row[], write: (row: Row) => string): number {
  for (let at = 0; at < Math.max(expected.length, actual.length); at++) {
    const [theirs, ours] = [expected[at], actual[at]];
    if (!theirs || !ours || write(theirs) !== write(ours)) return at;
  }
  return -1;
}

function isContainer({ kind }: Row): boolean {
  return kind === 'quote' || kind === 'list' || kind === 'item';
}

export function describeDifference({ text, at, expected, actual }: Difference): string {
  const show = (row: Row | null) => (row ? toLine(text, row).trim() : 'nothing');
  return `block ${at} is ${show(expected)} for mdast, ${show(actual)} for the scanner, in ${JSON.stringify(text)}`;
}
