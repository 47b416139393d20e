import type { ChangelogPolicy, Policy } from '../policy/policy.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { closest } from '../text/closest.ts';
import { applyEdits, type Edit } from '../text/edit.ts';
import { lineAt, lineEnd, type Source, type Span } from '../text/source.ts';
import { BREAKING_MARKER, findBreakingMarker, isBreakingHeading } from './breaking.ts';
import { type CategoryReading, toCategoryReader } from './category-reader.ts';
import { type EntryPlace, findPlace } from './entry-place.ts';
import { type EntryStyle, isBlank, isLoose, markerLike, readEntryStyle } from './entry-style.ts';
import { isFlat } from './flat-form.ts';
import { isPending } from './links/propose-link.ts';
import type { Changelog, Entry, Release } from './model.ts';
import { isNothing } from './nothing.ts';
import { checkIndex } from './other-changelogs.ts';
import { parseChangelog } from './parse.ts';
import { VOCABULARIES } from './vocabularies.ts';
import { foldTerm } from './vocabulary.ts';

export interface NewEntry {
  /** A category of the policy, in any spelling or language of the standard that is read as it. */
  readonly category: string;
  /** Markdown, one line or several, with or without a list marker. */
  readonly text: string;
  readonly breaking?: boolean;
}

export interface AddedEntry {
  /** Edits of the text that the changelog was read from. */
  readonly edits: readonly Edit[];
  /** The text behind them. */
  readonly text: string;
  /** Where the entry stands in that text, its list marker included. */
  readonly entry: Span;
  /** The entry's line in that text, from 0. */
  readonly line: number;
  /** The headings that it stands under, as the changelog writes them. */
  readonly release: string;
  /** Null where releases are plain lists, and the entry is in no category either. */
  readonly category: string | null;
}

export type AddEntryRefusal = Refusal<
  'unknown-category' | 'empty-text' | 'control-characters' | 'not-a-changelog' | 'hidden-place'
>;

/** What no entry needs and what could hide or rearrange the text around it; tabs and line feeds are allowed. */
const FORBIDDEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\p{Surrogate}]/u;

/**
 * Adds an entry under Unreleased (Keep a Changelog 2.0.0, “How can I reduce the effort required to maintain a changelog?”):
 * behind the last one of its category, with the headings that are missing, in the standard's order and the file's own style. Where
 * releases are plain lists it stands in no category, unless the policy asks for them.
 * An entry that only says “Nothing” makes room for it.
 *
 * **Invariant:** where edits are returned, the text behind them reads as the same changelog with this one entry more.
 */
export function addEntry(changelog: Changelog, request: NewEntry, policy: Policy): AddedEntry | AddEntryRefusal {
  const text = withoutListMarker(request.text.replaceAll('\r\n', '\n').trim());
  if (text === '') return refusal('empty-text', 'the entry has no text', 'Say in a sentence what changes');
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden) {
    const code = (forbidden[0].codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
    return refusal('control-characters', `the entry holds U+${code}, a character that cannot be seen`, 'Take it out');
  }
  const category = readCategory(request.category, policy.changelog) ?? null;
  if (!category) return unknownCategory(request.category, policy.changelog);
  const flat = isFlat(changelog) && !needsCategories(policy);
  const target = request.breaking && !flat ? breakingCategory(category, policy.changelog) : category;
  const index = checkIndex(changelog);
  if (index) return index;
  if (!isChangelog(changelog, policy.changelog)) {
    const message = 'the file is no changelog: it has no releases, and a title that changelogs do not have';
    return refusal('not-a-changelog', message, 'Name the changelog in the policy, under changelog.files');
  }
  const needsMarker = request.breaking && (flat || (target === category && !isBreakingHeading(target.category)));
  return insert(changelog, policy.changelog, { category: target, flat }, needsMarker ? withBreakingMarker(text) : text);
}

/** True where a release without categories is a problem. */
function needsCategories({ changelog, rules }: Policy): boolean {
  const severity = Object.hasOwn(rules, OUTSIDE_RULE) ? rules[OUTSIDE_RULE] : undefined;
  return changelog.requiredCategories.length > 0 || severity === 'error' || severity === 'warning';
}

const OUTSIDE_RULE = 'changelog/entry-outside-category';

interface Target {
  readonly category: CategoryReading;
  /** True where it is written into no category (`isFlat`). */
  readonly flat: boolean;
}

function insert(
  changelog: Changelog,
  policy: ChangelogPolicy,
  { category, flat }: Target,
  text: string,
): AddedEntry | AddEntryRefusal {
  const { source } = changelog;
  const style = readEntryStyle(changelog, policy, category, flat);
  const place = findPlace(changelog, policy.categories, category.category, flat);
  const said = place.section ? soleNothing(source, place.section.entries) : soleNothingIn(source, place.release);
  const placeholder = said?.span ?? null;
  const lines = toLines(changelog, policy, place, style, text);
  if (
    placeholder &&
    !flat &&
    !place.section &&
    style.blankAboveHeadings &&
    !isBlank(source, lineAt(source, placeholder.start) - 1)
  )
    lines.unshift('');
  const edit = placeholder ? replaceText(source, placeholder, lines) : toEdit(source, place, style, lines);
  const after = applyEdits(source.text, [edit]);
  const reread = parseChangelog(after, policy);
  const added = entriesOf(reread).find(
    ({ start, release }) =>
      start >= edit.start && start < edit.start + edit.text.length && (release.unreleased || isPending(release)),
  );
  const expected = countEntries(changelog) + (said?.isEntry ? 0 : 1);
  const isAsMeant = countEntries(reread) === expected && countReleased(changelog) === countReleased(reread);
  const isThere = added && (added.section?.category ?? null) === (flat ? null : category.category);
  if (!isThere || !isAsMeant) {
    const hint = 'Close the code fence or the comment that stands above its place';
    return refusal('hidden-place', 'the entry would not be read as one where it belongs', hint);
  }
  const { start, end, line, section, release } = added;
  return {
    edits: [edit],
    text: after,
    entry: { start, end },
    line,
    release: release.label,
    category: section?.name ?? null,
  };
}

function countEntries(changelog: Changelog): number {
  return entriesOf(changelog).length;
}

function countReleased({ releases }: Changelog): number {
  return releases.filter((each) => !each.unreleased).length;
}

function entriesOf({ releases }: Changelog): readonly Entry[] {
  return releases.flatMap((release) => [...release.looseEntries, ...release.sections.flatMap((each) => each.entries)]);
}

interface Nothing {
  readonly span: Span;
  readonly isEntry: boolean;
}

/** The one entry that only says that there is nothing yet. */
function soleNothing({ text }: Source, entries: readonly Entry[]): Nothing | null {
  const [only] = entries;
  const says = only && entries.length === 1 && isNothing(text.slice(only.contentStart, only.end));
  return says ? { span: only, isEntry: true } : null;
}

/** What only says that there is nothing yet in a release that says nothing else, as an entry or as a sentence. */
function soleNothingIn(source: Source, release: Release | null): Nothing | null {
  if (!release || release.sections.length > 0) return null;
  const { looseEntries, summary } = release;
  if (!summary) return soleNothing(source, looseEntries);
  const says = looseEntries.length === 0 && isNothing(source.text.slice(summary.start, summary.end));
  return says ? { span: summary, isEntry: false } : null;
}

function replaceText(source: Source, { start, end }: Span, lines: readonly string[]): Edit {
  return { start: source.lineStarts[lineAt(source, start)] as number, end, text: lines.join(source.eol) };
}

/** The lines to write: the headings that are missing, and the entry under them. */
function toLines(
  { source }: Changelog,
  policy: ChangelogPolicy,
  place: EntryPlace,
  style: EntryStyle,
  text: string,
): string[] {
  const { section, release, needsTitle } = place;
  const gap = style.blankBelowHeadings ? [''] : [];
  const lines: string[] = [];
  if (needsTitle) lines.push(`# ${policy.titles[0] ?? 'Changelog'}`, '');
  if (!release) lines.push(style.unreleasedHeading, ...gap);
  if (!section && style.categoryHeading !== null) lines.push(style.categoryHeading, ...gap);
  const last = listOf(place, style).at(-1);
  const marker = last ? markerLike(source, last) : style.marker;
  const [first = '', ...rest] = text.split('\n');
  const indentation = ' '.repeat(marker.length);
  lines.push(marker + first, ...rest.map((line) => (line.trim() === '' ? '' : indentation + line)));
  return lines;
}

/** The entries that the new one joins. */
function listOf({ section, release }: EntryPlace, { categoryHeading }: EntryStyle): readonly Entry[] {
  if (section) return section.entries;
  return categoryHeading === null ? (release?.looseEntries ?? []) : [];
}

function toEdit(source: Source, place: EntryPlace, style: EntryStyle, lines: readonly string[]): Edit {
  const { eol } = source;
  const { line } = place;
  const entries = listOf(place, style);
  const joins = entries.length > 0;
  if (line < 0) {
    const gap = isBlank(source, 0) ? '' : eol;
    return { start: source.contentStart, end: source.contentStart, text: lines.join(eol) + eol + gap };
  }
  const at = lineEnd(source, line);
  const above = joins ? isLoose(source, { entries }) : needsBlankAbove(place, style);
  const below = !joins && style.blankAboveHeadings && !isBlank(source, line + 1);
  return { start: at, end: at, text: `${eol}${above ? eol : ''}${lines.join(eol)}${below ? eol : ''}` };
}

function needsBlankAbove({ line, section, release }: EntryPlace, style: EntryStyle): boolean {
  if (section) return line !== section.heading.lastLine || style.blankBelowHeadings;
  // The first category stands under a heading, every other one above the next.
  const isFirst = release !== null && line === release.heading.lastLine;
  return isFirst ? style.blankBelowHeadings : style.blankAboveHeadings || release === null;
}

/** Who copies an entry from another file copies its marker with it. */
function withoutListMarker(text: string): string {
  return text.replace(/^[-*+](?:[ \t]+|$)/, '');
}

function withBreakingMarker(text: string): string {
  const whole = { contentStart: 0, end: text.length } as Entry;
  return findBreakingMarker(text, whole) ? text : `${BREAKING_MARKER} ${text}`;
}

/** With the policy's breaking changes in a section of their own, that section, where the policy has one. */
function breakingCategory(category: CategoryReading, policy: ChangelogPolicy): CategoryReading {
  if (policy.breaking !== 'section') return category;
  const own = policy.categories.find(({ name }) => isBreakingHeading(name));
  return (own && readCategory(own.name, policy)) ?? category;
}

function readCategory(name: string, { categories }: ChangelogPolicy): CategoryReading | null {
  return toCategoryReader(categories)(name);
}

function unknownCategory(written: string, { categories }: ChangelogPolicy): AddEntryRefusal {
  const names = categories.map(({ name }) => name);
  const guess = closest(written, [...names, ...categories.flatMap(({ aliases }) => aliases)]);
  const meant = guess === null ? null : (categories.find(({ aliases }) => aliases.includes(guess))?.name ?? guess);
  return refusal(
    'unknown-category',
    `“${written}” is no category of this changelog`,
    meant === null ? `Categories: ${names.join(', ')}` : `Did you mean ${meant}? Categories: ${names.join(', ')}`,
  );
}

/** A file without releases is one as long as its title does not say that it is something else. */
function isChangelog({ releases, title, source }: Changelog, { titles }: ChangelogPolicy): boolean {
  if (releases.length > 0 || !title) return true;
  const known = [...titles, ...VOCABULARIES.flatMap((each) => each.title)].map(foldTerm);
  return known.includes(foldTerm(source.text.slice(title.text.start, title.text.end)));
}
