import { STANDARD_CATEGORIES, type StandardCategory, type Vocabulary } from './terms.ts';
import { VOCABULARIES } from './vocabularies.ts';

/** What a written heading stands for in some language. */
export interface Term {
  readonly language: string;
  readonly category: StandardCategory | null;
  readonly unreleased: boolean;
  /** The spelling that its language prefers. */
  readonly preferred: string;
}

export const ENGLISH: Vocabulary = VOCABULARIES[0];

const TERMS: ReadonlyMap<string, readonly Term[]> = indexTerms();

function indexTerms(): Map<string, Term[]> {
  const terms = new Map<string, Term[]>();
  const add = (written: string, term: Term): void => {
    const key = foldTerm(written);
    const known = terms.get(key);
    if (known) known.push(term);
    else terms.set(key, [term]);
  };
  for (const { language, unreleased, categories } of VOCABULARIES) {
    for (const word of unreleased) {
      add(word, { language, category: null, unreleased: true, preferred: unreleased[0] as string });
    }
    for (const category of STANDARD_CATEGORIES) {
      const words = categories[category];
      for (const word of words) add(word, { language, category, unreleased: false, preferred: words[0] as string });
    }
  }
  return terms;
}

/** Makes two spellings comparable that differ in case, compatibility forms or surrounding white space only. */
export function foldTerm(written: string): string {
  return written.normalize('NFKC').trim().toLowerCase();
}

/**
 * What `written` stands for, in the languages of the standard's translations.
 *
 * @returns the terms that are written so, English first; empty where none is. Several languages may share a word.
 */
export function lookUpTerms(written: string): readonly Term[] {
  return TERMS.get(foldTerm(written)) ?? [];
}

/** The vocabulary of a BCP 47 tag; English where none is known by that tag or its primary language. */
export function vocabularyOf(language: string): Vocabulary {
  const wanted = language.toLowerCase();
  const primary = wanted.split('-', 1)[0];
  return (
    VOCABULARIES.find((each) => each.language.toLowerCase() === wanted) ??
    VOCABULARIES.find((each) => each.language.split('-', 1)[0]?.toLowerCase() === primary) ??
    ENGLISH
  );
}
