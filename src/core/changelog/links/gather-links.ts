import type { Definition } from '../../markdown/blocks.ts';
import { Char } from '../../markdown/characters.ts';
import type { Span } from '../../text/source.ts';
import type { Changelog, Release } from '../model.ts';
import { foldLabel } from './label.ts';
import { type Habit, readPlainCompare, toHabit } from './plain-compare.ts';
import { parseReleaseLink, type ReleaseLink } from './release-link.ts';

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
  let habit: Habit | null = null;
  for (const release of changelog.releases) {
    const reference = referenceOf(text, release);
    const definition = reference === null ? null : (definitions.get(foldLabel(reference)) ?? null);
    const urlSpan = definition?.url ?? release.form.inlineUrl;
    let link: ReleaseLink | null = urlSpan && habit && readPlainCompare(text, urlSpan, habit);
    if (urlSpan && !link) {
      const url = text.slice(urlSpan.start, urlSpan.end);
      link = parseReleaseLink(url);
      habit = (link?.kind === 'compare' && toHabit(link, url)) || habit;
    }
    linked.push(new Linked(text, release, reference, definition, urlSpan, link));
  }
  return linked;
}

class Linked implements LinkedRelease {
  readonly #text: string;
  readonly release: Release;
  readonly reference: string | null;
  readonly definition: Definition | null;
  readonly urlSpan: Span | null;
  readonly link: ReleaseLink | null;

  constructor(
    text: string,
    release: Release,
    reference: string | null,
    definition: Definition | null,
    urlSpan: Span | null,
    link: ReleaseLink | null,
  ) {
    this.#text = text;
    this.release = release;
    this.reference = reference;
    this.definition = definition;
    this.urlSpan = urlSpan;
    this.link = link;
  }

  get url(): string {
    return this.urlSpan ? this.#text.slice(this.urlSpan.start, this.urlSpan.end) : '';
  }
}

/**
 * The label that a heading refers to: `1.0.0` of `[1.0.0]` and `[1.0.0][]`, `tag` of `[1.0.0][tag]`; null for a heading that
 * is no reference.
 */
export function referenceOf(text: string, { form, labelSpan, label }: Release): string | null {
  if (!form.bracketed || form.inlineUrl) return null;
  const { end: labelEnd } = labelSpan;
  if (text.charCodeAt(labelEnd) === Char.RightBracket && text.charCodeAt(labelEnd + 1) !== Char.LeftBracket)
    return label;
  const close = text.indexOf(']', labelEnd);
  if (text[close + 1] === '[') {
    const end = text.indexOf(']', close + 2);
    const explicit = text.slice(close + 2, end);
    // `[1.0.0][YANKED]` and `[1.0.0][2017-07-17]` are read as marks, and CommonMark reads them so as well without definition.
    if (end > close + 2 && (label.endsWith(explicit) || !/^(?:yanked|\d)/i.test(explicit))) return explicit;
  }
  if (close === labelSpan.end) return label;
  return text.slice(text.lastIndexOf('[', labelSpan.start) + 1, close);
}
