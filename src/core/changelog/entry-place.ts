import type { CategoryPolicy } from '../policy/policy.ts';
import { lineAt, lineText, type Source } from '../text/source.ts';
import { isPending } from './links/propose-link.ts';
import type { Changelog, Release, Section } from './model.ts';
import type { CategoryName } from './terms.ts';

/** Where a new entry goes, and what has to be written above it. */
export interface EntryPlace {
  /** The last line (from 0) that stays above it; -1 where it becomes the start of the file. */
  readonly line: number;
  /** The section that it joins, null where its category is not there yet. */
  readonly section: Section | null;
  /** The section of what is not released, null where there is none yet. */
  readonly release: Release | null;
  readonly needsTitle: boolean;
}

/**
 * Finds the place of a new entry: behind the last one of its category under Unreleased, or where these have to be made.
 *
 * @param flat true where releases are plain lists, without categories
 */
export function findPlace(
  changelog: Changelog,
  categories: readonly CategoryPolicy[],
  category: CategoryName,
  flat: boolean,
): EntryPlace {
  const { source, releases, head, title } = changelog;
  const release = releases.find((each) => each.unreleased) ?? pendingOnTop(changelog);
  if (!release) {
    const line = lastTextLine(source, head.start, head.end);
    return { line, section: null, release, needsTitle: line < 0 && title === null && releases.length === 0 };
  }
  if (flat) return { line: endOfList(source, release), section: null, release, needsTitle: false };
  const section = release.sections.find((each) => each.category === category) ?? null;
  const line = section ? endOfSection(source, section) : beforeNextCategory(source, release, categories, category);
  return { line, section, release, needsTitle: false };
}

/** A version at the top whose date is still to come, `## 1.2.0 (Unreleased)`: what comes next is part of it. */
function pendingOnTop({ releases: [top] }: Changelog): Release | null {
  return top && isPending(top) ? top : null;
}

function endOfList(source: Source, { looseEntries: entries, start, end }: Release): number {
  return endOfSection(source, { entries, start, end });
}

function endOfSection(source: Source, { entries, start, end }: Pick<Section, 'entries' | 'start' | 'end'>): number {
  const last = entries.at(-1);
  return last ? lineAt(source, Math.max(last.start, last.end - 1)) : lastTextLine(source, start, end);
}

/** Categories stand in the policy's order; those that it does not know stay behind the others. */
function beforeNextCategory(
  source: Source,
  release: Release,
  categories: readonly CategoryPolicy[],
  category: CategoryName,
): number {
  const rankOf = (name: CategoryName | null): number => {
    const rank = categories.findIndex((each) => each.name === name);
    return rank < 0 ? categories.length : rank;
  };
  const group = release.sections[0]?.group ?? null;
  const own = release.sections.filter((each) => each.group === group);
  const next = own.find((each) => rankOf(each.category) > rankOf(category));
  const end = next?.start ?? own.at(-1)?.end ?? release.end;
  return lastTextLine(source, release.start, end);
}

/** The last line of a range that is not blank, -1 where all of them are. */
function lastTextLine(source: Source, start: number, end: number): number {
  if (end <= start) return -1;
  const first = lineAt(source, start);
  for (let line = lineAt(source, end - 1); line >= first; line--) {
    if (/[^\s\ufeff]/.test(lineText(source, line))) return line;
  }
  return -1;
}
