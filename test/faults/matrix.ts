import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Cell {
  readonly name: string;
  readonly fault: string;
  readonly stage: string;
  /** O as before, N as planned, R one of both; the further letters are told in README.md. */
  readonly expected: string;
}

function readCells(): readonly Cell[] {
  const rows = readFileSync('test/faults/matrix.tsv', 'utf8').trimEnd().split('\n').slice(1);
  return rows.map((row) => {
    const [name = '', fault = '', stage = '', expected = ''] = row.split('\t');
    return { name, fault, stage, expected };
  });
}

/** The cells of the fault matrix that tests name in their titles, as they stand in the sources. */
function namedCells(): ReadonlySet<string> {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  const texts = files.map((name) => readFileSync(path.join('test', name), 'utf8'));
  return new Set(texts.flatMap((text) => text.match(/\bF\d+×S\d+\b/g) ?? []));
}

/** Says how many cells of `matrix.tsv` are played, by the sweep or by tests that name them, and which are not. */
export function describeMatrix(swept: ReadonlySet<string>): readonly string[] {
  const cells = readCells();
  const named = namedCells();
  const missing = cells.filter(({ name }) => !swept.has(name) && !named.has(name));
  const played = cells.filter(({ name }) => swept.has(name)).length;
  const done = cells.length - missing.length;
  return [
    `Cells of the fault matrix: ${done} of ${cells.length}, ${played} of them played here and ${done - played} by tests that name them`,
    ...missing.map(({ name, fault, stage }) => `  ${name}  ${fault}, at: ${stage}`),
  ];
}

const expectedOf: ReadonlyMap<string, string> = new Map(readCells().map(({ name, expected }) => [name, expected]));

/**
 * Says that a fault ended on the other side than its cell of the matrix has it; null where it did not.
 *
 * @param isSurvived true where a call failed that something else was done for, as git does, and all came to its end.
 */
export function whyUnexpected(cell: string | null, isOld: boolean, isSurvived: boolean): string | null {
  const expected = expectedOf.get(cell ?? '') ?? 'R';
  if (expected === 'R' || isSurvived || isOld === (expected === 'O')) return null;
  return `${cell} ends as it was ${isOld ? 'before' : 'planned'}, against the matrix (${expected})`;
}
