import type { Entry } from '../../changelog/model.ts';
import { defineRule } from '../rule.ts';
import { gatherEntries } from '../support/entry-table.ts';
import { isReleased } from '../support/is-released.ts';
import { removeEntry } from '../support/removals.ts';

export default defineRule<Entry>({
  id: 'changelog/empty-entry',
  severity: 'warning',
  scope: 'format',
  summary: 'A list item of a release has no text.',
  why: `A bullet with nothing behind it was started and forgotten, or is what a template left. It says nothing about the
release, which Keep a Changelog 2.0.0 wants written for the people who read it (“Guiding principles”). Under Unreleased it is
accepted, since there somebody is still writing.`,
  check({ changelog, index }, report) {
    const table = index.once(gatherEntries, changelog);
    const { first } = table;
    for (let i = 0; i < first.length; i++) {
      if (first[i] !== 0) continue;
      const entry = table.entryOf(i);
      if (isReleased(entry.release)) report({ start: entry.start, end: entry.end }, entry);
    }
  },
  message: ({ release }) => `Unexpected list item without text in ${release.label}, expected a change`,
  fixes: [
    {
      safety: 'safe',
      title: () => 'Delete the empty list item',
      edits: (entry, { changelog }) => [removeEntry(changelog, entry)],
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
