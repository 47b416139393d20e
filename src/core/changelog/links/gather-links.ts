import type { Definition } from '../../markdown/blocks.ts';
import { Char } from '../../markdown/characters.ts';
import type { Span } from '../../text/source.ts';
import type { Changelog, Release } from '../model.ts';
import { foldLabel } from './label.ts';
import { type CompareLink, parseReleaseLink, type ReleaseLink, type UrlRef } from './release-link.ts';

const PERCENT = 37;
const THREE_DOTS = '...';

/** A release and what its heading links to. */
export interface LinkedRelease {
  readonly release: Release;
  /** The label of the definition that the heading refers to, as written; null where the heading is no reference. */
  readonly reference: string | null;
  readonly definition: Definition | null;
  /** The place of the URL, in the definition or in the heading itself; null where there is none. */
  readonly urlSpan: Span | null;
  readonly url: string;
  /** What the URL says, null where it is neither a comparison nor a tag. */
  readonly link: ReleaseLink | null;
}

/** The definition that each folded label stands for. */
export function gatherDefinitions({ definitionsByLabel }: Changelog): ReadonlyMap<string, Definition> {
  return definitionsByLabel;
}

/** What each release of a changelog links to, in the changelog's order. */
export function gatherLinks(changelog: Changelog): readonly LinkedRelease[] {
  const { text } = changelog.source;
  const definitions = gatherDefinitions(changelog);
  const linked: LinkedRelease[] = [];
  let last: CompareLink | null = null;
  for (const release of changelog.releases) {
    const reference = referenceOf(text, release);
    const definition = reference === null ? null : (definitions.get(foldLabel(reference)) ?? null);
    const urlSpan = definition?.url ?? release.form.inlineUrl;
    const url = urlSpan ? text.slice(urlSpan.start, urlSpan.end) : '';
    const link: ReleaseLink | null = urlSpan && (readLike(last, url) ?? parseReleaseLink(url));
    if (link?.kind === 'compare') last = link;
    linked.push({ release, reference, definition, urlSpan, url, link });
  }
  return linked;
}

/** Nearly every comparison of a file differs from the one before in its refs alone; what is known of that is not read again. */
function readLike(last: CompareLink | null, url: string): CompareLink | null {
  if (last?.separator.text !== '...') return null;
  const { repository, host, base } = last;
  if (last.head.start < base.start || !url.startsWith(repository) || !url.endsWith('/compare/', base.start))
    return null;
  const middle = findThreeDots(url, base.start);
  if (middle < 0) return null;
  return new PlainCompareLink(host, repository, url, base.start, middle);
}

/** A comparison whose refs are read when they are asked for: a large changelog has thousands, and few are ever looked at. */
class PlainCompareLink implements CompareLink {
  readonly kind = 'compare';
  readonly host: CompareLink['host'];
  readonly repository: string;
  readonly #url: string;
  readonly #start: number;
  readonly #middle: number;

  constructor(host: CompareLink['host'], repository: string, url: string, start: number, middle: number) {
    this.host = host;
    this.repository = repository;
    this.#url = url;
    this.#start = start;
    this.#middle = middle;
  }

  get base(): UrlRef {
    return toRef(this.#url, this.#start, this.#middle);
  }

  get separator(): UrlRef {
    return { start: this.#middle, end: this.#middle + THREE_DOTS.length, text: THREE_DOTS };
  }

  get head(): UrlRef {
    return toRef(this.#url, this.#middle + THREE_DOTS.length, this.#url.length);
  }
}

function toRef(url: string, start: number, end: number): UrlRef {
  return { start, end, text: url.slice(start, end) };
}

/**
 * Where the three dots stand in a URL that has nothing else to read: -1 where there is a query, a fragment, an encoded
 * character, another run of dots, or a slash at the end.
 */
function findThreeDots(url: string, start: number): number {
  let found = -1;
  for (let at = start; at < url.length; at++) {
    const code = url.charCodeAt(at);
    if (code === Char.FullStop && url.charCodeAt(at + 1) === Char.FullStop) {
      if (found >= 0 || url.charCodeAt(at + 2) !== Char.FullStop || url.charCodeAt(at + 3) === Char.FullStop) return -1;
      found = at;
      at += 2;
    } else if (code === Char.QuestionMark || code === Char.NumberSign || code === PERCENT) return -1;
  }
  return url.charCodeAt(url.length - 1) === Char.Slash ? -1 : found;
}

/**
 * The label that a heading refers to: `1.0.0` of `[1.0.0]` and `[1.0.0][]`, `tag` of `[1.0.0][tag]`; null for a heading that
 * is no reference.
 */
export function referenceOf(text: string, { form, labelSpan, label }: Release): string | null {
  if (!form.bracketed || form.inlineUrl) return null;
  const close = text.indexOf(']', labelSpan.end);
  if (text[close + 1] === '[') {
    const end = text.indexOf(']', close + 2);
    const explicit = text.slice(close + 2, end);
    // `[1.0.0][YANKED]` and `[1.0.0][2017-07-17]` are read as marks, and CommonMark reads them so as well without definition.
    if (end > close + 2 && !/^(?:yanked|\d)/i.test(explicit)) return explicit;
  }
  if (close === labelSpan.end) return label;
  return text.slice(text.lastIndexOf('[', labelSpan.start) + 1, close);
}
