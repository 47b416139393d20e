import { defineRule } from '../rule.ts';
import { shorten } from '../support/shorten.ts';
import { gatherStrays } from '../support/stray-kind.ts';

export default defineRule<{ readonly written: string; readonly level: number }>({
  id: 'changelog/stray-heading',
  severity: 'warning',
  scope: 'format',
  summary: 'A heading among the releases names neither a version nor the unreleased section.',
  why: `In a changelog every heading of the releases' level starts a version or the unreleased section (Keep a Changelog 2.0.0,
“Structuring a release”). Tools that cut out a release stop at the next such heading, and readers take it for one. What
belongs to a release is headed one level deeper; what belongs to none stands in the preamble or in another file.`,
  check({ changelog, index }, report) {
    const first = changelog.releases[0];
    if (!first) return;
    for (const { heading, written, kind } of index.once(gatherStrays, changelog)) {
      if (kind.kind !== 'other' || heading.start < first.start) continue;
      report(heading.text, { written, level: heading.level });
    }
  },
  message: ({ written }) =>
    `Unexpected heading “${shorten(written)}” among the releases, expected a version or “Unreleased”`,
  examples: [
    {
      bad: '## [1.1.0] - 2017-07-18\n\n### Added\n\n- One.\n\n## ⟦Notes⟧\n\nText.\n\n## [1.0.0] - 2017-07-17\n',
      good: '## [1.1.0] - 2017-07-18\n\n### Added\n\n- One.\n\n### Notes\n\nText.\n\n## [1.0.0] - 2017-07-17\n',
      message: 'Unexpected heading “Notes” among the releases, expected a version or “Unreleased”',
    },
    {
      bad: '# Changelog\n\n## How to read this\n\n## [1.1.0] - 2017-07-18\n\n## ⟦Older⟧\n',
      good: '# Changelog\n\n## How to read this\n\n## [1.1.0] - 2017-07-18\n\n```\n## Older\n```\n',
    },
  ],
});
