import { readWrittenDate } from '../../changelog/written-date.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface State {
  readonly written: string;
  readonly label: string;
}

export default defineRule<State>({
  id: 'changelog/placeholder-date',
  severity: 'info',
  scope: 'format',
  summary: 'A version has a placeholder instead of a date.',
  why: `Upcoming changes stand under \`Unreleased\`, and a version starts with its number and date once it is released (Keep a
Changelog 2.0.0, “Structuring a release”). A placeholder (“TBD”, “2024-xx-xx”) is easily left behind: the version is then in the
record without a date.`,
  check({ changelog, index }, report) {
    for (const { unreleased, date, dateText, dateSpan, label } of index.once(gatherUnusualReleases, changelog)
      .headings) {
      if (unreleased || date !== null || dateText === null) continue;
      if (readWrittenDate(dateText).kind === 'placeholder') report(dateSpan as Span, { written: dateText, label });
    }
  },
  message: ({ written, label }) =>
    `Unexpected placeholder “${written}”, expected the date on which ${shorten(label)} was released`,
  examples: [
    {
      bad: '## [1.1.0] - ⟦TBD⟧\n\n### Added\n\n## [1.0.0] - 2017-07-17\n',
      good: '## [Unreleased] - TBD\n\n### Added\n\n## [1.0.0] - 2017-07-17\n',
      message: 'Unexpected placeholder “TBD”, expected the date on which 1.1.0 was released',
    },
    { bad: '## 1.1.0 (⟦unreleased⟧)\n\n### Added\n', good: '## 1.1.0 (2017-07-17)\n\n### Added\n' },
  ],
});
