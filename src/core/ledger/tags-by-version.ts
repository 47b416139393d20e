import { compareVersions, isPrerelease, type Version } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';
import type { VersionTag } from './match-tags.ts';

type Tags = readonly VersionTag[];
const NONE: Tags = [];
/** Shorter numbers are a line, and what is longer is a release of it. */
const FULL = 3;
/** Fewer versions above the last one that is tagged as it is written may have been left without a tag. */
const HABIT = 5;

/**
 * Finds the tags of a version. Where none is tagged as it is written, or none any more, projects tag them with more or with
 * less: `1.2.3.4567` with the number of the build, `v1.2.3` for `1.2.3 Beta`. The one tag that can be meant is taken.
 *
 * @param versions those that the changelog has sections for
 */
export function tagsByVersion(
  byVersion: ReadonlyMap<string, Tags>,
  versions: readonly Version[],
): (version: Version) => Tags {
  const exactly = (version: Version): Tags => byVersion.get(versionKey(version)) ?? NONE;
  if (byVersion.size === 0) return exactly;
  const tagged = versions.filter((version) => exactly(version) !== NONE).sort(compareVersions);
  const last = tagged.at(-1);
  const isLater = (version: Version): boolean => last === undefined || compareVersions(version, last) > 0;
  if (last && versions.filter(isLater).length < HABIT) return exactly;
  const byStart = new Map<string, Tags[]>();
  for (const tags of byVersion.values()) {
    const version = tags[0]?.version;
    if (!version || isPrerelease(version) || !isLater(version)) continue;
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
    if (own !== NONE || !isLater(version)) return own;
    const numbers = version.release.join('.');
    const found = byStart.get(numbers) ?? [];
    return found.length === 1 && stages.get(numbers) === 1 ? (found[0] as Tags) : NONE;
  };
}
