import { describe, expect, it } from 'vitest';
import { describeResults } from '../../faults/describe-results.ts';
import { whyUnexpected } from '../../faults/matrix.ts';
import type { PartResult } from '../../faults/results.ts';

/** Put together, as whatever a test says of a cell counts as naming it. */
const cell = (fault: number, stage: number): string => `F${fault}×S${stage}`;

const part = (operation: string, action: string, more: Partial<PartResult> = {}): PartResult => ({
  ...{ sources: 'abc', operation, action, points: 9, faults: 9, met: 9, violations: [], untrue: 0, cells: {} },
  ...more,
});

describe('the table of faults', () => {
  const lines = describeResults([
    part('bump', 'io-error', { cells: { [cell(6, 4)]: 8, [cell(6, 10)]: 1 } }),
    part('cut', 'io-error', { faults: 3, met: 3, violations: ['at 4: fsync\n      has left a lock'], untrue: 1 }),
    part('cut', 'compound', { points: null, faults: 20, met: 12 }),
  ]);

  it('has a row for each action, says what was a sample or not played, and sums up', () => {
    expect(lines.slice(0, 4).map((line) => line.trim().split(/\s{2,}/))).toEqual([
      ['bump', 'cut', 'faults', 'violations', 'false codes'],
      ['io-error', '9', '3/9', '12', '1', '1'],
      ['compound', '–', '20', '20', '0', '0'],
      ['9', '23', '32', '1', '1'],
    ]);
  });

  it('says what was found', () => {
    expect(lines).toContain('cut, io-error: at 4: fsync\n      has left a lock');
    expect(lines).toContain('32 faults, 1 violations, 1 false exit codes');
    expect(lines).toContain('Compound faults: 20, of which 12 met recovery at work');
  });

  it('counts the cells that were played, and names those that nothing plays', () => {
    const [, all, played] = /^Cells of the fault matrix: \d+ of (\d+), (\d+) /m.exec(lines.join('\n')) ?? [];
    expect([all, played]).toEqual(['123', '2']);
    expect(lines.some((line) => line.startsWith(`  ${cell(8, 12)}  power loss`))).toBe(true);
    expect(lines.some((line) => line.startsWith(`  ${cell(6, 4)} `))).toBe(false);
  });
});

describe('the side on which a fault ends', () => {
  it.each([
    { at: cell(1, 4), isOld: true, isSurvived: false, against: null },
    { at: cell(1, 4), isOld: false, isSurvived: false, against: 'as it was planned, against the matrix (O)' },
    { at: cell(1, 10), isOld: false, isSurvived: false, against: null },
    { at: cell(1, 10), isOld: true, isSurvived: false, against: 'as it was before, against the matrix (N)' },
    { at: cell(6, 10), isOld: true, isSurvived: false, against: 'as it was before, against the matrix (J)' },
    { at: cell(1, 9), isOld: true, isSurvived: false, against: null },
    { at: cell(1, 9), isOld: false, isSurvived: false, against: null },
    { at: cell(7, 4), isOld: false, isSurvived: true, against: null },
    { at: null, isOld: false, isSurvived: false, against: null },
  ])('at $at, before: $isOld, survived: $isSurvived', ({ at, isOld, isSurvived, against }) => {
    expect(whyUnexpected(at, isOld, isSurvived)).toBe(against && `${at} ends ${against}`);
  });
});
