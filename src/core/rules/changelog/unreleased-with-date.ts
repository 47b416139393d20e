import { readWrittenDate } from '../../changelog/written-date.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface State {
  readonly written: string;
  readonly label: string;
}

export default defineRule<State>({
  id: 'changelog/unreleased-with-date',
  severity: 'warning',
  scope: 'format',
  summary: 'The unreleased section has a date.',
  why: `A date says when something was released. At release time the unreleased section is renamed to the new version, and only then
gets its date (Keep a Changelog 2.0.0, “Structuring a release”). A placeholder that a tool replaces is fine.`,
  check({ changelog, index }, report) {
    for (const { unreleased, dateText, dateSpan, label } of index.once(gatherUnusualReleases, changelog).headings) {
      if (!unreleased || dateText === null || readWrittenDate(dateText).kind === 'placeholder') continue;
      report(dateSpan as Span, { written: dateText, label });
    }
  },
  message: ({ written, label }) => `Unexpected date “${written}” after “${label}”, expected a version or no date`,
  examples: [
    {
      bad: '## [Unreleased] - ⟦2017-07-17⟧\n\n### Added\n\n- One.\n',
      good: '## [Unreleased] - ReleaseDate\n\n### Added\n\n- One.\n',
      message: 'Unexpected date “2017-07-17” after “Unreleased”, expected a version or no date',
    },
  ],
});
