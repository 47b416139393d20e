import type { Changelog, Release } from '../changelog/model.ts';
import type { NotKnown } from '../ledger/facts.ts';
import { breakingOf } from '../manifest/from-changelog.ts';
import type { ResultState, TestResult } from '../manifest/model.ts';
import { fillPath } from '../manifest/paths.ts';
import type { GatePolicy, Policy } from '../policy/policy.ts';
import type { GateRecord } from './gate-record.ts';

/** A gate of the policy, and what is known of it for a version. */
export interface GateResult {
  readonly gate: GatePolicy;
  /** What its record says; `not-run` where there is none, and `not-applicable` where the gate is not for this release. */
  readonly state: GateRecord['state'];
  readonly detail: string;
  /** The path of its record, relative to the policy file, whether it is there or not. */
  readonly path: string;
  readonly record: GateRecord | null;
  /** Why its record says nothing about the files as they are; null where it does, or there is none. */
  readonly stale: string | null;
}

/** The digest of the files that gates run over, as they are now. */
export type TreeFact = { readonly tree: string } | NotKnown;

/** A name that can be part of a path everywhere. */
const NAME = /^[A-Za-z0-9](?:[\w.-]{0,62}[A-Za-z0-9_-])?$/;

/** Why the gates of a policy cannot be run or recorded; null where they can. */
export function whyInvalidGates({ gates }: Policy): string | null {
  const seen = new Set<string>();
  for (const { name, command } of gates.commands) {
    if (!NAME.test(name))
      return `the gate “${name}” has a name that cannot be part of a path: use letters, digits, “.”, “_” and “-”`;
    if (seen.has(name.toLowerCase())) return `there are two gates “${name}”`;
    seen.add(name.toLowerCase());
    if (command.length === 0 || command[0]?.trim() === '') return `the gate “${name}” has no command`;
  }
  return null;
}

/** Where the result of a gate is recorded, relative to the policy file. */
export function gatePath(policy: Policy, version: string, gate: string): string {
  return fillPath(
    policy.gates.path.replaceAll('{gate}', () => gate),
    policy,
    version,
  );
}

/** Paths and globs of what makes no difference to a result: what the policy names, and the reports that the gates themselves write. */
export function ignoredByGates({ gates }: Policy): readonly string[] {
  const reports = gates.commands.flatMap(({ report }) => (report === '' ? [] : [report.replace(/^\.\//, '')]));
  return [...gates.ignore, ...reports];
}

/** Whether a gate is for this release; a gate that asks about the section applies where there is none to ask. */
export function isApplicable({ when }: GatePolicy, changelog: Changelog | null, section: Release | null): boolean {
  if (when === 'always' || !changelog || !section) return true;
  if (when === 'breaking') return breakingOf(changelog, section).length > 0;
  return section.sections.some(({ category, hasEntries }) => category === 'Security' && hasEntries);
}

/**
 * Joins the gates of a policy with their records.
 *
 * @param now what the gates would run over; a record of anything else is stale, and does not count as passed.
 */
export function toGateResult(
  gate: GatePolicy,
  { path, record, applies }: { readonly path: string; readonly record: GateRecord | null; readonly applies: boolean },
  now: TreeFact,
): GateResult {
  if (!applies)
    return {
      gate,
      state: 'not-applicable',
      detail: `it applies to other releases (${gate.when})`,
      path,
      record,
      stale: null,
    };
  if (!record) return { gate, state: 'not-run', detail: 'it has not run', path, record, stale: null };
  return { gate, state: record.state, detail: record.detail, path, record, stale: whyStale(gate, record, now) };
}

function whyStale({ command }: GatePolicy, record: GateRecord, now: TreeFact): string | null {
  if (record.state === 'not-run' || record.state === 'not-applicable') return null;
  if (record.command.length !== command.length || record.command.some((each, at) => each !== command[at]))
    return 'another command ran';
  if (record.tree === null) return 'the files changed while it ran, or are not known';
  if ('notKnown' in now) return `it is not known whether the files are the same: ${now.notKnown}`;
  return record.tree === now.tree ? null : 'files changed since it ran';
}

/** True where a gate stands in the way of a release. */
export function isBlocking({ state, stale }: GateResult): boolean {
  return state !== 'not-applicable' && (state !== 'passed' || stale !== null);
}

/** What the gates say in a manifest. */
export interface Verification {
  /** Of every gate that is no scan; `not-run` where it has no record that holds for the files as they are. */
  readonly tests: readonly TestResult[];
  /** The worst state of all scans; null where no gate is one. */
  readonly scan: ResultState | null;
  /** The date of the last run that counts, `YYYY-MM-DD` in UTC; null where a gate is still to be run. */
  readonly date: string | null;
  /** Names of gates without any record: what people say of these holds. `scan` stands for all scans. */
  readonly unrecorded: ReadonlySet<string>;
  /** Why gates do not count as run, as sentences without a full stop. */
  readonly open: readonly string[];
}

/** What a manifest says of the gates of a release. */
export function toVerification(results: readonly GateResult[]): Verification {
  const counting = (result: GateResult): ResultState => (result.stale === null ? result.state : 'not-run');
  const scans = results.filter(({ gate }) => gate.kind === 'scan');
  const states = scans.map(counting);
  const worst = (['failed', 'not-run', 'passed', 'not-applicable'] as const).find((state) => states.includes(state));
  const waiting = results.filter((result) => counting(result) === 'not-run');
  const runs = results.flatMap(({ record, state }) => (record && state !== 'not-applicable' ? record.startedAt : []));
  const last = runs.sort().at(-1)?.slice(0, 10);
  const unrecorded = results.filter(({ state, record }) => state === 'not-run' && record === null);
  return {
    tests: results
      .filter(({ gate }) => gate.kind !== 'scan')
      .map((result) => ({
        name: result.gate.name,
        state: counting(result),
        passed: result.stale === null ? (result.record?.passed ?? null) : null,
        total: result.stale === null ? (result.record?.total ?? null) : null,
        evidence: result.stale === null ? (result.record?.evidence ?? null) : null,
      })),
    scan: worst ?? null,
    date: waiting.length === 0 && last !== undefined && /^\d{4}-\d\d-\d\d$/.test(last) ? last : null,
    unrecorded: new Set([
      ...unrecorded.map(({ gate }) => gate.name),
      ...(scans.every((each) => unrecorded.includes(each)) ? ['scan'] : []),
    ]),
    open: waiting.map(({ gate, detail, stale }) => `the gate ${gate.name} counts as not run: ${stale ?? detail}`),
  };
}
