import { STANDARD_CATEGORIES } from '../../src/core/changelog/terms.ts';
import { VOCABULARIES } from '../../src/core/changelog/vocabularies.ts';
import { foldTerm } from '../../src/core/changelog/vocabulary.ts';
import { DEFAULT_POLICY } from '../../src/core/policy/default-policy.ts';

/** A category as the grammar paints it: the last part of its scope, and the words that head it. */
export interface CategoryWords {
  readonly id: string;
  readonly words: readonly string[];
}

/** Headings of breaking changes: no type of the standard, but the most looked-for section of a changelog. */
const BREAKING = ['Breaking', 'Breaking Change', 'Breaking Changes', 'Backwards Incompatible Changes'];

/** Headings that Keep a Changelog 2.0.0 names as not-types, and the notes that other conventions add. */
const OTHER = ['Dependencies', 'Documentation', 'Internal', 'Known Issues', 'Miscellaneous', 'Other', 'Performance'];

export const TITLES: readonly string[] = unique(VOCABULARIES.flatMap((each) => each.title));
export const UNRELEASED: readonly string[] = unique(VOCABULARIES.flatMap((each) => each.unreleased));
export const CATEGORIES: readonly CategoryWords[] = collectCategories();

/** A word that two languages use for different categories belongs to the first of them, as in the parser. */
function collectCategories(): CategoryWords[] {
  const taken = new Set<string>();
  const take = (words: readonly string[]): string[] => {
    const free = unique(words).filter((word) => !taken.has(foldTerm(word)));
    for (const word of free) taken.add(foldTerm(word));
    return free;
  };
  const own = DEFAULT_POLICY.changelog.categories.map(({ name, aliases }) => ({
    id: name.toLowerCase(),
    words: take([name, ...aliases]),
  }));
  const extra = [
    { id: 'breaking', words: take(BREAKING) },
    { id: 'other', words: take(OTHER) },
  ];
  for (const { categories } of VOCABULARIES) {
    for (const category of STANDARD_CATEGORIES) {
      own.find(({ id }) => id === category.toLowerCase())?.words.push(...take(categories[category]));
    }
  }
  return [...own, ...extra];
}

/** Drops spellings that differ in case only, since the grammar ignores case. */
function unique(words: readonly string[]): string[] {
  const byFold = new Map<string, string>();
  for (const word of words) if (!byFold.has(foldTerm(word))) byFold.set(foldTerm(word), word);
  return [...byFold.values()];
}
