import { describeMatrix } from './matrix.ts';
import type { PartResult } from './results.ts';

/** A table of the faults that were played, by action and operation; what they found; and the cells of the fault matrix. */
export function describeResults(results: readonly PartResult[]): readonly string[] {
  const operations = distinct(results.map(({ operation }) => operation));
  const actions = distinct(results.map(({ action }) => action));
  const sumOf = (of: readonly PartResult[], count: (result: PartResult) => number): number =>
    of.reduce((sum, result) => sum + count(result), 0);
  const totals = (of: readonly PartResult[]): readonly string[] => [
    `${sumOf(of, ({ faults }) => faults)}`,
    `${sumOf(of, ({ violations }) => violations.length)}`,
    `${sumOf(of, ({ untrue }) => untrue)}`,
  ];
  const rows = actions.map((action) => {
    const own = results.filter((result) => result.action === action);
    const played = operations.map((name) => describePart(own.find(({ operation }) => operation === name)));
    return [action, ...played, ...totals(own)];
  });
  const compound = results.filter(({ action }) => action.startsWith('compound'));
  const sums = operations.map((name) =>
    sumOf(
      results.filter(({ operation }) => operation === name),
      ({ faults }) => faults,
    ),
  );
  const [faults, violations, untrue] = totals(results);
  return [
    ...toTable([
      ['', ...operations, 'faults', 'violations', 'false codes'],
      ...rows,
      ['', ...sums.map(String), ...totals(results)],
    ]),
    '',
    ...results.flatMap(({ operation, action, violations: found }) =>
      found.map((each) => `${operation}, ${action}: ${each}`),
    ),
    `${faults} faults, ${violations} violations, ${untrue} false exit codes`,
    `Compound faults: ${sumOf(compound, (each) => each.faults)}, of which ${sumOf(compound, ({ met }) => met)} met recovery at work`,
    ...describeMatrix(new Set(results.flatMap(({ cells }) => Object.keys(cells)))),
  ];
}

/** How many faults were played, and of how many where that was a sample. */
function describePart(part: PartResult | undefined): string {
  if (!part) return '–';
  return part.points === null || part.points === part.faults ? `${part.faults}` : `${part.faults}/${part.points}`;
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

/** The first column to the left, the others to the right. */
function toTable(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart((widths[column] ?? 0) + 2)))
      .join(''),
  );
}
