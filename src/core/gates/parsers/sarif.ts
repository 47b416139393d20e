import { type GateOutcome, plainOutcome } from '../gate-run.ts';

const RANKS: ReadonlyMap<unknown, number> = new Map([
  ['none', 0],
  ['note', 1],
  ['warning', 2],
  ['error', 3],
]);

/**
 * Reads a report in SARIF 2.1.0 and counts the findings from a level upwards. What the scanner suppressed, or does not report as
 * a failure (`kind`), is none. A result without a level has that of its rule, or `warning` (3.27.10).
 */
export function readSarif(text: string, severity: 'error' | 'warning' | 'note'): GateOutcome {
  const runs = runsOf(text);
  if (runs === null) return plainOutcome('failed', 'its report is no SARIF');
  if (runs.length === 0) return plainOutcome('failed', 'its report has no run');
  if (runs.some(didNotSucceed)) return plainOutcome('failed', 'its report says that the scan did not succeed');
  const threshold = RANKS.get(severity) as number;
  const counts = new Map<string, number>();
  for (const run of runs) {
    for (const result of listIn(run, 'results')) {
      const level = levelOf(run, result);
      if ((RANKS.get(level) ?? 2) >= threshold && isFailure(result)) counts.set(level, (counts.get(level) ?? 0) + 1);
    }
  }
  const found = [...counts].map(([level, count]) => `${count} of the level ${level}`);
  if (found.length > 0) return plainOutcome('failed', `its findings: ${found.join(', ')}`);
  return plainOutcome('passed', `nothing of the level ${severity} or above was found`);
}

function runsOf(text: string): readonly unknown[] | null {
  try {
    const runs = get(JSON.parse(text.replace(/^\ufeff/, '')), 'runs');
    return Array.isArray(runs) ? runs : null;
  } catch {
    return null;
  }
}

function didNotSucceed(run: unknown): boolean {
  return listIn(run, 'invocations').some((each) => get(each, 'executionSuccessful') === false);
}

function isFailure(result: unknown): boolean {
  const kind = get(result, 'kind');
  return (kind === undefined || kind === 'fail') && listIn(result, 'suppressions').length === 0;
}

function levelOf(run: unknown, result: unknown): string {
  const own = get(result, 'level');
  if (typeof own === 'string') return own;
  const rules = listIn(get(get(run, 'tool'), 'driver'), 'rules');
  const index = get(result, 'ruleIndex');
  const rule =
    typeof index === 'number' ? rules[index] : rules.find((each) => get(each, 'id') === get(result, 'ruleId'));
  const level = get(get(rule, 'defaultConfiguration'), 'level');
  return typeof level === 'string' ? level : 'warning';
}

function get(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function listIn(value: unknown, key: string): readonly unknown[] {
  const list = get(value, key);
  return Array.isArray(list) ? list : [];
}
