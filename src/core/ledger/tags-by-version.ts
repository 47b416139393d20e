import { isPrerelease, type Version } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';
import type { VersionTag } from './match-tags.ts';

type Tags = readonly VersionTag[];
const NONE: Tags = [];
/** Shorter numbers are a line, and what is longer is a release of it. */
const FULL = 3;
/** A project that tags one version in so many as it is written may have its reasons for the others. */
const FEW = 10;

/**
 * Finds the tags of a version. Where hardly one is tagged as it is written, projects tag them with more or with less:
 * `1.2.3.4567` with the number of the build, `v1.2.3` for `1.2.3 Beta`. The one tag that can be meant is taken.
 *
 * @param versions those that the changelog has sections for
 */
export function tagsByVersion(
  byVersion: ReadonlyMap<string, Tags>,
  versions: readonly Version[],
): (version: Version) => Tags {
  const exactly = (version: Version): Tags => byVersion.get(versionKey(version)) ?? NONE;
  const tagged = versions.filter((version) => exactly(version) !== NONE);
  if (tagged.length * FEW > versions.length || byVersion.size === 0) return exactly;
  const taken = new Set(tagged.map(exactly));
  const byStart = new Map<string, Tags[]>();
  for (const tags of byVersion.values()) {
    const version = tags[0]?.version;
    if (!version || isPrerelease(version) || taken.has(tags)) continue;
    const numbers = version.release;
    for (let length = FULL; length <= numbers.length; length++) {
      const start = numbers.slice(0, length).join('.');
      byStart.set(start, [...(byStart.get(start) ?? []), tags]);
    }
  }
  const stages = new Map<string, number>();
  for (const { release } of versions) stages.set(release.join('.'), (stages.get(release.join('.')) ?? 0) + 1);
  return (version) => {
    const own = exactly(version);
    if (own !== NONE) return own;
    const numbers = version.release.join('.');
    const found = byStart.get(numbers) ?? [];
    return found.length === 1 && stages.get(numbers) === 1 ? (found[0] as Tags) : NONE;
  };
}
