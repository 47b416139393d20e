import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly rest: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/extra-heading-text',
  severity: 'hint',
  scope: 'format',
  summary: 'A release heading says more than version, date and title.',
  why: `“A version starts with its number and date, for example \`## [1.0.0] - 2017-07-17\`” (Keep a Changelog 2.0.0, “Structuring a
release”). What else there is to say about the release opens the section as a summary. A title after the date is no extra text;
the policy's \`changelog.releaseTitle\` decides about it.`,
  check({ changelog, index }, report) {
    const found: Found[] = [];
    for (const { form, dateText, unreleased } of index.once(gatherUnusualReleases, changelog).headings) {
      if (form.restSpan && (dateText === null || unreleased)) found.push({ span: form.restSpan, rest: form.rest });
    }
    reportRepeated(found, report);
  },
  message: (state) =>
    `Unexpected “${shorten(state.one.rest)}” in the heading, expected version and date alone${andOthers(state)}`,
  examples: [
    {
      bad: '## [1.0.0] ⟦(stable)⟧\n\n### Added\n\n- One.\n',
      good: '## [1.0.0] - 2017-07-17 - First Light\n\n### Added\n\n- One.\n',
      message: 'Unexpected “(stable)” in the heading, expected version and date alone',
    },
  ],
});
