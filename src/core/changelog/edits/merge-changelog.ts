import { mergeRemovals, removeEntry, removeSection } from '../../rules/support/removals.ts';
import { applyEdits } from '../../text/edit.ts';
import { foldEntry } from '../entry-text.ts';
import type { Changelog, Release } from '../model.ts';
import { parseChangelog } from '../parse.ts';
import { insertSection } from './insert-section.ts';
import type { LinkOptions } from './link-release.ts';

/**
 * Merges the changelog of a release branch into that of the main branch, where both have changed: the section of the release
 * is put in its place, and what it says is no longer unreleased. Merging line by line would put what was written on the main
 * branch meanwhile into the section of the release.
 */
export function mergeChangelog(main: Changelog, branch: Changelog, section: Release, options: LinkOptions): string {
  const inserted = insertSection(branch, section, main, options);
  const changelog = parseChangelog(inserted, options.policy.changelog);
  const unreleased = changelog.releases.find((each) => each.unreleased);
  if (!unreleased) return inserted;
  const textsOf = ({ source: { text } }: Changelog, { looseEntries, sections }: Release): readonly string[] =>
    [...looseEntries, ...sections.flatMap(({ entries }) => entries)].map((entry) => foldEntry(text, entry));
  const released = new Set(textsOf(branch, section));
  const isReleased = (entry: Release['looseEntries'][number]): boolean =>
    released.has(foldEntry(changelog.source.text, entry));
  const removals = unreleased.sections.flatMap((each) =>
    each.hasEntries && each.entries.every(isReleased)
      ? [removeSection(changelog, each)]
      : each.entries.filter(isReleased).map((entry) => removeEntry(changelog, entry)),
  );
  const loose = unreleased.looseEntries.filter(isReleased).map((entry) => removeEntry(changelog, entry));
  return applyEdits(inserted, mergeRemovals([...loose, ...removals].sort((a, b) => a.start - b.start)));
}
