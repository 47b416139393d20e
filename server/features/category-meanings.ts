import { lookUpTerms, type Section } from '../../src/core/index.ts';

/** Keep a Changelog 2.0.0, "Types of changes", in our words. */
const MEANINGS: Readonly<Record<string, string>> = {
  Added: 'New features.',
  Changed: 'Changes in what exists. What can break its users leads with **Breaking:**.',
  Deprecated: 'Features that a later release will remove; name the release.',
  Removed: 'Features that are gone with this release.',
  Fixed: 'Bugs that are mended.',
  Security: 'Vulnerabilities; each entry leads with its identifier, as in CVE-2024-12345.',
};

/** The category of the standard that a section's heading was read as, null for one that the standard does not know. */
export function standardCategory({ category, name }: Section): string | null {
  const standard = toStandard(category ?? name);
  return Object.hasOwn(MEANINGS, standard) ? standard : null;
}

function toStandard(category: string): string {
  return lookUpTerms(category)[0]?.category ?? category;
}

/** What a category is for, null for one that the standard does not know. */
export function meaningOf(category: string): string | null {
  const standard = toStandard(category);
  return Object.hasOwn(MEANINGS, standard) ? (MEANINGS[standard] as string) : null;
}

/** The same for a section, by the category that its heading was read as. */
export function meaningOfSection({ category, name }: Section): string | null {
  return meaningOf(category ?? name);
}
