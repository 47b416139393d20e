import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

export default defineRule<{ readonly label: string }>({
  id: 'changelog/yanked-without-date',
  severity: 'info',
  scope: 'format',
  summary: 'A yanked release has no date.',
  why: `A yanked release stays in the changelog with its date, \`## [0.0.5] - 2014-12-13 [YANKED]\` (Keep a Changelog 2.0.0, “What about
yanked releases?”): whoever installed it needs to know when it was around.`,
  check({ changelog, index }, report) {
    for (const { unreleased, yanked, yankedSpan, dateText, label } of index.once(gatherUnusualReleases, changelog)
      .headings) {
      if (yanked && !unreleased && dateText === null) report(yankedSpan as Span, { label });
    }
  },
  message: ({ label }) => `Expected the date of ${shorten(label)} before the mark, as in “2014-12-13 [YANKED]”`,
  examples: [
    {
      bad: '## [0.0.5] ⟦[YANKED]⟧\n\n### Added\n',
      good: '## [0.0.5] - 2014-12-13 [YANKED]\n\n### Added\n',
      message: 'Expected the date of 0.0.5 before the mark, as in “2014-12-13 [YANKED]”',
    },
  ],
});
