import { findBreakingMarker, isBreaking } from '../changelog/breaking.ts';
import { findBreakingParagraph } from '../changelog/breaking-paragraph.ts';
import { foldEntry } from '../changelog/entry-text.ts';
import type { Changelog, Entry, Release } from '../changelog/model.ts';
import { isNothing } from '../changelog/nothing.ts';
import type { Policy } from '../policy/policy.ts';
import { type Level, largerLevel } from './increment.ts';

/** An entry that asks for a level. */
export interface BumpReason {
  /** The heading that it stands under, as written; empty where it stands under none. */
  readonly category: string;
  /** Its text on one line, without a breaking marker in front. */
  readonly text: string;
  /** The line that it starts on, from 0. */
  readonly line: number;
  readonly level: Level;
  /** True where it is the entry itself that says so, whatever it stands under. */
  readonly breaking: boolean;
  readonly entry: Entry;
}

export interface Bump {
  /** Null where the section has no entry that asks for a release. */
  readonly level: Level | null;
  /** The entries that ask for that very level, in the order of the text. */
  readonly reasons: readonly BumpReason[];
}

/**
 * The level that a release's entries ask for: `major` for what breaks (SemVer 2.0.0, item 8), else what the policy says of
 * their category (`changelog.categories[].bump`). An entry in no category, or in one that the policy does not know, asks for
 * `patch`; a note asks for nothing.
 */
export function requiredBump(changelog: Changelog, release: Release, policy: Policy): Bump {
  const { text } = changelog.source;
  const reasons: BumpReason[] = [];
  let level: Level | null = null;
  for (const entry of entriesOf(changelog, release)) {
    const folded = foldEntry(text, entry);
    if (folded === '' || isNothing(folded)) continue;
    const breaking = isBreaking(text, entry);
    const asked = breaking ? 'major' : levelOf(entry, policy);
    if (asked === null) continue;
    reasons.push({
      category: entry.section?.name ?? '',
      text: withoutMarker(text, entry),
      line: entry.line,
      level: asked,
      breaking,
      entry,
    });
    level = largerLevel(level, asked);
  }
  return { level, reasons: reasons.filter((reason) => reason.level === level) };
}

/** All entries of a release, in the order of the text, and what a section for breaking changes says without a list. */
function entriesOf(changelog: Changelog, { looseEntries, sections }: Release): readonly Entry[] {
  return [
    ...looseEntries,
    ...sections.flatMap((section) => findBreakingParagraph(changelog, section) ?? section.entries),
  ];
}

/** What the category of an entry asks for, whatever the entry says; null for a category that asks for no release. */
function levelOf({ section }: Entry, policy: Policy): Level | null {
  if (!section?.category) return 'patch';
  const bump = policy.changelog.categories.find(({ name }) => name === section.category)?.bump ?? 'patch';
  return bump === 'none' ? null : bump;
}

function withoutMarker(text: string, entry: Entry): string {
  const marker = findBreakingMarker(text, entry);
  const contentStart =
    marker?.form === 'leading' && marker.start === entry.contentStart ? marker.end : entry.contentStart;
  return foldEntry(text, { ...entry, contentStart });
}
