import type { RepositoryFacts } from './facts.ts';

/** What to do about a tag that is missing: a shallow clone may lack it only. */
export function hintOnTag({ shallow }: Pick<RepositoryFacts, 'shallow'>, hint: string): string {
  return shallow ? `The clone is shallow, and may lack the tag: git fetch --tags --unshallow. ${hint}` : hint;
}

/** Why nothing can be held against tags: a clone may lack them all; null where there are some. */
export function whyNoTags({ tags, shallow }: Pick<RepositoryFacts, 'tags' | 'shallow'>): string | null {
  if (tags.length > 0) return null;
  return shallow
    ? 'the clone is shallow and has no tags: fetch them with “git fetch --tags --unshallow”'
    : 'the repository has no tags';
}
