import type { Policy } from '../../policy/policy.ts';
import { insertDefinition } from '../../rules/support/insert-definition.ts';
import { applyEdits, type Edit } from '../../text/edit.ts';
import type { Version } from '../../version/version.ts';
import { componentOf, mainComponentOf, mainReleases } from '../component.ts';
import { gatherLinks, type LinkedRelease } from '../links/gather-links.ts';
import { compareUrl, compareWithHeadUrl, type LinkPattern, tagOf, tagUrl } from '../links/link-pattern.ts';
import { newestReleased, proposeLink } from '../links/propose-link.ts';
import { readRef } from '../links/ref.ts';
import { componentOfPrefix } from '../links/ref-component.ts';
import { parseReleaseLink, type UrlRef, withRefs } from '../links/release-link.ts';
import type { Changelog, Release } from '../model.ts';
import { parseChangelog } from '../parse.ts';
import { gatherVersionOrders } from '../version-order.ts';

export interface LinkOptions {
  readonly policy: Policy;
  /** How the first links are written; null where that is not known, or none are wanted. */
  readonly pattern: LinkPattern | null;
  /** The tag that a version has or will have, and whether there is a tag of a name; left out where git is not asked. */
  readonly tags?: ReleaseTags;
}

/** What git has to say about the tags that a link names. */
export interface ReleaseTags {
  readonly exists: (name: string) => boolean;
  /** The newest tag between two versions, for one that has none and will have none; null where its tag may still come. */
  readonly between?: (version: Version, end: Version) => string | null;
  readonly nameOf: (version: Version) => string;
}

/**
 * Links a release that was just written, and moves the comparison of what is unreleased on to it (Keep a Changelog 2.0.0,
 * “Structuring a release”). All other links stay as they are.
 *
 * @param find finds the release in the changelog of the text
 * @returns the text with its links; the same text where the changelog links none of its releases and none are wanted.
 */
export function linkRelease(
  text: string,
  find: (changelog: Changelog) => Release | undefined,
  options: LinkOptions,
): string {
  const own = linkOne(text, find, options);
  const changelog = parseChangelog(own, options.policy.changelog);
  const release = find(changelog);
  // A fix of an older line changes nothing about what is unreleased.
  if (release && newestReleased(mainReleases(changelog.releases)) !== release) return own;
  return linkOne(own, ({ releases }) => releases.find(({ unreleased }) => unreleased), options);
}

function linkOne(
  text: string,
  find: (changelog: Changelog) => Release | undefined,
  { policy, pattern, tags }: LinkOptions,
): string {
  const changelog = parseChangelog(text, policy.changelog);
  const release = find(changelog);
  if (!release) return text;
  const links = gatherLinks(changelog);
  const linked = links[release.index] as LinkedRelease;
  const wanted = urlFor(changelog, links, linked, pattern);
  const url = wanted === null || !tags ? wanted : withRealTags(wanted, tags);
  const edit = url === null || url === linked.url ? null : toEdit(changelog, links, linked, url);
  return edit ? applyEdits(text, [edit]) : text;
}

function urlFor(
  changelog: Changelog,
  links: readonly LinkedRelease[],
  linked: LinkedRelease,
  pattern: LinkPattern | null,
): string | null {
  const { release, link, url } = linked;
  if (release.unreleased && link?.kind === 'compare') {
    const newest = newestReleased(mainReleases(changelog.releases));
    const to = newest && links[newest.index]?.link;
    const tag = to?.kind === 'compare' ? to.head.text : to?.tag.text;
    if (tag !== undefined) return withRefs(url, link, { base: tag, head: link.head.text });
  }
  const orders = gatherVersionOrders(changelog);
  return proposeLink(links, release.index, orders) ?? (pattern && urlByPattern(links, linked, pattern));
}

/** Characters that stand for themselves in every forge's URLs. */
const PLAIN = /^[\w.+-]+$/;

/** A link as the others are written may name tags by a prefix that the project has given up since: those do not exist. */
function withRealTags(url: string, { exists, nameOf, between }: ReleaseTags): string {
  const link = parseReleaseLink(url);
  const end = link?.kind === 'compare' ? readRef(link.head.text)?.version : undefined;
  const real = ({ text }: UrlRef, isBase = false): string => {
    const read = readRef(text);
    const isOfProject = read !== null && componentOfPrefix(read.prefix) === '';
    const known = isOfProject && !exists(text) ? nameOf(read.version) : text;
    const name = (isBase && isOfProject && end && !exists(known) ? between?.(read.version, end) : null) ?? known;
    return PLAIN.test(name) ? name : text;
  };
  if (link?.kind === 'tag') return withRefs(url, link, { head: real(link.tag) });
  return link ? withRefs(url, link, { base: real(link.base, true), head: real(link.head) }) : url;
}

/**
 * For the first links of a changelog: nothing in it tells how they are written. One that has done without them for its other
 * versions gets none: a version with a link among those without is a defect of each of them (`missing-link-definition`).
 */
function urlByPattern(links: readonly LinkedRelease[], linked: LinkedRelease, pattern: LinkPattern): string | null {
  const { release } = linked;
  const isUnlinked = (each: LinkedRelease): boolean => each.reference !== null && each.definition === null;
  if (links.some((each) => each !== linked && each.release.version !== null && isUnlinked(each))) return null;
  const main = release.unreleased ? mainComponentOf(links.map((each) => each.release)) : componentOf(release);
  const released = links.filter((each) => each.release.version !== null && componentOf(each.release) === main);
  if (release.unreleased) return released[0] ? compareWithHeadUrl(pattern, tagOf(released[0], pattern)) : null;
  const before = released[released.indexOf(linked) + 1];
  const own = tagOf(linked, pattern);
  return before ? compareUrl(pattern, tagOf(before, pattern), own) : tagUrl(pattern, own);
}

function toEdit(
  changelog: Changelog,
  links: readonly LinkedRelease[],
  { release, reference, definition, urlSpan }: LinkedRelease,
  url: string,
): Edit | null {
  if (urlSpan) return { ...urlSpan, text: url };
  if (reference === null || definition) return null;
  // Where links stand in the headings, a definition for Unreleased would be the only one.
  if (release.unreleased && links.every((each) => each.definition === null)) return null;
  return insertDefinition(changelog, links, release.index, reference, url);
}
