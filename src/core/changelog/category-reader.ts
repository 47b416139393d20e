import type { CategoryPolicy } from '../policy/policy.ts';
import type { Span } from '../text/source.ts';
import type { CategoryName } from './terms.ts';
import { foldTerm, lookUpTerms } from './vocabulary.ts';

/** What a heading stands for among the categories. */
export interface CategoryReading {
  readonly category: CategoryName;
  readonly kind: 'change' | 'note';
  /** How the policy, or the heading's language, spells it. */
  readonly expected: string;
  /** True where the heading is an alias (`Bug Fixes`) and no spelling of the name itself. */
  readonly alias: boolean;
  readonly language: string;
}

export type CategoryReader = (heading: string) => CategoryReading | null;

/**
 * Makes a reader of category headings ("Types of changes") for the categories of a policy.
 *
 * A heading is read whatever its case, with emphasis, a trailing colon or an emoji in front; the standard's categories are
 * read in every language of its translations.
 */
export function toCategoryReader(categories: readonly CategoryPolicy[]): CategoryReader {
  const { byName, kinds } = namesOf(categories);
  const remembered = new Map<string, CategoryReading | null>();
  return (heading) => {
    const known = remembered.get(heading);
    if (known !== undefined) return known;
    const reading = read(plainHeading(heading), byName, kinds);
    remembered.set(heading, reading);
    return reading;
  };
}

/** A heading's text with the category that it names; the same text is the same object wherever it stands, as long as it names one. */
export interface NamedHeading {
  readonly name: string;
  readonly reading: CategoryReading | null;
}

/** How many texts are compared with a heading before it is looked up: the standard has six categories. */
const MAX_FREQUENT = 12;

/** Reads the headings of one text. Nearly all of them say one of a few words, and then neither text nor reading is made anew. */
export function toHeadingReader(text: string, readCategory: CategoryReader): (span: Span) => NamedHeading {
  const frequent: NamedHeading[] = [];
  return ({ start, end }) => {
    const length = end - start;
    const code = text.charCodeAt(start);
    for (const known of frequent) {
      const { name } = known;
      if (name.length === length && name.charCodeAt(0) === code && text.startsWith(name, start)) return known;
    }
    const name = text.slice(start, end);
    const named = { name, reading: readCategory(name) };
    if (named.reading && frequent.length < MAX_FREQUENT) frequent.push(named);
    return named;
  };
}

interface CategoryNames {
  readonly byName: ReadonlyMap<string, CategoryReading>;
  readonly kinds: ReadonlyMap<CategoryName, 'change' | 'note'>;
}

/** Every text is read with the same few policies, and folding their names takes longer than reading a short changelog. */
const NAMES = new WeakMap<readonly CategoryPolicy[], CategoryNames>();

function namesOf(categories: readonly CategoryPolicy[]): CategoryNames {
  const known = NAMES.get(categories);
  if (known) return known;
  const names = gatherNames(categories);
  NAMES.set(categories, names);
  return names;
}

function gatherNames(categories: readonly CategoryPolicy[]): CategoryNames {
  const byName = new Map<string, CategoryReading>();
  for (const each of categories) {
    const reading = { category: each.name, kind: each.kind, expected: each.name, language: 'en' };
    for (const alias of each.aliases) byName.set(foldTerm(alias), { ...reading, alias: true });
  }
  for (const each of categories) {
    byName.set(foldTerm(each.name), {
      category: each.name,
      kind: each.kind,
      expected: each.name,
      language: 'en',
      alias: false,
    });
  }
  return { byName, kinds: new Map(categories.map((each) => [each.name, each.kind])) };
}

function read(
  name: string,
  byName: ReadonlyMap<string, CategoryReading>,
  kinds: ReadonlyMap<CategoryName, 'change' | 'note'>,
): CategoryReading | null {
  const own = byName.get(foldTerm(name));
  if (own) return own;
  for (const term of lookUpTerms(name)) {
    const kind = term.category && kinds.get(term.category);
    if (term.category && kind) {
      return { category: term.category, kind, expected: term.preferred, alias: false, language: term.language };
    }
  }
  return null;
}

/** The heading without emphasis, emoji or other symbols around its words, and without a colon behind them. */
export function plainHeading(heading: string): string {
  return heading.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, '');
}
