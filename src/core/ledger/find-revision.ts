import { readVersion } from '../version/read-version.ts';
import { versionKey } from '../version/version-key.ts';
import { isKnown, type Ledger, type LedgerRelease } from './ledger.ts';

/** A state of the project that has a name. */
export interface Revision {
  /** The tag's name, or `HEAD`. */
  readonly name: string;
  /** The full name of its commit. */
  readonly commit: string;
}

/**
 * The revision that a version, a tag or `HEAD` names; null where there is none. A name is only looked up among those that
 * the repository has: nothing that somebody typed is given to git.
 */
export function findRevision({ repository, releases }: Ledger, name: string): Revision | null {
  if (!isKnown(repository)) return null;
  const { commit: head } = repository.head;
  if (name === 'HEAD') return head === null ? null : { name, commit: head };
  const tag =
    repository.tags.find((each) => each.name === name && each.commit !== null) ??
    releaseOf(releases, name)?.tags.find(({ commit }) => commit !== null);
  return tag?.commit ? { name: tag.name, commit: tag.commit } : null;
}

/** The release that a version or the name of a tag of it names; null where there is none. */
export function findLedgerRelease({ releases }: Pick<Ledger, 'releases'>, name: string): LedgerRelease | null {
  return releaseOf(releases, name) ?? releases.find(({ tags }) => tags.some((tag) => tag.name === name)) ?? null;
}

function releaseOf(releases: Ledger['releases'], written: string): LedgerRelease | undefined {
  const version = readVersion(written);
  const key = version && versionKey(version);
  return releases.find((release) => release.key === key);
}
