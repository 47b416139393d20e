import type { Fix, Problem, Severity, Source } from '../../core/index.ts';
import { lineAt } from '../../core/index.ts';

/** A problem of a file, with everything that a format may want to say about it. */
export interface Finding {
  /** Relative to the working folder, with `/`. */
  readonly file: string;
  readonly source: Source;
  readonly problem: Problem;
  /** The fix that is offered first. */
  readonly fix: Fix | null;
}

/** A check that was not made. */
export interface Omission {
  readonly rule: string;
  readonly file: string | null;
  readonly reason: string;
}

export interface Report {
  /** In the order of the files, in each of them in the order of the text. */
  readonly findings: readonly Finding[];
  readonly notChecked: readonly Omission[];
  /** Files that could not be read, so that nothing of them was checked. */
  readonly unread: readonly Omission[];
}

export type Counts = Readonly<Record<Severity, number>>;

/** A range in a file: lines and columns from 1, columns in UTF-16 units, the end column behind the last character. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function toFinding(file: string, source: Source, problem: Problem): Finding {
  return { file, source, problem, fix: problem.fixes[0] ?? null };
}

/** The region of a span. */
export function toRegion(source: Source, { start, end }: { readonly start: number; readonly end: number }): Region {
  const first = lineAt(source, start);
  const last = end <= start ? first : lineAt(source, end);
  return {
    line: first + 1,
    column: start - (source.lineStarts[first] as number) + 1,
    endLine: last + 1,
    endColumn: Math.max(start, end) - (source.lineStarts[last] as number) + 1,
  };
}

export function countFindings(findings: readonly Finding[]): Counts {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { problem } of findings) counts[problem.severity]++;
  return counts;
}

/** How many of them `--fix` would mend. */
export function countFixable(findings: readonly Finding[]): number {
  return findings.filter(({ problem }) => problem.fixes.some(({ safety }) => safety === 'safe')).length;
}

/** `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
