import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The cells of the fault matrix that tests name in their titles, as they stand in the sources. */
function namedCells(): ReadonlySet<string> {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  const texts = files.map((name) => readFileSync(path.join('test', name), 'utf8'));
  return new Set(texts.flatMap((text) => text.match(/\bF\d+×S\d+\b/g) ?? []));
}

/** Says how many cells of `matrix.tsv` are played, by the sweep or by tests that name them, and which are not. */
export function describeMatrix(swept: ReadonlyMap<string, number>): readonly string[] {
  const rows = readFileSync('test/faults/matrix.tsv', 'utf8').trimEnd().split('\n').slice(1);
  const cells = rows.map((row) => row.split('\t'));
  const named = namedCells();
  const missing = cells.filter(([cell = '']) => !swept.has(cell) && !named.has(cell));
  return [
    `Cells of the fault matrix: ${cells.length - missing.length} of ${cells.length}`,
    ...missing.map(([cell, fault, stage]) => `  ${cell}  ${fault}, at: ${stage}`),
  ];
}
