import type { Entry } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { gatherMarkedEntries } from '../support/breaking-entries.ts';
import { gatherEntries } from '../support/entry-table.ts';
import { isReleased } from '../support/is-released.ts';
import { mergeRemovals, removeEntry } from '../support/removals.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';

interface Found {
  readonly span: Span;
  readonly entry: Entry;
  /** True where it says that something breaks, and nothing else. */
  readonly marked: boolean;
}

/** More than this is what a template or a tool leaves. */
const SLIPS = 5;

export default defineRule<Repeated<Found>>({
  id: 'changelog/empty-entry',
  severity: 'warning',
  scope: 'format',
  summary: 'A list item of a release has no text.',
  why: `A bullet with nothing after it was started and forgotten, or is what a template left. It says nothing about the
release, which Keep a Changelog 2.0.0 wants written for the people who read it (“Guiding principles”). Under Unreleased it is
accepted, since there somebody is still writing. The marker of a breaking change alone says nothing either: “say what breaks”.
Many are reported once.`,
  check(context, report) {
    const { changelog, index, text } = context;
    const table = index.once(gatherEntries, changelog);
    const { first } = table;
    const found: Found[] = [];
    for (let i = 0; i < first.length; i++) {
      if (first[i] !== 0) continue;
      const entry = table.entryOf(i);
      if (isReleased(entry.release)) found.push({ span: { start: entry.start, end: entry.end }, entry, marked: false });
    }
    const marked: Found[] = [];
    for (const { entry, marker } of index.once(gatherMarkedEntries, context)) {
      if (marker.form !== 'leading' || text.slice(marker.end, entry.end).trim() !== '') continue;
      if (isReleased(entry.release)) marked.push({ span: { start: entry.start, end: entry.end }, entry, marked: true });
    }
    reportRepeated(found, report, SLIPS);
    reportRepeated(marked, report, SLIPS);
  },
  message: (state) => {
    const { entry, marked } = state.one;
    const what = marked ? 'breaking change' : 'list item';
    const expected = marked ? 'what breaks' : 'a change';
    return `Unexpected ${what} without text in ${entry.release.label}, expected ${expected}${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'safe',
      title: ({ all }) => (all.length > 1 ? `Delete ${all.length} empty list items` : 'Delete the empty list item'),
      edits: ({ one, all }, { changelog }) =>
        one.marked ? null : mergeRemovals(all.map(({ entry }) => removeEntry(changelog, entry))),
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
