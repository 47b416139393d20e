import { isBreaking, isBreakingHeading } from '../changelog/breaking.ts';
import type { Changelog, Entry, Release } from '../changelog/model.ts';
import { isNothing } from '../changelog/nothing.ts';
import type { ChangeItem, Item } from './model.ts';
import { toItem } from './plain-text.ts';

/** The changes of a release as a manifest repeats them: every entry by category, but for those that only gather what breaks. */
export function changesOf({ source: { text } }: Changelog, release: Release): readonly ChangeItem[] {
  const loose = release.looseEntries.map((entry) => ({ category: '', text: textOf(text, entry) }));
  const sections = release.sections.filter(({ kind, name }) => kind === 'change' && !isBreakingHeading(name));
  const filed = sections.flatMap(({ category, name, entries }) =>
    entries.map((entry) => ({ category: category ?? name, text: textOf(text, entry) })),
  );
  return [...loose, ...filed].filter((each) => !isNothing(each.text));
}

/** The entries of a release that break something. */
export function breakingOf({ source: { text } }: Changelog, release: Release): readonly Item[] {
  const entries = [...release.looseEntries, ...release.sections.flatMap((section) => section.entries)];
  return entries.filter((entry) => isBreaking(text, entry)).map((entry) => ({ text: textOf(text, entry) }));
}

/** The version that stands below a release in the changelog; null for the first one. */
export function previousOf({ releases }: Changelog, release: Release): Release | null {
  return releases.find(({ version, start }) => version !== null && start > release.start) ?? null;
}

/** Two wordings that differ in white space only are the same. */
export function foldText(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function textOf(text: string, { start, contentStart, end }: Entry): string {
  const lineStart = Math.max(text.lastIndexOf('\n', contentStart - 1), text.lastIndexOf('\r', contentStart - 1)) + 1;
  return toItem(text.slice(contentStart, end), Math.max(contentStart - lineStart, contentStart - start));
}
