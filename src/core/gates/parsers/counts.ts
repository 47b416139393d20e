import { toOutputLines } from '../../text/output-lines.ts';
import { countedOutcome, type GateOutcome, plainOutcome } from '../gate-run.ts';

/**
 * Reads how many tests passed from what a runner prints. Where it prints several numbers, the last ones count:
 * runners end with their summary.
 *
 * Known are `6/6 passing`, `Tests Passed: 6/6`, `11/11 security tests passed`, and the summaries of pytest, Jest, Vitest, Mocha,
 * node:test, TAP and cargo.
 */
export function readCounts(text: string): GateOutcome {
  const lines = toOutputLines(text);
  const shares = lines.flatMap((line) => readShare(line) ?? []);
  const share = shares.at(-1);
  if (share) return countedOutcome(share.passed, share.total);
  return readSummary(lines) ?? plainOutcome('failed', 'it printed no number of tests that passed');
}

const SHARE = /(?<![\d/.])(\d{1,7})\/(\d{1,7})(?:\s+[\w-]{1,30}){0,3}?\s+(?:passing|passed|pass)\b/i;
const LABELLED_SHARE = /\bpass(?:ed|ing)?:\s*(\d{1,7})\/(\d{1,7})(?![\d/.])/i;

function readShare(line: string): { readonly passed: number; readonly total: number } | null {
  const match = SHARE.exec(line) ?? LABELLED_SHARE.exec(line);
  const [passed, total] = [Number(match?.[1]), Number(match?.[2])];
  return match && passed <= total ? { passed, total } : null;
}

const PASSED = /(?<![\d/.])(\d{1,7}) (?:tests? )?pass(?:ed|ing)\b/i;
const FAILED = /(?<![\d/.])(\d{1,7}) (?:tests? )?fail(?:ed|ing|ures?)\b/i;
const ERRORS = /(?<![\d/.])(\d{1,7}) errors?\b/i;
/** `# pass 3`, as TAP and node:test end; `ℹ pass 3` on a terminal. */
const TAP = /^[#ℹ] (pass|fail) (\d{1,7})$/;

/** The last line that says how many passed, with what stands beside it, or below it as in Mocha. */
function readSummary(lines: readonly string[]): GateOutcome | null {
  const tap = new Map(lines.flatMap((line) => toPair(TAP.exec(line))));
  const passing = tap.get('pass');
  if (passing !== undefined) return countedOutcome(passing, passing + (tap.get('fail') ?? 0));
  const at = lines.findLastIndex((line) => !isAboutFiles(line) && (PASSED.test(line) || FAILED.test(line)));
  const last = lines[at];
  if (last === undefined) return null;
  // Mocha says them on lines of their own, the failing ones last.
  const before = PASSED.test(last)
    ? ''
    : (lines.slice(Math.max(0, at - 3), at).findLast((line) => PASSED.test(line)) ?? '');
  const passed = numberIn(PASSED, last) + numberIn(PASSED, before);
  return countedOutcome(passed, passed + numberIn(FAILED, last) + numberIn(ERRORS, last));
}

/** Vitest and Jest count files and suites beside tests. */
function isAboutFiles(line: string): boolean {
  return /^\s*Test (?:Files|Suites)\b/.test(line);
}

function toPair(match: RegExpExecArray | null): readonly (readonly [string, number])[] {
  return match ? [[match[1] as string, Number(match[2])]] : [];
}

function numberIn(pattern: RegExp, line: string): number {
  return Number(pattern.exec(line)?.[1] ?? 0);
}
