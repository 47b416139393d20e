import { componentOf } from '../../changelog/component.ts';
import type { Release } from '../../changelog/model.ts';
import {
  gatherVersionOrders,
  isVersioned,
  lowerReleases,
  type VersionedRelease,
} from '../../changelog/version-order.ts';
import { type Level, levelBetween } from '../../version/increment.ts';
import { isPrerelease, isSemver } from '../../version/version.ts';
import type { RuleContext } from '../rule.ts';

/** By which level a release is ahead of the one before it. */
export interface ReleaseLevel {
  readonly level: Level;
  readonly previous: VersionedRelease;
}

/**
 * The level of a release by SemVer 2.0.0, against the highest lower one that is no pre-release.
 *
 * @returns null where SemVer promises nothing (below 1.0.0, for pre-releases), where the heading names several versions, and
 * where nothing is before it. Where the file leaves versions out, the level may be larger than it was, and never smaller.
 */
export function levelOfRelease({ changelog, index }: RuleContext, release: Release): ReleaseLevel | null {
  if (!isVersioned(release) || !isSemver(release.version) || isPrerelease(release.version)) return null;
  // Several modules released together, `[1.45.0/0.67.0]`: what an entry says may hold for the one below 1.0.0.
  if (release.version.release[0] === '0' || release.label.includes('/')) return null;
  const order = index.once(gatherVersionOrders, changelog).get(componentOf(release));
  if (!order) return null;
  for (const previous of lowerReleases(order, release)) {
    if (isPrerelease(previous.version)) continue;
    const level = isSemver(previous.version) ? levelBetween(previous.version, release.version) : null;
    return level && { level, previous };
  }
  return null;
}
