import { type GateOutcome, plainOutcome } from '../gate-run.ts';
import { numberOf, xmlTags } from '../xml-tags.ts';

/** Reads the percentage of lines that tests reach, and holds it against what is enough. */
export function readCoverage(text: string, minimum: number): GateOutcome {
  const start = text.trimStart();
  const percent = start.startsWith('{') ? percentOfJson(start) : start.startsWith('<') ? percentOfXml(start) : null;
  if (percent === null || percent < 0 || percent > 100) {
    return plainOutcome('failed', 'its report says no coverage of lines');
  }
  // Rounded down: what is not enough must not look as if it were.
  const shown = Math.floor(percent * 100 + 1e-6) / 100;
  const state = shown >= minimum ? 'passed' : 'failed';
  const detail = `${shown} % of lines are covered, ${minimum} % are asked for`;
  return { state, passed: null, total: null, percent: shown, detail };
}

/** The summary of Istanbul, or the JSON of coverage.py. */
function percentOfJson(text: string): number | null {
  let report: unknown;
  try {
    report = JSON.parse(text);
  } catch {
    return null;
  }
  return toNumber(dig(report, 'total', 'lines', 'pct')) ?? toNumber(dig(report, 'totals', 'percent_covered'));
}

function dig(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (each, key) =>
      typeof each === 'object' && each !== null && Object.hasOwn(each, key) ? Reflect.get(each, key) : null,
    value,
  );
}

function toNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The rate of Cobertura, the counter of JaCoCo's whole report, or the metrics of Clover's project. */
function percentOfXml(text: string): number | null {
  const open: string[] = [];
  let jacoco: number | null = null;
  for (const tag of xmlTags(text)) {
    if (tag.kind === 'close') {
      open.pop();
      continue;
    }
    const path = [...open.slice(0, 2), tag.name].join('/');
    if (path === 'coverage') {
      const rate = numberOf(tag, 'line-rate');
      if (rate !== null) return rate * 100;
    }
    if (path === 'coverage/project/metrics' && open.length === 2)
      return share(numberOf(tag, 'coveredstatements'), numberOf(tag, 'statements'));
    if (path === 'report/counter' && open.length === 1 && /\btype\s*=\s*["']LINE["']/.test(tag.rest)) {
      const covered = numberOf(tag, 'covered');
      jacoco = share(covered, covered === null ? null : covered + (numberOf(tag, 'missed') ?? Number.NaN));
    }
    if (tag.kind === 'open') open.push(tag.name);
  }
  return jacoco;
}

function share(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || !(whole > 0) ? null : (part / whole) * 100;
}
