import type { Ledger } from '../ledger/ledger.ts';
import { type DatedRelease, datedReleases } from '../ledger/metrics.ts';
import type { SupportPolicy } from '../policy/policy.ts';
import { type Say, sayInEnglish } from '../text/say.ts';
import { compareVersions, type Version } from '../version/version.ts';

/** How a version is supported on a day. */
export interface VersionSupport {
  readonly version: string;
  readonly released: string;
  /** The line that it belongs to: `2`, or `2.1`. */
  readonly line: string;
  readonly level: 'full' | 'security' | 'none';
  /** The last day of that; null where no end is known, and for what is not supported. */
  readonly until: string | null;
  /** The newest version of its line, which is the one that is mended; null where it is that itself, or nothing is mended. */
  readonly upgradeTo: string | null;
  /** One sentence without a full stop. */
  readonly reason: string;
}

/**
 * Says how each version is supported on a day, newest first. Versions that were released later than that are not known yet.
 *
 * A line's stage counts from the release that started the next one. Of a line only its newest version is mended: for every
 * other one that is the version to go to.
 */
export function describeSupport(
  ledger: Pick<Ledger, 'releases'>,
  { line: by, stages }: SupportPolicy,
  today: string,
  say: Say = sayInEnglish,
): readonly VersionSupport[] {
  const dated = datedReleases(ledger).filter(({ time }) => toDay(time) <= today);
  const byLine = new Map<string, DatedRelease[]>();
  for (const each of dated) {
    const line = lineOf(each.release.version, by);
    byLine.set(line, [...(byLine.get(line) ?? []), each]);
  }
  // The releases come highest first, so the lines do, too.
  const lines = [...byLine].map(([name, releases]) => ({ name, releases }));
  const newestSupported = dated[0]?.release.version.raw ?? null;
  return lines.flatMap(({ name, releases }, age) => {
    const next = lines[age - 1]?.releases;
    const stage = stages[age];
    // A line begins with the earliest of its releases, whatever its number.
    const began = next ? Math.min(...next.map(({ time }) => time)) : null;
    const until = stage && stage.months > 0 && began !== null ? addMonths(toDay(began), stage.months) : null;
    const isOver = until !== null && until < today;
    const level = stage && !isOver ? stage.level : 'none';
    const newest = releases.find(({ release }) => !release.section?.yanked) ?? releases[0];
    return releases.map(({ release, time }): VersionSupport => {
      const version = release.version.raw;
      const isNewest = newest !== undefined && compareVersions(newest.release.version, release.version) === 0;
      const target = level === 'none' ? newestSupported : isNewest ? null : (newest?.release.version.raw ?? null);
      return {
        version,
        released: toDay(time),
        line: name,
        level: release.section?.yanked ? 'none' : level,
        until: release.section?.yanked || level === 'none' ? null : until,
        upgradeTo: target === version ? null : target,
        reason: release.section?.yanked
          ? say('it was yanked')
          : reasonOf(stages.length, level, { age, isOver, until, isNewest }, say),
      };
    });
  });
}

interface Standing {
  readonly age: number;
  readonly isOver: boolean;
  readonly until: string | null;
  readonly isNewest: boolean;
}

function reasonOf(
  stages: number,
  level: VersionSupport['level'],
  { age, isOver, until, isNewest }: Standing,
  say: Say,
): string {
  if (stages === 0) return say('the policy promises no support');
  const place =
    age === 0
      ? say('the newest line')
      : age === 1
        ? say('the line before the newest one')
        : say('{0} lines behind the newest one', age);
  if (level === 'none')
    return isOver ? say('{0}, supported until {1}', place, until ?? '') : say('{0}, which is not supported', place);
  if (level === 'full')
    return isNewest
      ? say('{0}: everything is mended', place)
      : say('{0}: everything is mended, in its newest version', place);
  return isNewest
    ? say('{0}: security and critical defects are mended', place)
    : say('{0}: security and critical defects are mended, in its newest version', place);
}

function lineOf({ release }: Version, by: SupportPolicy['line']): string {
  return release.slice(0, by === 'major' ? 1 : 2).join('.');
}

/** The same day so many months later, or the last one of a month that is shorter. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
