import { Char, isDigit } from '../../markdown/characters.ts';
import type { Span } from '../../text/source.ts';
import type { CompareLink, UrlRef } from './release-link.ts';

const PERCENT = 37;
const THREE_DOTS = '...';

/** What the comparisons of a file have in common. */
export interface Habit {
  readonly host: CompareLink['host'];
  readonly repository: string;
  /** Everything in front of the first ref: `https://github.com/owner/name/compare/`. */
  readonly start: string;
}

/** What is to be expected of the other comparisons of a file; null where this one is not of the usual form. */
export function toHabit({ host, repository, base, head, separator }: CompareLink, url: string): Habit | null {
  if (separator.text !== THREE_DOTS || head.start < base.start) return null;
  const start = url.slice(0, base.start);
  return start.endsWith('/compare/') ? { host, repository, start } : null;
}

/**
 * Reads a comparison that differs from those before it in its refs alone: nearly every one does, and what is known of them is
 * not read again.
 *
 * @param text the document, `url` the place of the URL in it
 * @returns null for any other URL
 */
export function readPlainCompare(text: string, url: Span, { host, repository, start }: Habit): PlainCompare | null {
  if (!text.startsWith(start, url.start)) return null;
  const base = url.start + start.length;
  const middle = findThreeDots(text, base, url.end);
  if (middle <= base || middle + THREE_DOTS.length >= url.end) return null;
  return new PlainCompare(host, repository, text, url, base, middle);
}

/**
 * Where the three dots stand in a path that has nothing else to read: -1 where there is a query, a fragment, an encoded
 * character, the owner of a fork, another run of dots, or a slash at the end.
 */
function findThreeDots(text: string, start: number, end: number): number {
  let found = -1;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === Char.FullStop && at + 1 < end && text.charCodeAt(at + 1) === Char.FullStop) {
      if (found >= 0 || at + 2 >= end || text.charCodeAt(at + 2) !== Char.FullStop) return -1;
      if (at + 3 < end && text.charCodeAt(at + 3) === Char.FullStop) return -1;
      found = at;
      at += 2;
    } else if (code === Char.QuestionMark || code === Char.NumberSign || code === PERCENT || code === Char.Colon)
      return -1;
  }
  return text.charCodeAt(end - 1) === Char.Slash ? -1 : found;
}

/**
 * A comparison of two refs, both there and with three dots between them, so that there is nothing to say about its form. The refs
 * are made when they are asked for: a large changelog has thousands, and few are ever looked at.
 */
export class PlainCompare implements CompareLink {
  readonly kind = 'compare';
  readonly host: CompareLink['host'];
  readonly repository: string;
  readonly #text: string;
  readonly #url: Span;
  readonly #base: number;
  readonly #middle: number;

  constructor(host: CompareLink['host'], repository: string, text: string, url: Span, base: number, middle: number) {
    this.host = host;
    this.repository = repository;
    this.#text = text;
    this.#url = url;
    this.#base = base;
    this.#middle = middle;
  }

  get base(): UrlRef {
    return this.#ref(this.#base, this.#middle);
  }

  get separator(): UrlRef {
    return this.#ref(this.#middle, this.#middle + THREE_DOTS.length);
  }

  get head(): UrlRef {
    return this.#ref(this.#middle + THREE_DOTS.length, this.#url.end);
  }

  /** True where the refs are the tags of these two versions, with any prefix that no digit or dot ends. */
  joins(base: string, head: string): boolean {
    return (
      this.#endsIn(base, this.#base, this.#middle) &&
      this.#endsIn(head, this.#middle + THREE_DOTS.length, this.#url.end)
    );
  }

  #endsIn(version: string, start: number, end: number): boolean {
    const at = end - version.length;
    if (at < start || !this.#text.startsWith(version, at)) return false;
    if (at === start) return true;
    const before = this.#text.charCodeAt(at - 1);
    return before !== Char.FullStop && !isDigit(before);
  }

  #ref(start: number, end: number): UrlRef {
    const { start: origin } = this.#url;
    return { start: start - origin, end: end - origin, text: this.#text.slice(start, end) };
  }
}
