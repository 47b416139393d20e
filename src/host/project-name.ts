import { basename } from 'node:path';
import { gatherLinks } from '../core/changelog/links/gather-links.ts';
import type { Changelog } from '../core/changelog/model.ts';
import type { NotKnown } from '../core/ledger/facts.ts';
import { isKnown } from '../core/ledger/ledger.ts';
import type { RepositoryReader } from '../core/ledger/reader.ts';

/**
 * What a project is called where nobody says so: as the repository that its changelog links to, else as its remote, else as its
 * folder. Git is asked only where the changelog does not say it.
 */
export async function projectName(
  changelog: Changelog,
  repository: Pick<RepositoryReader, 'repository'> | NotKnown,
  root: string,
): Promise<string> {
  const linked = gatherLinks(changelog).find(({ link }) => link)?.link?.repository;
  if (linked !== undefined) return nameOfAddress(linked) ?? basename(root);
  const facts = isKnown(repository) ? await repository.repository() : repository;
  return (isKnown(facts) ? nameOfAddress(facts.remotes[0]?.url ?? '') : null) ?? basename(root);
}

/** The last segment of a repository's address; null where there is none. */
export function nameOfAddress(address: string): string | null {
  return /([^/:]+?)(?:\.git)?\/*$/.exec(address)?.[1] ?? null;
}
