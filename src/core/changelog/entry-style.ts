import type { ChangelogPolicy } from '../policy/policy.ts';
import { lineText, type Source } from '../text/source.ts';
import { type CategoryReading, toCategoryReader } from './category-reader.ts';
import type { Changelog, Entry, Section } from './model.ts';
import type { StandardCategory } from './terms.ts';
import { vocabularyOf } from './vocabulary.ts';

/** How a changelog writes what a new entry needs. */
export interface EntryStyle {
  /** The list marker with the blanks around it: `- `, ` *   `. */
  readonly marker: string;
  readonly unreleasedHeading: string;
  /** Null where releases are plain lists: then the entry stands in no category. */
  readonly categoryHeading: string | null;
  /** True where a blank line stands above headings. */
  readonly blankAboveHeadings: boolean;
  /** True where a blank line stands under headings. */
  readonly blankBelowHeadings: boolean;
}

/** Reads the style of a changelog; what it does not show is written as the standard's own example does. */
export function readEntryStyle(
  changelog: Changelog,
  policy: ChangelogPolicy,
  category: CategoryReading,
  flat: boolean,
): EntryStyle {
  const { source, releases, releaseLevel } = changelog;
  const sections = releases.flatMap((each) => each.sections);
  const wanted = policy.categoryLevel === 'auto' ? releaseLevel + 1 : policy.categoryLevel;
  // A heading of the level of the releases, or above, is none to learn from.
  const level = sections.find(({ heading }) => heading.level > releaseLevel)?.heading.level ?? wanted;
  const bracketed = releases[0]?.form.bracketed ?? true;
  const unreleased = vocabularyIn(changelog, policy).unreleased[0] as string;
  const lists = flat ? releases.map(({ heading, looseEntries: entries }) => ({ heading, entries })) : sections;
  return {
    marker: markerOf(source, lists),
    unreleasedHeading: `${'#'.repeat(releaseLevel)} ${bracketed ? `[${unreleased}]` : unreleased}`,
    categoryHeading: flat ? null : `${'#'.repeat(level)} ${nameOf(sections, changelog, policy, category)}`,
    blankAboveHeadings: isBlank(source, (lists.at(-1)?.heading.line ?? 0) - 1),
    blankBelowHeadings: isBlankBelow(source, lists),
  };
}

/** True where blank lines part the last two entries of a list, so that the next one is parted from them, too. */
export function isLoose(source: Source, { entries }: Pick<Section, 'entries'>): boolean {
  const last = entries.at(-1);
  return entries.length > 1 && last !== undefined && isBlank(source, last.line - 1);
}

/** What a list of entries stands under. */
type List = Pick<Section, 'heading' | 'entries'>;

function markerOf(source: Source, lists: readonly List[]): string {
  const sample = lists.find(({ entries }) => entries.length > 0)?.entries.at(-1);
  return sample ? markerLike(source, sample) : '- ';
}

/** The marker of an entry with its indentation; a hyphen where it has a number or is indented oddly. */
export function markerLike(source: Source, { start, contentStart, line }: Entry): string {
  const indentation = source.text.slice(source.lineStarts[line], start);
  const marker = source.text.slice(start, contentStart);
  return /^ {0,3}$/.test(indentation) && /^[-*+] {1,4}$/.test(marker) ? indentation + marker : '- ';
}

/** As the category is spelled elsewhere in the file; else in the file's language; else in the policy's words. */
function nameOf(
  sections: readonly Section[],
  changelog: Changelog,
  policy: ChangelogPolicy,
  { category }: CategoryReading,
): string {
  const read = toCategoryReader(policy.categories);
  const written = sections.find((each) => each.category === category && read(each.name)?.alias === false);
  if (written) return written.name;
  const { categories, language } = vocabularyIn(changelog, policy);
  const translated = Object.hasOwn(categories, category) ? categories[category as StandardCategory][0] : undefined;
  return language === 'en' ? category : (translated ?? category);
}

function vocabularyIn({ vocabulary }: Changelog, { language }: ChangelogPolicy): Changelog['vocabulary'] {
  return language === 'auto' ? vocabulary : vocabularyOf(language);
}

function isBlankBelow(source: Source, lists: readonly List[]): boolean {
  const sample = lists.find(({ entries }) => entries.length > 0);
  return !sample || isBlank(source, sample.heading.lastLine + 1);
}

/** True for a line of blanks, and for one behind the end or before the start. */
export function isBlank(source: Source, line: number): boolean {
  return line < 0 || line >= source.lineCount || lineText(source, line).trim() === '';
}
