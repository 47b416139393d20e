import { foldLabel } from '../../src/core/changelog/links/label.ts';
import type { Edit, Span } from '../../src/core/index.ts';
import type { View } from '../view.ts';
import { definitionOf, labelAt, placesOf } from './links.ts';

/** Where the label at an offset is defined; null where no label stands, or one without definition. */
export function findDefinition({ source, check: { changelog } }: View, offset: number): Span | null {
  const place = labelAt(changelog, offset);
  const definition = place && definitionOf(changelog, source.text.slice(place.span.start, place.span.end));
  return definition && { start: definition.start, end: definition.end };
}

/** Every place of the label at an offset; definitions only where they are asked for. */
export function findReferences(
  { source, check: { changelog } }: View,
  offset: number,
  definitions: boolean,
): readonly Span[] {
  const place = labelAt(changelog, offset);
  if (!place) return [];
  return placesOf(changelog, source.text.slice(place.span.start, place.span.end))
    .filter(({ kind }) => definitions || kind !== 'definition')
    .map(({ kind, span, whole }) => (kind === 'release' ? span : whole));
}

/** The label that a rename at an offset would change. */
export function findRenamed({ check: { changelog } }: View, offset: number): Span | null {
  return labelAt(changelog, offset)?.span ?? null;
}

/** The edits of a rename, or in one sentence why it cannot be made. */
export type Renaming =
  | { readonly edits: readonly Edit[]; readonly refusal?: undefined }
  | { readonly edits?: undefined; readonly refusal: string };

/** CommonMark 0.31 section 6.3: at most 999 characters, no bracket that is not escaped. On one line, so that it fits in a heading. */
const LABEL = /^(?:[^[\]\\\r\n]|\\[^\r\n]){1,999}$/;

/**
 * Renames a label wherever it stands: in the headings of releases, in link definitions, and in what refers to them. URLs are left
 * alone, because a tag is not renamed by renaming a heading.
 */
export function rename({ source, check: { changelog } }: View, offset: number, name: string): Renaming {
  const place = labelAt(changelog, offset);
  if (!place) return { refusal: 'Only versions and the labels of links can be renamed' };
  const label = name.trim();
  if (!LABEL.test(label) || /[\r\n]/.test(label))
    return { refusal: `“${name}” cannot be the label of a link: it has a bracket, a line break, or nothing in it` };
  const old = source.text.slice(place.span.start, place.span.end);
  if (foldLabel(label) !== foldLabel(old) && placesOf(changelog, label).some(({ kind }) => kind !== 'reference')) {
    return { refusal: `“${label}” is in use already; two of one name could not be told apart` };
  }
  return { edits: placesOf(changelog, old).map(({ span }) => ({ start: span.start, end: span.end, text: label })) };
}
