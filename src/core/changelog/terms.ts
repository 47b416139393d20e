/** The six types of changes of Keep a Changelog ("Types of changes"), in the standard's order. */
export const STANDARD_CATEGORIES = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'] as const;

export type StandardCategory = (typeof STANDARD_CATEGORIES)[number];

/** A standard category, or the name of one that the policy adds. */
export type CategoryName = string;

/** The words that one language writes for the standard's terms, the preferred one first. */
export interface Vocabulary {
  /** BCP 47 tag. */
  readonly language: string;
  readonly title: readonly string[];
  readonly unreleased: readonly string[];
  readonly categories: Readonly<Record<StandardCategory, readonly string[]>>;
}
