import type { Release } from '../../changelog/model.ts';
import { gatherVersionOrders, type VersionedRelease } from '../../changelog/version-order.ts';
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
export function levelOfRelease(context: RuleContext, release: Release): ReleaseLevel | null {
  const { version, label } = release;
  if (!version || !isSemver(version) || isPrerelease(version)) return null;
  // Several modules released together, `[1.45.0/0.67.0]`: what an entry says may hold for the one below 1.0.0.
  if (version.release[0] === '0' || (label !== version.raw && label.includes('/'))) return null;
  const previous = context.index.once(gatherPrevious, context)[release.index];
  const level = previous && isSemver(previous.version) ? levelBetween(previous.version, version) : null;
  return previous && level ? { level, previous } : null;
}

/** For each release by its index, the highest lower one of its component that is no pre-release. Linear once the versions are in order. */
function gatherPrevious({ changelog, index }: RuleContext): readonly (VersionedRelease | undefined)[] {
  const previous = new Array<VersionedRelease | undefined>(changelog.releases.length);
  for (const { sorted, rankOf } of index.once(gatherVersionOrders, changelog).values()) {
    let below: VersionedRelease | undefined;
    let stable: VersionedRelease | undefined;
    for (let place = 0; place < sorted.length; place++) {
      const release = sorted[place] as VersionedRelease;
      // Several sections may stand for one version; none of them is before the others.
      if (place > 0 && rankOf(release) === place) below = stable ?? below;
      previous[release.index] = below;
      if (!isPrerelease(release.version)) stable = release;
    }
  }
  return previous;
}
