import { compareVersions, isPrerelease } from '../../version/version.ts';
import type { Release } from '../model.ts';
import { lowerReleases, type VersionedRelease, type VersionOrder } from '../version-order.ts';

/** How far below a release its predecessor is looked for among later maintenance releases of older lines. */
const REACH = 50;

/**
 * The releases that a release's comparison may start at (Keep a Changelog 2.0.0, "Structuring a release": "a comparison with
 * the one before it"), the most likely first.
 *
 * Which one is "before" is the project's choice: the release listed below, the next lower version, the next lower one that is
 * no pre-release, or the next lower one that was out at that time; for the first pre-release of a line also the release that the
 * line before began with. Yanked releases may be skipped.
 */
export function predecessorsOf(
  release: VersionedRelease,
  releases: readonly Release[],
  order: VersionOrder,
): readonly VersionedRelease[] {
  const found = new Set<VersionedRelease>();
  const [next] = lowerReleases(order, release);
  // Within a line nobody leaves a version out, whatever stands between in the file.
  if (next && isSameLine(next, release)) found.add(next);
  const below = listedBelow(release, releases, order);
  for (const each of below) if (compareVersions(each.version, release.version) < 0) found.add(each);
  let reached = 0;
  let stable = false;
  let out = false;
  for (const lower of lowerReleases(order, release)) {
    if (lower === next) found.add(lower);
    const isStable = !isPrerelease(lower.version);
    if (!lower.yanked) {
      if (isStable && !stable) found.add(lower);
      stable ||= isStable;
      if (wasOut(lower, release)) {
        if (isStable || !out) found.add(lower);
        if (isStable) break;
        out = true;
      }
    }
    if (++reached === REACH) break;
  }
  const branched = isPrerelease(release.version) && next ? firstOfLine(next, order) : null;
  if (branched && !isSameLine(branched, release)) found.add(branched);
  return [...found];
}

/** `1.4.0` for `1.4.7`: what came after it was made on a branch, from which the next line does not come. */
function firstOfLine(last: VersionedRelease, order: VersionOrder): VersionedRelease | null {
  let first = isPrerelease(last.version) ? null : last;
  for (const lower of lowerReleases(order, last)) {
    if (!isSameLine(lower, last)) break;
    if (!isPrerelease(lower.version)) first = lower;
  }
  return first;
}

function isSameLine(
  { version: { release: a } }: VersionedRelease,
  { version: { release: b } }: VersionedRelease,
): boolean {
  return a.length > 2 && a[0] === b[0] && a[1] === b[1];
}

/** The release of the same component that stands below, and the one below that where it is yanked. */
function listedBelow(release: Release, releases: readonly Release[], order: VersionOrder): readonly VersionedRelease[] {
  const found: VersionedRelease[] = [];
  for (let i = release.index + 1; i < Math.min(releases.length, release.index + REACH); i++) {
    const below = releases[i] as VersionedRelease;
    if (order.rankOf(below) < 0) continue;
    found.push(below);
    if (!below.yanked) break;
  }
  return found;
}

function wasOut(lower: Release, release: Release): boolean {
  return lower.date !== null && release.date !== null && lower.date <= release.date;
}
