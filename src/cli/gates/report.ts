import { type GateResult, isBlocking } from '../../core/gates/gate-results.ts';
import { type Printer, type Segment, styled } from '../printer.ts';

/** A gate as it is printed as JSON. */
export function toGateJson(result: GateResult): object {
  const { gate, state, detail, path, record, stale } = result;
  const { passed = null, total = null, percent = null, seconds = null, startedAt = null } = record ?? {};
  const run = {
    passed,
    total,
    percent,
    seconds,
    startedAt,
    commit: record?.commit ?? null,
    tree: record?.tree ?? null,
  };
  return { name: gate.name, kind: gate.kind, state, detail, stale, blocks: isBlocking(result), file: path, ...run };
}

/** Prints a line for each gate. */
export function printGates(out: Printer, version: string, results: readonly GateResult[]): void {
  out.line(styled(`Gates of ${version}`, 'bold'));
  const width = Math.max(...results.map(({ gate }) => gate.name.length));
  for (const { gate, state, detail, stale } of results) {
    out.line(
      '  ',
      MARKS[state],
      `  ${gate.name.padEnd(width)}  ${state}  `,
      styled(detail, 'dim'),
      stale === null ? '' : styled(`  stale: ${stale}`, 'yellow'),
    );
  }
}

const MARKS: Readonly<Record<GateResult['state'], Segment>> = {
  passed: styled('✓', 'green'),
  failed: styled('✗', 'red'),
  'not-run': styled('○', 'yellow'),
  'not-applicable': styled('–', 'dim'),
};
