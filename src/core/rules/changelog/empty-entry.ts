import type { Entry } from '../../changelog/model.ts';
import { defineRule } from '../rule.ts';
import { gatherMarkedEntries } from '../support/breaking-entries.ts';
import { gatherEntries } from '../support/entry-table.ts';
import { isReleased } from '../support/is-released.ts';
import { removeEntry } from '../support/removals.ts';

interface State {
  readonly entry: Entry;
  /** True where it says that something breaks, and nothing else. */
  readonly marked: boolean;
}

export default defineRule<State>({
  id: 'changelog/empty-entry',
  severity: 'warning',
  scope: 'format',
  summary: 'A list item of a release has no text.',
  why: `A bullet with nothing behind it was started and forgotten, or is what a template left. It says nothing about the
release, which Keep a Changelog 2.0.0 wants written for the people who read it (“Guiding principles”). Under Unreleased it is
accepted, since there somebody is still writing. The marker of a breaking change alone says nothing either: “say what breaks”.`,
  check(context, report) {
    const { changelog, index, text } = context;
    const table = index.once(gatherEntries, changelog);
    const { first } = table;
    for (let i = 0; i < first.length; i++) {
      if (first[i] !== 0) continue;
      const entry = table.entryOf(i);
      if (isReleased(entry.release)) report({ start: entry.start, end: entry.end }, { entry, marked: false });
    }
    for (const { entry, marker } of index.once(gatherMarkedEntries, context)) {
      if (marker.form !== 'leading' || text.slice(marker.end, entry.end).trim() !== '') continue;
      if (isReleased(entry.release)) report({ start: entry.start, end: entry.end }, { entry, marked: true });
    }
  },
  message: ({ entry: { release }, marked }) =>
    marked
      ? `Unexpected breaking change without text in ${release.label}, expected what breaks`
      : `Unexpected list item without text in ${release.label}, expected a change`,
  fixes: [
    {
      safety: 'safe',
      title: () => 'Delete the empty list item',
      edits: ({ entry, marked }, { changelog }) => (marked ? null : [removeEntry(changelog, entry)]),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n⟦-⟧\n- Three.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n- Three.\n',
      message: 'Unexpected list item without text in 1.0.0, expected a change',
    },
    {
      bad: '## [Unreleased]\n\n### Added\n\n-\n\n## [1.0.0]\n\n### Added\n\n- One.\n\n- \n  Two.\n\n⟦*⟧\n',
      good: '## [Unreleased]\n\n### Added\n\n-\n\n## [1.0.0]\n\n### Added\n\n- One.\n\n- \n  Two.\n',
    },
  ],
});
