import { readWrittenDate } from '../../changelog/written-date.ts';
import { defineRule } from '../rule.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

export default defineRule<{ readonly written: string }>({
  id: 'changelog/impossible-date',
  severity: 'error',
  scope: 'format',
  summary: 'A date does not exist in the calendar.',
  why: `A release date is a day (Keep a Changelog 2.0.0, “Structuring a release”; ISO 8601). One that the calendar does not have was
mistyped, and nobody can tell from the file which day was meant: look it up in the tag.`,
  check({ changelog, index }, report) {
    for (const { date, dateText, dateSpan } of index.once(gatherUnusualReleases, changelog).headings) {
      if (date !== null || dateText === null || !dateSpan) continue;
      if (readWrittenDate(dateText).kind === 'impossible') report(dateSpan, { written: dateText });
    }
  },
  message: ({ written }) => `Unexpected date “${written}”, expected a day that exists`,
  examples: [
    {
      bad: '## [1.0.0] - ⟦2026-02-30⟧\n\n### Added\n',
      good: '## [1.0.0] - 2024-02-29\n\n### Added\n',
      message: 'Unexpected date “2026-02-30”, expected a day that exists',
    },
    { bad: '## 1.0.0 (⟦31/31/2017⟧)\n\n### Added\n', good: '## 1.0.0 (31/12/2017)\n\n### Added\n' },
  ],
});
