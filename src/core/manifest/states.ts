import type { ResultState } from './model.ts';

/** How the Markdown form writes each state; the JSON form writes the state's own name. */
export const STATE_WORDS: Readonly<Record<ResultState, string>> = {
  passed: 'PASS',
  advisory: 'ADVISORY',
  failed: 'FAIL',
  'not-run': 'NOT RUN',
  'not-applicable': 'N/A',
};

const READ: ReadonlyMap<string, ResultState> = new Map([
  ['pass', 'passed'],
  ['passed', 'passed'],
  ['passing', 'passed'],
  ['ok', 'passed'],
  ['advisory', 'advisory'],
  ['fail', 'failed'],
  ['failed', 'failed'],
  ['failing', 'failed'],
  ['not run', 'not-run'],
  ['not-run', 'not-run'],
  ['skipped', 'not-run'],
  ['n/a', 'not-applicable'],
  ['not applicable', 'not-applicable'],
  ['not-applicable', 'not-applicable'],
]);

/** The state that a word stands for, whatever its case; null for any other word. */
export function parseState(word: string): ResultState | null {
  return READ.get(word.trim().toLowerCase()) ?? null;
}

/** Numbers of tests that cannot be anything else: `6/6`. */
const COUNTS = /^(\d{1,7})\/(\d{1,7})$/;

/** Reads `6/6`; null for anything else. None of none is no result, and neither is more than there are. */
export function parseCounts(text: string): { readonly passed: number; readonly total: number } | null {
  const match = COUNTS.exec(text);
  if (!match) return null;
  const passed = Number(match[1]);
  const total = Number(match[2]);
  return passed <= total && total > 0 ? { passed, total } : null;
}
