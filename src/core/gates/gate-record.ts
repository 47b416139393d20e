import type { ResultState } from '../manifest/model.ts';

/** What came of a gate, as its file in the repository says it. */
export interface GateRecord {
  readonly gate: string;
  readonly version: string;
  readonly state: Exclude<ResultState, 'advisory'>;
  readonly detail: string;
  readonly passed: number | null;
  readonly total: number | null;
  /** Of coverage, the percentage of lines. */
  readonly percent: number | null;
  readonly command: readonly string[];
  readonly exitCode: number | null;
  /** In UTC, RFC 3339. */
  readonly startedAt: string;
  readonly seconds: number;
  /** The commit that was checked out; null where there is none. */
  readonly commit: string | null;
  /** The digest of the files that it ran over, `sha256:…`; null where it is not known, or they changed meanwhile. */
  readonly tree: string | null;
  /** The report, relative to the policy file; null where there is none. */
  readonly evidence: string | null;
}

const STATES: ReadonlySet<unknown> = new Set(['passed', 'failed', 'not-run', 'not-applicable']);

/** The text of a record's file; the same record has the same text. */
export function writeGateRecord(record: GateRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/**
 * Reads the file of a record.
 *
 * @returns null for a text that is none. Anybody may have written it, so every field is looked at.
 */
export function readGateRecord(text: string): GateRecord | null {
  let value: Readonly<Record<string, unknown>>;
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { gate, version, state, startedAt } = value;
  if (typeof gate !== 'string' || typeof version !== 'string' || !STATES.has(state)) return null;
  return {
    gate,
    version,
    state: state as GateRecord['state'],
    detail: typeof value.detail === 'string' ? value.detail : '',
    passed: toCount(value.passed),
    total: toCount(value.total),
    percent: toNumber(value.percent),
    command: Array.isArray(value.command) ? value.command.filter((each) => typeof each === 'string') : [],
    exitCode: toNumber(value.exitCode),
    startedAt: typeof startedAt === 'string' ? startedAt : '',
    seconds: toNumber(value.seconds) ?? 0,
    commit: toText(value.commit),
    tree: toText(value.tree),
    evidence: toText(value.evidence),
  };
}

function toNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function toCount(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}

function toText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
