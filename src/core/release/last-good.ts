import type { Ledger, LedgerRelease } from '../ledger/ledger.ts';
import { tagOf } from '../ledger/previous-tagged.ts';
import { readVersion } from '../version/read-version.ts';
import { compareVersions, isPrerelease, type Version } from '../version/version.ts';
import { versionKey } from '../version/version-key.ts';

/** The tagged releases, highest version first, without pre-releases. */
export function taggedReleases({ releases }: Ledger): readonly LedgerRelease[] {
  return releases.filter((each) => !isPrerelease(each.version) && tagOf(each) !== null);
}

/**
 * The version to go back to: the highest one below a release that was not yanked, by the order of versions and not of texts.
 *
 * @param contained the tags that the release's commit contains: what is no part of its history is not what it came from, unless
 * every release is tagged on a branch of its own. Null where that is not known, and then the order alone decides.
 */
export function lastGood(ledger: Ledger, bad: Version, contained: ReadonlySet<string> | null): LedgerRelease | null {
  const lower = taggedReleases(ledger).filter(
    ({ version, section }) => compareVersions(version, bad) < 0 && section?.yanked !== true,
  );
  const behind = contained === null ? lower : lower.filter(({ tags }) => tags.some(({ name }) => contained.has(name)));
  const [highest = null] = lower;
  const [nearest] = behind;
  return nearest && !(highest && skipsLine(nearest.version, highest.version, bad)) ? nearest : highest;
}

/** True where another minor release of the bad one's own major version stands between: it came from none of the older ones. */
function skipsLine(nearest: Version, highest: Version, bad: Version): boolean {
  return highest.release[0] === bad.release[0] && !isSameLine(nearest, highest);
}

function isSameLine({ release: a }: Version, { release: b }: Version): boolean {
  return a[0] === b[0] && (a[1] ?? '0') === (b[1] ?? '0');
}

/** What a project's own record of its last good state names; null for a text that names nothing. */
export function readLastGood(text: string): string | null {
  try {
    const named: unknown = JSON.parse(text)?.rollback_sha;
    return typeof named === 'string' && named !== '' ? named : null;
  } catch {
    return null;
  }
}

const SHORTEST_COMMIT = 7;

/** The tagged release that a tag, a version or the beginning of a commit's id names; null where there is none. */
export function releaseNamed(ledger: Ledger, name: string): LedgerRelease | null {
  const key = versionKeyOf(name);
  return (
    taggedReleases(ledger).find(
      (each) =>
        each.key === key ||
        each.tags.some(
          (tag) => tag.name === name || (name.length >= SHORTEST_COMMIT && tag.commit?.startsWith(name.toLowerCase())),
        ),
    ) ?? null
  );
}

function versionKeyOf(name: string): string | null {
  const version = readVersion(name);
  return version && versionKey(version);
}
