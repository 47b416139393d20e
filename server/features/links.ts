import { gatherDefinitions } from '../../src/core/changelog/links/gather-links.ts';
import { foldLabel } from '../../src/core/changelog/links/label.ts';
import { BlockKind, type Changelog, type Definition, type Release, type Span } from '../../src/core/index.ts';
import type { InlineLink } from '../../src/core/markdown/inline-link.ts';
import { inlineLinks } from '../../src/core/markdown/inline-links.ts';
import { findAt, touches } from './find.ts';

/** A place where a label is written: where it is defined, where it is referred to, or as the name of a release. */
export interface LabelPlace {
  readonly kind: 'definition' | 'reference' | 'release';
  /** The label alone, without its brackets. */
  readonly span: Span;
  /** All of it: the definition, the link, the heading. */
  readonly whole: Span;
}

/** The place of a label at an offset, null where there is none. */
export function labelAt(changelog: Changelog, offset: number): LabelPlace | null {
  const definition = changelog.definitions.find(({ label }) => touches(label, offset));
  if (definition) return toDefinitionPlace(definition);
  const link = linkAt(changelog, offset);
  if (link) return toReferencePlace(link);
  const { release } = findAt(changelog, offset);
  return release && touches(release.labelSpan, offset) ? toReleasePlace(release) : null;
}

/** Every place of a label, in the order of the document, however it is written. */
export function placesOf(changelog: Changelog, label: string): readonly LabelPlace[] {
  const { text } = changelog.source;
  const wanted = foldLabel(label);
  const isWanted = ({ span }: LabelPlace): boolean => foldLabel(text.slice(span.start, span.end)) === wanted;
  const places = [
    ...changelog.definitions.map(toDefinitionPlace),
    ...allLinks(changelog, '[').flatMap((link) => toReferencePlace(link) ?? []),
    ...changelog.releases.map(toReleasePlace),
  ].filter(isWanted);
  places.sort((a, b) => a.span.start - b.span.start);
  // A release in brackets is the reference in its heading as well.
  return places.filter(({ span }, i) => i === 0 || places[i - 1]?.span.start !== span.start);
}

/** The definition that a label stands for, null where it is not defined. */
export function definitionOf(changelog: Changelog, label: string): Definition | null {
  return gatherDefinitions(changelog).get(foldLabel(label)) ?? null;
}

/** The innermost link at an offset. */
export function linkAt(changelog: Changelog, offset: number): InlineLink | null {
  const { table } = changelog.blocks;
  for (let i = 0; i < table.count && (table.start[i] as number) <= offset; i++) {
    if (!isInline(table.kind[i]) || offset > (table.end[i] as number)) continue;
    const links = linksOfBlock(changelog, i).filter((link) => touches(link, offset));
    if (links.length > 0)
      return links.reduce((inner, link) => (link.end - link.start < inner.end - inner.start ? link : inner));
  }
  return null;
}

/** Every link of the document in the paragraphs and headings that have the text `mark` in them. */
export function allLinks(changelog: Changelog, mark: string): readonly InlineLink[] {
  const { source, blocks } = changelog;
  const links: InlineLink[] = [];
  let next = source.text.indexOf(mark);
  for (let i = 0; i < blocks.table.count && next >= 0; i++) {
    if (!isInline(blocks.table.kind[i])) continue;
    const start = blocks.table.start[i] as number;
    if (next < start) next = source.text.indexOf(mark, start);
    if (next >= start && next < (blocks.table.end[i] as number)) links.push(...linksOfBlock(changelog, i));
  }
  return links;
}

function linksOfBlock({ source, blocks: { table } }: Changelog, block: number): readonly InlineLink[] {
  return inlineLinks(source.text, table.start[block] as number, table.end[block] as number);
}

function isInline(kind: number | undefined): boolean {
  return kind === BlockKind.Paragraph || kind === BlockKind.Heading;
}

function toDefinitionPlace(definition: Definition): LabelPlace {
  return { kind: 'definition', span: definition.label, whole: { start: definition.start, end: definition.end } };
}

/** Null for links that carry their own URL. */
function toReferencePlace(link: InlineLink): LabelPlace | null {
  return link.label && { kind: 'reference', span: link.label, whole: { start: link.start, end: link.end } };
}

function toReleasePlace({ labelSpan, heading }: Release): LabelPlace {
  return { kind: 'release', span: labelSpan, whole: { start: heading.start, end: heading.end } };
}
