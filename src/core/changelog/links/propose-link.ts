import { componentOf } from '../component.ts';
import type { Release } from '../model.ts';
import type { VersionedRelease, VersionOrder } from '../version-order.ts';
import { isVersioned } from '../version-order.ts';
import { readWrittenDate } from '../written-date.ts';
import type { LinkedRelease } from './gather-links.ts';
import { compareUrl, compareWithHeadUrl, findLinkPattern, type LinkPattern, tagOf, tagUrl } from './link-pattern.ts';
import { predecessorsOf } from './predecessors.ts';
import { unreleasedComponent } from './unreleased-component.ts';

/**
 * The URL that the release at `index` should link to, by the pattern of the links around it (Keep a Changelog 2.0.0,
 * “Structuring a release”): a comparison with the release before it, the tag for the oldest, a comparison of the newest tag
 * with the current state for what is not released yet.
 *
 * @returns null where no link around it tells the repository and the names of its tags.
 */
export function proposeLink(
  links: readonly LinkedRelease[],
  index: number,
  orders: ReadonlyMap<string, VersionOrder>,
): string | null {
  const pattern = findLinkPattern(links, index);
  const own = links[index];
  if (!pattern || !own) return null;
  const { release } = own;
  if (release.unreleased) {
    const releases = links.map((each) => each.release);
    const component = unreleasedComponent(own.link, releases);
    const newest = newestReleased(releases.filter((each) => componentOf(each) === component));
    const link = newest && links[newest.index];
    // Of several components each has tags of its own, which the neighbours of the unreleased section need not be named like.
    const ofNewest = newest && findLinkPattern(links, newest.index);
    return link ? compareWithHeadUrl(pattern, tagOf(link, ofNewest ?? pattern)) : null;
  }
  if (!isVersioned(release)) return null;
  const before = predecessorLink(release, links, orders);
  if (!before || linksTagsOnly(pattern, links)) return tagUrl(pattern, tagOf(own, pattern));
  return compareUrl(pattern, tagOf(before, pattern), tagOf(own, pattern));
}

/** The topmost release that is out: no section for what is to come, under whatever heading. */
export function newestReleased(releases: readonly Release[]): VersionedRelease | null {
  return releases.filter(isVersioned).find((release) => !isPending(release)) ?? null;
}

/** True for a version whose date is still to come. */
export function isPending({ date, dateText }: Release): boolean {
  return date === null && dateText !== null && readWrittenDate(dateText).kind === 'placeholder';
}

function predecessorLink(
  release: VersionedRelease,
  links: readonly LinkedRelease[],
  orders: ReadonlyMap<string, VersionOrder>,
): LinkedRelease | null {
  const order = orders.get(componentOf(release));
  const releases = links.map((each) => each.release);
  const [before] = order ? predecessorsOf(release, releases, order) : [];
  return before ? (links[before.index] ?? null) : null;
}

/** Some changelogs link every version to its tag; the oldest one's tag link alone says nothing about the others. */
function linksTagsOnly(pattern: LinkPattern, links: readonly LinkedRelease[]): boolean {
  return pattern.compare === null && links.filter(({ link }) => link?.kind === 'tag').length > 1;
}
