import { type CategoryReading, plainHeading, toCategoryReader } from '../../changelog/category-reader.ts';
import type { Changelog, Section } from '../../changelog/model.ts';
import { type CategoryName, STANDARD_CATEGORIES, type StandardCategory } from '../../changelog/terms.ts';
import { foldTerm, vocabularyOf } from '../../changelog/vocabulary.ts';
import type { Policy } from '../../policy/policy.ts';
import type { RuleContext } from '../rule.ts';
import { gatherUnusualReleases } from './unusual-releases.ts';

/** A heading where a category stands that is not written as the category's name, and every place where it is. */
export interface UnusualHeading {
  readonly name: string;
  /** What it was read as; null where it names no category. */
  readonly reading: CategoryReading | null;
  readonly sections: readonly [Section, ...Section[]];
}

/** How often a heading may be used before it is a habit of the file and told once. */
export const HEADING_HABIT = 5;

/**
 * Gathers the headings that need a second look, each distinct one once. Nearly every category of nearly every changelog is
 * written as its name, and costs one comparison. Ask for it with `index.once(gatherUnusualHeadings, context)`.
 */
export function gatherUnusualHeadings({ changelog, index, policy }: RuleContext): readonly UnusualHeading[] {
  const read = toCategoryReader(policy.changelog.categories);
  const byName = new Map<string, [Section, ...Section[]]>();
  for (const { sections } of index.once(gatherUnusualReleases, changelog).contents) {
    for (const section of sections) {
      if (section.name === section.category) continue;
      const known = byName.get(section.name);
      if (known) known.push(section);
      else byName.set(section.name, [section]);
    }
  }
  return [...byName].map(([name, sections]) => ({ name, reading: read(name), sections }));
}

/** The category's name in the changelog's language: a standard category is translated, one of the policy's is not. */
export function categoryIn({ vocabulary }: Changelog, category: CategoryName): string {
  return isStandard(category) ? (vocabulary.categories[category][0] ?? category) : category;
}

/** The names that a category may have here: those of the policy, the standard ones in the changelog's language. */
export function allowedCategories(changelog: Changelog, policy: Policy): readonly string[] {
  return policy.changelog.categories.map(({ name }) => categoryIn(changelog, name));
}

/** How the word that was written is spelled: the policy's name, or the word of its own language that it folds to. */
export function spellingOf(name: string, { category, language }: CategoryReading, policy: Policy): string {
  const folded = foldTerm(plainHeading(name));
  const own = policy.changelog.categories.find((each) => foldTerm(each.name) === folded);
  if (own) return own.name;
  const words = isStandard(category) ? vocabularyOf(language).categories[category] : [];
  return words.find((word) => foldTerm(word) === folded) ?? category;
}

export function isStandard(category: CategoryName): category is StandardCategory {
  return (STANDARD_CATEGORIES as readonly string[]).includes(category);
}

/** True for the heading under which tools collect what nobody has sorted yet. */
export function isUncategorized(name: string): boolean {
  return /^uncategori[sz]ed(?: changes| entries)?$/i.test(plainHeading(name));
}
