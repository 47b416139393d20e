import type { Changelog, Release } from './model.ts';
import { isNothing } from './nothing.ts';

/** So many of the newest releases tell how a changelog is written. */
const NEWEST = 6;

/** True where the newest releases are plain lists: some have entries, and none of them in a category. */
export function isFlat({ releases, source }: Changelog): boolean {
  const newest = releases.slice(0, NEWEST);
  const hasList = ({ looseEntries }: Release): boolean =>
    looseEntries.some(({ contentStart, end }) => !isNothing(source.text.slice(contentStart, end)));
  return newest.every(({ sections }) => sections.length === 0) && newest.some(hasList);
}
