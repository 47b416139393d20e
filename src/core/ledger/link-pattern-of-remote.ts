import { hostByName } from '../changelog/links/host.ts';
import type { LinkPattern } from '../changelog/links/link-pattern.ts';
import { toRepositoryPage } from '../changelog/links/remote-page.ts';
import { isKnown, type Ledger } from './ledger.ts';

/**
 * How links are written where the changelog has none to learn from: by the page of the remote and the names of its tags.
 *
 * @returns null where no remote has a page. Of several remotes `origin` counts, else the first one that has a page.
 */
export function linkPatternOfRemote({ repository, tagPrefix }: Ledger): LinkPattern | null {
  if (!isKnown(repository)) return null;
  const { remotes } = repository;
  const origin = remotes.filter(({ name }) => name === 'origin');
  const page = [...origin, ...remotes].flatMap(({ url }) => toRepositoryPage(url) ?? [])[0];
  if (page === undefined) return null;
  return { host: hostByName(page), repository: page, tagPrefix, compare: null, tag: null };
}
