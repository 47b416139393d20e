import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly label: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/missing-release-title',
  severity: 'warning',
  scope: 'format',
  summary: 'A release has no title, though the policy asks for one.',
  why: `Where the policy's \`changelog.releaseTitle\` is \`required\`, every release has a title: a heading between the release heading
and its categories, or the words after the date. Keep a Changelog itself asks for none.`,
  check({ changelog: { releases }, policy }, report) {
    if (policy.changelog.releaseTitle !== 'required') return;
    const found: Found[] = [];
    for (const { unreleased, title, labelSpan: span, label } of releases) {
      if (!unreleased && title === null) found.push({ span, label });
    }
    reportRepeated(found, report);
  },
  message: (state) => `Expected a title for ${shorten(state.one.label)}${andOthers(state)}`,
  examples: [
    {
      bad: '## [⟦1.0.0⟧] - 2017-07-17\n\n### Added\n\n- One.\n',
      good: '## [1.0.0] - 2017-07-17 - First Light\n\n### Added\n\n- One.\n',
      policy: { changelog: { releaseTitle: 'required' } },
      message: 'Expected a title for 1.0.0',
    },
    {
      bad: '## [⟦1.0.0⟧] - 2017-07-17\n\n#### Added\n\n- One.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### First Light\n\n#### Added\n\n- One.\n',
      policy: { changelog: { releaseTitle: 'required' } },
    },
  ],
});
