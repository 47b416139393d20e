import { daysBetween } from '../version/calendar.ts';
import { isPrerelease } from '../version/version.ts';
import type { HistoryCommit, NotKnown } from './facts.ts';
import { findFirstReleases } from './first-release.ts';
import { isHotfix } from './hotfix.ts';
import { isKnown, type Ledger, type LedgerRelease } from './ledger.ts';
import { projectFolder } from './project-folder.ts';
import type { RepositoryReader } from './reader.ts';

/** How fast and how safely a project releases, by the four measures of DORA; each with what was counted, and how much. */
export interface Metrics {
  /** The first and the last day that count, `YYYY-MM-DD`, in UTC. */
  readonly since: string;
  readonly until: string;
  /** Releases in that time; pre-releases are none. */
  readonly releases: number;
  readonly deploymentFrequency: { readonly perMonth: number; readonly definition: string };
  readonly leadTime: {
    /** Null where no commit was counted. */
    readonly medianHours: number | null;
    readonly p90Hours: number | null;
    readonly commits: number;
    readonly definition: string;
    /** Why commits could not be counted; null where they were. */
    readonly notKnown: string | null;
  };
  readonly changeFailureRate: {
    /** 0 to 1; null where nothing was released. */
    readonly ratio: number | null;
    readonly failed: number;
    readonly total: number;
    readonly definition: string;
  };
  readonly timeToRestore: {
    /** Null where nothing had to be restored. */
    readonly medianHours: number | null;
    readonly samples: number;
    readonly definition: string;
  };
}

export interface MetricsOptions {
  /** `YYYY-MM-DD`; the day of the first release where it is left out. */
  readonly since?: string;
  /** `YYYY-MM-DD` */
  readonly until: string;
  /** What was reported, and the version that mended it; nothing that git knows. */
  readonly incidents?: readonly Incident[];
}

export interface Incident {
  /** When it was reported, ISO 8601. */
  readonly reported: string;
  readonly restoredBy: string;
}

const DEFINITIONS = {
  deploymentFrequency:
    'Releases in the window by its length in months of 30.44 days, at least one; pre-releases are not counted.',
  leadTime:
    'From the author date of each commit to the date of the first release’s tag that contains it; merges and pre-releases are not counted, nor is what lies outside of the changelog’s folder; a commit dated after its tag counts as 0.',
  changeFailureRate:
    'Releases that were yanked or needed a hotfix, by all releases. A hotfix is a patch release whose title, tag message, category or merged branch says so.',
  timeToRestore:
    'From the report of an incident to the hotfix that mended it; where no report is given, from the release that the hotfix mends.',
} as const;

const DAYS_PER_MONTH = 30.4375;
const HOUR = 3_600_000;

/** A release with its time. */
export interface DatedRelease {
  readonly release: LedgerRelease;
  /** The tag's date, or the first moment of the heading's day; milliseconds since 1970. */
  readonly time: number;
}

/** Gathers the metrics of a ledger; the whole history is read at once. */
export async function gatherMetrics(
  ledger: Ledger,
  reader: RepositoryReader | NotKnown,
  options: MetricsOptions,
): Promise<Metrics> {
  return toMetrics(ledger, await readReleasedHistory(ledger, reader), options);
}

/** Reads every commit that the releases contain, each before its parents. */
export async function readReleasedHistory(
  ledger: Ledger,
  reader: RepositoryReader | NotKnown,
): Promise<readonly HistoryCommit[] | NotKnown> {
  if (!isKnown(ledger.repository)) return ledger.repository;
  if (!isKnown(reader)) return reader;
  if (ledger.repository.shallow)
    return { notKnown: 'the clone is shallow: its older commits are missing; fetch them with “git fetch --unshallow”' };
  const tips = datedReleases(ledger).flatMap(({ release }) => commitOf(release) ?? []);
  return reader.history(tips, projectFolder(ledger));
}

/** Computes the metrics from a ledger and every commit that its releases contain, each before its parents. */
export function toMetrics(
  ledger: Ledger,
  history: readonly HistoryCommit[] | NotKnown,
  { since, until, incidents = [] }: MetricsOptions,
): Metrics {
  const dated = datedReleases(ledger);
  const commits = isKnown(history) ? assignCommits(dated, history) : new Map<DatedRelease, readonly HistoryCommit[]>();
  const from = since ?? toDay(dated.at(-1)?.time) ?? until;
  const counts = ({ time }: DatedRelease): boolean => {
    const day = toDay(time) as string;
    return day >= from && day <= until;
  };
  const within = dated.filter(counts);
  const leads = within.flatMap((each) =>
    (commits.get(each) ?? []).flatMap(({ authored, parents }) => {
      const written = Date.parse(authored);
      return parents.length > 1 || Number.isNaN(written) ? [] : [Math.max(0, each.time - written)];
    }),
  );
  const hotfixes = dated.flatMap((each, i) => {
    const mended = dated[i + 1];
    return mended && isHotfix(each.release, commits.get(each) ?? []) ? [{ hotfix: each, mended }] : [];
  });
  const failed = new Set([
    ...within.filter(({ release }) => release.section?.yanked),
    ...hotfixes.flatMap(({ mended }) => (counts(mended) ? [mended] : [])),
  ]);
  const reports = new Map(
    hotfixes.flatMap(({ hotfix }) => {
      const known = incidents.find(({ restoredBy }) => restoredBy === hotfix.release.version.raw);
      return known ? [[hotfix, Date.parse(known.reported)]] : [];
    }),
  );
  const restores = hotfixes
    .filter(({ hotfix }) => counts(hotfix))
    .map(({ hotfix, mended }) => Math.max(0, hotfix.time - (reports.get(hotfix) ?? mended.time)))
    .filter((time) => !Number.isNaN(time));
  // One release on the first day is not thirty a month.
  const months = Math.max(1, (daysBetween(from, until) + 1) / DAYS_PER_MONTH);
  return {
    since: from,
    until,
    releases: within.length,
    deploymentFrequency: {
      perMonth: round(within.length / months, 2),
      definition: DEFINITIONS.deploymentFrequency,
    },
    leadTime: {
      medianHours: toHours(quantile(leads, 0.5)),
      p90Hours: toHours(quantile(leads, 0.9)),
      commits: leads.length,
      definition: DEFINITIONS.leadTime,
      notKnown: isKnown(history) ? null : history.notKnown,
    },
    changeFailureRate: {
      ratio: within.length === 0 ? null : round(failed.size / within.length, 4),
      failed: failed.size,
      total: within.length,
      definition: DEFINITIONS.changeFailureRate,
    },
    timeToRestore: {
      medianHours: toHours(quantile(restores, 0.5)),
      samples: restores.length,
      definition: DEFINITIONS.timeToRestore,
    },
  };
}

/** The releases that are no pre-releases and have a date, highest version first. */
export function datedReleases({ releases }: Pick<Ledger, 'releases'>): readonly DatedRelease[] {
  return releases.flatMap((release) => {
    if (isPrerelease(release.version)) return [];
    const date = release.tags.find((tag) => tag.date !== null)?.date ?? release.section?.date ?? null;
    const time = date === null ? Number.NaN : Date.parse(date);
    return Number.isNaN(time) ? [] : [{ release, time }];
  });
}

function commitOf({ tags }: LedgerRelease): string | null {
  return tags.find(({ commit }) => commit !== null)?.commit ?? null;
}

/** The commits of each release that has a tag: those that no earlier one contains. */
export function assignCommits(
  dated: readonly DatedRelease[],
  history: readonly HistoryCommit[],
): ReadonlyMap<DatedRelease, readonly HistoryCommit[]> {
  const tagged = dated.flatMap((each) => {
    const commit = commitOf(each.release);
    return commit === null ? [] : [{ each, commit, time: each.time }];
  });
  const commits = new Map<DatedRelease, HistoryCommit[]>(tagged.map(({ each }) => [each, []]));
  findFirstReleases(history, tagged).forEach((release, place) => {
    const tip = tagged[release];
    if (tip && history[place]?.concerned) commits.get(tip.each)?.push(history[place] as HistoryCommit);
  });
  return commits;
}

function toDay(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString().slice(0, 10);
}

/** Between two values where the share falls between them; null of nothing. */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}

function toHours(milliseconds: number | null): number | null {
  return milliseconds === null ? null : round(milliseconds / HOUR, 1);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
