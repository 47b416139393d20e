import { componentOf, mainComponentOf } from '../component.ts';
import type { LinkedRelease } from './gather-links.ts';
import { defaultHead, type Host, printCompareUrl, printTagUrl } from './host.ts';
import { endsInVersion, readRef } from './ref.ts';
import { type CompareLink, type TagLink, withRefs } from './release-link.ts';

/** How a changelog's links are written around one of its releases: by this, the missing ones are made. */
export interface LinkPattern {
  readonly host: Host;
  readonly repository: string;
  /** What stands before the version in a tag, as written in URLs. */
  readonly tagPrefix: string;
  /** The nearest comparison and tag, whose shape is kept; null where there is none. */
  readonly compare: Example<CompareLink> | null;
  readonly tag: Example<TagLink> | null;
}

interface Example<T> {
  readonly url: string;
  readonly link: T;
}

/**
 * Reads the pattern from the links next to the release at `index`, older ones first, since those are finished. Of several
 * components each has tags of its own: where none of its links tells them, another's do, with the one name for the other.
 *
 * @returns null where no release has a link that names its own version.
 */
export function findLinkPattern(links: readonly LinkedRelease[], index: number): LinkPattern | null {
  let compare: Example<CompareLink> | null = null;
  let tag: Example<TagLink> | null = null;
  let first: { readonly host: Host; readonly repository: string; readonly tagPrefix: string } | null = null;
  const component = componentAt(links, index);
  let isOwn = false;
  for (const { url, link, release } of nearest(links, index)) {
    if (!link || !release.version || (first && link.repository !== first.repository)) continue;
    const ref = link.kind === 'compare' ? link.head.text : link.tag.text;
    const other = componentOf(release);
    const written = tagPrefixOf(ref, release.version.raw);
    const tagPrefix = written === null || other === component ? written : renamePrefix(written, other, component);
    if (tagPrefix === null || (link.kind === 'compare' && link.base.text === '')) continue;
    if (!first || (!isOwn && other === component)) {
      first = { host: link.host, repository: link.repository, tagPrefix };
      isOwn = other === component;
    }
    if (link.kind === 'compare') compare ??= { url, link };
    else tag ??= { url, link };
    if (compare && tag && isOwn) break;
  }
  return first && { ...first, compare, tag };
}

/** What the release at `index` is of; what is unreleased is of what most releases are of. */
function componentAt(links: readonly LinkedRelease[], index: number): string {
  const release = links[index]?.release;
  return !release || release.unreleased ? mainComponentOf(links.map((each) => each.release)) : componentOf(release);
}

/** `core@` for `web@`; null where the prefix says nothing of the component that it is of. */
function renamePrefix(prefix: string, from: string, to: string): string | null {
  return from !== '' && to !== '' && prefix.toLowerCase().includes(from)
    ? prefix.replace(new RegExp(from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i'), () => to)
    : null;
}

/** What stands before the version in a tag, `v` mostly; null where the ref is not this version's tag. */
export function tagPrefixOf(ref: string, version: string): string | null {
  if (endsInVersion(ref, version)) return ref.slice(0, ref.length - version.length);
  return null;
}

function* nearest(links: readonly LinkedRelease[], index: number): Generator<LinkedRelease> {
  for (let i = index + 1; i < links.length; i++) yield links[i] as LinkedRelease;
  for (let i = Math.min(index, links.length) - 1; i >= 0; i--) yield links[i] as LinkedRelease;
}

/** The tag of a linked release: as its own link writes it, else by the pattern. */
export function tagOf({ link, release }: LinkedRelease, pattern: LinkPattern): string {
  const ref = link?.kind === 'compare' ? link.head.text : link?.tag.text;
  const version = release.version?.raw ?? release.label;
  return ref !== undefined && readRef(ref)?.version.raw === version ? ref : pattern.tagPrefix + version;
}

/** The URL that compares two tags. */
export function compareUrl({ host, repository, compare }: LinkPattern, base: string, head: string): string {
  return compare ? withRefs(compare.url, compare.link, { base, head }) : printCompareUrl(host, repository, base, head);
}

/** The URL that compares a tag with the current state of the code. */
export function compareWithHeadUrl(
  { host, repository, compare }: LinkPattern,
  base: string,
  head = defaultHead(host),
): string {
  const sameShape = compare && compare.link.host !== 'azure' && compare.link.host !== 'bitbucket-server';
  return sameShape
    ? withRefs(compare.url, compare.link, { base, head })
    : printCompareUrl(host, repository, base, head, true);
}

/** The URL of a tag. */
export function tagUrl({ host, repository, tag }: LinkPattern, name: string): string {
  return tag ? withRefs(tag.url, tag.link, { head: name }) : printTagUrl(host, repository, name);
}
