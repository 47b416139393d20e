import type { Release } from '../../changelog/model.ts';
import type { VersionedRelease } from '../../changelog/version-order.ts';
import { readWrittenDate } from '../../changelog/written-date.ts';

/** True for versions of one line of maintenance: `1.2.0`, `1.2.7` and `1.2.8-rc.1`. */
export function isSameLine(
  { version: { release: a } }: VersionedRelease,
  { version: { release: b } }: VersionedRelease,
): boolean {
  return a.length > 2 && b.length > 2 && a[0] === b[0] && a[1] === b[1];
}

/**
 * True for `1.2.3-1` beside `1.2.3`: by SemVer a pre-release, by many packagers a revision of the release. Nothing can be said
 * about the order of the two.
 */
export function isRevision(a: VersionedRelease, b: VersionedRelease): boolean {
  if (!/^\d+$/.test(a.version.prerelease[0] ?? b.version.prerelease[0] ?? '')) return false;
  return a.version.release.join('.') === b.version.release.join('.');
}

/** The day that a release's date means, in whatever form it is written; null where it means none. */
export function dayOf({ date, dateText }: Release): string | null {
  if (date !== null || dateText === null) return date;
  const reading = readWrittenDate(dateText);
  return reading.kind === 'day' ? reading.day : null;
}
