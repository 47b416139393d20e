import { compareVersions, isPrerelease, type Version } from '../version/version.ts';
import { isOfAnotherLine, type Ledger, type LedgerRelease } from './ledger.ts';
import type { VersionTag } from './match-tags.ts';

/** The commit of a release and the name that it is tagged with. */
export interface TaggedCommit {
  readonly name: string;
  readonly commit: string;
}

/** The first tag of a release that names a commit; null where it has none. */
export function tagOf({ tags }: LedgerRelease): TaggedCommit | null {
  const tag = tags.find((each): each is VersionTag & { readonly commit: string } => each.commit !== null);
  return tag ? { name: tag.name, commit: tag.commit } : null;
}

/**
 * The tagged release that a version is compared with: the highest one below it. Pre-releases count for pre-releases only, as
 * in the links of a changelog: 2.0.0 is compared with 1.3.0, not with 2.0.0-rc.1.
 *
 * @param version null for what is not released yet.
 */
export function previousTagged({ releases }: Ledger, version: Version | null): LedgerRelease | null {
  const between = version !== null && isPrerelease(version);
  let first: LedgerRelease | null = null;
  for (const release of releases) {
    if (version !== null && compareVersions(release.version, version) >= 0) continue;
    if (tagOf(release) === null || isOfAnotherLine(release)) continue;
    if (between || !isPrerelease(release.version)) return release;
    first ??= release;
  }
  return first;
}

/** True where a release is tagged and so is one below it. */
export function isComparable({ releases }: Ledger, release: LedgerRelease): boolean {
  const oldest = tagOf(release) && releases.findLast((each) => tagOf(each) !== null);
  return !!oldest && compareVersions(oldest.version, release.version) < 0;
}
