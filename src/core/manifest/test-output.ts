import { toOutputLines } from '../text/output-lines.ts';
import type { ResultState, TestResult } from './model.ts';
import { parseCounts, parseState } from './states.ts';

/** `Tests Passed: 6/6`, `Phase 6 Regression Tests: 6/6 passing`, `11/11 passing`, `✅ 11/11 security tests passed`. */
const RATIO =
  /^(?:[✅✓✔][ \t]*)?(?:(.{0,200}?\S)[ \t]*:[ \t]+)?(\d{1,7}\/\d{1,7})(?:[ \t]+((?:[\w-]{1,30}[ \t]+){0,3}?)(?:passing|passed|pass))?[ \t.!]*$/iu;
/** `Tests Failed: 0/6` is the other half of what another line says. */
const FAILED_HALF = /\bfail(?:ed|ing|ures?)$/i;
/** `Tests: 1 failed, 11 passed, 12 total` (Jest), `Tests  12 passed (12)` (Vitest), `== 12 passed, 1 failed in 3s ==` (pytest). */
const SUMMARY = /^(?:Tests:?[ \t]+|=+ )(?=.*\b\d+ (?:passed|failed)\b)(.+?)(?: =+)?$/;
/** What was skipped has neither passed nor failed, and what fails as expected has done neither. */
const PART = /\b(\d{1,7}) (passed|failed|errors?)\b/g;

/** Text that no result of tests could be read from. */
export interface UnreadOutput {
  /** Without a full stop. */
  readonly message: string;
}

/**
 * Reads the results of tests: a JSON list of results (`name`, `state`, and where they are known `passed`, `total`, `evidence`),
 * also below a key `results` or `tests`; or what a test runner printed.
 *
 * @param name the suite's, where the output says none.
 */
export function readTestOutput(text: string, name: string): readonly TestResult[] | UnreadOutput {
  const results = /^\s*[[{]/.test(text) ? readJson(text) : readLines(text, name);
  return results.length > 0
    ? results
    : { message: 'it has no result of tests, such as “Tests Passed: 6/6” or “12 passed, 1 failed”' };
}

function readLines(text: string, name: string): readonly TestResult[] {
  const results: TestResult[] = [];
  for (const each of toOutputLines(text)) {
    const line = each.trim();
    const [, before, ratio, behind] = RATIO.exec(line) ?? [];
    const label = before ?? behind?.trim() ?? '';
    if (FAILED_HALF.test(label)) continue;
    const counts = ratio === undefined ? readSummary(line) : parseCounts(ratio);
    if (!counts) continue;
    const suite = /^(?:tests?(?: passed| passing)?)?$/i.test(label) ? name : label.replace(/^[-*✓✔\s]+/, '');
    results.push({ name: suite === '' ? name : suite, state: stateOf(counts), ...counts, evidence: null });
  }
  return results;
}

function readSummary(line: string): { readonly passed: number; readonly total: number } | null {
  const [, parts] = SUMMARY.exec(line) ?? [];
  if (parts === undefined) return null;
  let [passed, total] = [0, 0];
  for (const [, count, word = ''] of parts.matchAll(PART)) {
    total += Number(count);
    if (word === 'passed') passed += Number(count);
  }
  return total > 0 ? { passed, total } : null;
}

function stateOf({ passed, total }: { readonly passed: number; readonly total: number }): ResultState {
  return passed === total ? 'passed' : 'failed';
}

function readJson(text: string): readonly TestResult[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  const holder = parsed as { readonly results?: unknown; readonly tests?: unknown } | null;
  const list = Array.isArray(parsed) ? parsed : (holder?.results ?? holder?.tests);
  return Array.isArray(list) ? list.flatMap(toResult) : [];
}

function toResult(each: unknown): readonly TestResult[] {
  const { name, state, passed, total, evidence } = (each ?? {}) as Readonly<Record<string, unknown>>;
  const known = typeof state === 'string' ? parseState(state) : null;
  if (typeof name !== 'string' || name.trim() === '' || known === null) return [];
  const counts = typeof passed === 'number' && typeof total === 'number' ? parseCounts(`${passed}/${total}`) : null;
  return [
    {
      name,
      state: known,
      passed: counts?.passed ?? null,
      total: counts?.total ?? null,
      evidence: typeof evidence === 'string' ? evidence : null,
    },
  ];
}
