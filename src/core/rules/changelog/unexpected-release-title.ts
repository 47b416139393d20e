import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly title: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/unexpected-release-title',
  severity: 'warning',
  scope: 'format',
  summary: 'A release has a title, though the policy has none.',
  why: `Where the policy's \`changelog.releaseTitle\` is \`none\`, a release is headed by its version and date alone, as in the examples of
Keep a Changelog 2.0.0 (“Structuring a release”). What introduces the release opens the section as a summary.`,
  check({ changelog: { releases }, policy }, report) {
    if (policy.changelog.releaseTitle !== 'none') return;
    const found: Found[] = [];
    for (const { title, titleHeading, form } of releases) {
      const span = titleHeading?.text ?? form.restSpan;
      if (title !== null && span) found.push({ span, title });
    }
    reportRepeated(found, report);
  },
  message: (state) =>
    `Unexpected title “${shorten(state.one.title)}”, expected version and date alone${andOthers(state)}`,
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17 - ⟦First Light⟧\n\n### Added\n\n- One.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n',
      policy: { changelog: { releaseTitle: 'none' } },
      message: 'Unexpected title “First Light”, expected version and date alone',
    },
  ],
});
