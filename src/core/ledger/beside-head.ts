import { compareVersions } from '../version/version.ts';
import type { NotKnown } from './facts.ts';
import { currentVersion, isKnown, type Ledger } from './ledger.ts';
import type { RepositoryReader } from './reader.ts';

/**
 * Asks which tags HEAD does not contain where that may explain what the records say: a tag above the newest section is another
 * line's, as 2.0.0 is on the branch that maintains 1.x, and so is the version that a file is behind of. It walks the history, and
 * nearly every project has no need of it.
 *
 * @returns the names of the tags; null where nothing makes anybody ask, and where it cannot be known
 */
export async function readBesideHead(
  ledgers: readonly [Ledger, ...Ledger[]],
  reader: Pick<RepositoryReader, 'tagsOutside'> | NotKnown,
): Promise<readonly string[] | null> {
  const [{ repository }] = ledgers;
  if (!isKnown(reader) || !isKnown(repository) || repository.shallow || repository.head.commit === null) return null;
  if (!ledgers.some((ledger) => hasTagsAbove(ledger) || hasFilesBehind(ledger))) return null;
  const tags = await reader.tagsOutside(repository.head.commit);
  return isKnown(tags) ? tags : null;
}

function hasTagsAbove({ releases }: Ledger): boolean {
  const [highest] = releases;
  return highest !== undefined && highest.section === null && releases.some(({ section }) => section !== null);
}

function hasFilesBehind(ledger: Ledger): boolean {
  const current = currentVersion(ledger);
  return ledger.versionFiles.some(({ places }) =>
    places.some(({ parsed }) => current && parsed && compareVersions(parsed, current) < 0),
  );
}
