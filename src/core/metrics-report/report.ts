import type { Deployment } from '../audit/deployments.ts';
import type { GateRecord } from '../gates/gate-record.ts';
import type { HistoryCommit, NotKnown } from '../ledger/facts.ts';
import { isHotfix } from '../ledger/hotfix.ts';
import { isKnown, type Ledger } from '../ledger/ledger.ts';
import {
  assignCommits,
  type DatedRelease,
  datedReleases,
  type Metrics,
  type MetricsOptions,
  quantile,
  toMetrics,
} from '../ledger/metrics.ts';
import type { GatePolicy, MetricsPolicy } from '../policy/policy.ts';
import { type CadenceState, describeCadence } from './cadence.ts';
import { levelOf } from './level.ts';
import { judgeTargets, type TargetState } from './targets.ts';

/** The metrics with all that a person needs to judge them. */
export interface MetricsReport extends Metrics {
  /** True where there are too few releases for the numbers to say more than a tendency. */
  readonly indicative: boolean;
  readonly cadence: readonly CadenceState[];
  /** Whether the newest release may still be rolled back; null without a window for it in the policy. */
  readonly rollbackWindow: RollbackWindow | null;
  readonly targets: readonly TargetState[];
  /** Releases by month, every month of the window, `YYYY-MM`. */
  readonly months: readonly { readonly month: string; readonly releases: number }[];
  /** The median lead time of each release, oldest first; those without commits of their own are left out. */
  readonly leadTimes: readonly { readonly version: string; readonly medianHours: number; readonly commits: number }[];
}

export interface RollbackWindow {
  readonly version: string;
  readonly kind: string;
  readonly hours: number;
  /** When it was released and when the window closes, RFC 3339. */
  readonly releasedAt: string;
  readonly closesAt: string;
  readonly open: boolean;
  /** Until it closes; 0 once it has. */
  readonly hoursLeft: number;
}

export interface ReportFacts extends MetricsOptions {
  /** Now, RFC 3339. */
  readonly now: string;
  readonly history: readonly HistoryCommit[] | NotKnown;
  readonly deployments: readonly Deployment[];
  /** The gates of the policy with what is recorded of them for the newest release. */
  readonly gates: readonly { readonly gate: GatePolicy; readonly record: GateRecord }[];
}

/** With fewer releases one more or less moves every number. */
const ENOUGH_RELEASES = 10;

/** Computes the report. */
export function toReport(ledger: Ledger, policy: MetricsPolicy, facts: ReportFacts): MetricsReport {
  const metrics = toMetrics(ledger, facts.history, facts);
  const { since, until } = metrics;
  const dated = datedReleases(ledger);
  const commits = isKnown(facts.history)
    ? assignCommits(dated, facts.history)
    : new Map<DatedRelease, readonly HistoryCommit[]>();
  const within = dated.filter(({ time }) => toDay(time) >= since && toDay(time) <= until);
  const deployments = facts.deployments.filter(
    ({ at }) => toDay(Date.parse(at)) >= since && toDay(Date.parse(at)) <= until,
  );
  return {
    ...metrics,
    indicative: metrics.releases < ENOUGH_RELEASES,
    cadence: describeCadence(dated, policy.cadence, until),
    rollbackWindow: toRollbackWindow(dated, commits, policy, facts.now),
    targets: judgeTargets(policy.targets, { metrics, deployments, gates: facts.gates }),
    months: countByMonth(within, since, until),
    leadTimes: within
      .flatMap((each) => {
        const hours = (commits.get(each) ?? []).flatMap(({ authored, parents }) => {
          const written = Date.parse(authored);
          return parents.length > 1 || Number.isNaN(written) ? [] : [Math.max(0, each.time - written) / 3_600_000];
        });
        const median = quantile(hours, 0.5);
        const version = each.release.version.raw;
        return median === null ? [] : [{ version, medianHours: Number(median.toFixed(1)), commits: hours.length }];
      })
      .reverse(),
  };
}

/** By time, not by version: what was released last is what runs. */
function toRollbackWindow(
  dated: readonly DatedRelease[],
  commits: ReadonlyMap<DatedRelease, readonly HistoryCommit[]>,
  { rollbackWindow }: MetricsPolicy,
  now: string,
): RollbackWindow | null {
  const newest = [...dated].sort((a, b) => b.time - a.time)[0];
  if (!newest) return null;
  const isUrgent = isHotfix(newest.release, commits.get(newest) ?? []) && Object.hasOwn(rollbackWindow, 'hotfix');
  const kind = isUrgent ? 'hotfix' : levelOf(newest.release.version);
  const hours = Object.hasOwn(rollbackWindow, kind) ? rollbackWindow[kind] : undefined;
  if (hours === undefined) return null;
  const closes = newest.time + hours * 3_600_000;
  return {
    version: newest.release.version.raw,
    kind,
    hours,
    releasedAt: toMoment(newest.time),
    closesAt: toMoment(closes),
    open: Date.parse(now) < closes,
    hoursLeft: Number(Math.max(0, (closes - Date.parse(now)) / 3_600_000).toFixed(2)),
  };
}

function countByMonth(within: readonly DatedRelease[], since: string, until: string): MetricsReport['months'] {
  const counts = new Map<string, number>();
  for (let [year, month] = [Number(since.slice(0, 4)), Number(since.slice(5, 7))]; ; month++) {
    if (month > 12) [year, month] = [year + 1, 1];
    const key = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (key > until.slice(0, 7)) break;
    counts.set(key, 0);
  }
  for (const { time } of within) counts.set(toDay(time).slice(0, 7), (counts.get(toDay(time).slice(0, 7)) ?? 0) + 1);
  return [...counts].map(([month, releases]) => ({ month, releases }));
}

function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function toMoment(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
