import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';
import { gatherStrays } from '../support/stray-kind.ts';

interface Found {
  readonly span: Span;
  readonly written: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/stray-heading',
  severity: 'warning',
  scope: 'format',
  summary: 'A heading among the releases names neither a version nor the unreleased section.',
  why: `In a changelog every heading of the releases' level starts a version or the unreleased section (Keep a Changelog 2.0.0,
“Structuring a release”). Tools that cut out a release stop at the next such heading, and readers take it for one. What
belongs to a release is headed one level deeper; what belongs to none stands in the preamble or in another file. A last
section that only says where older changes stand is what the standard asks of a changelog that was split.`,
  check({ changelog, index }, report) {
    const first = changelog.releases[0];
    if (!first) return;
    const strays = index
      .once(gatherStrays, changelog)
      .filter(({ heading, kind }) => kind.kind === 'other' && heading.start >= first.start);
    reportRepeated(
      strays.map(({ heading, written }): Found => ({ span: heading.text, written })),
      report,
    );
  },
  message: (state) =>
    `Unexpected heading “${shorten(state.one.written)}” among the releases, expected a version or “Unreleased”${andOthers(state)}`,
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
    {
      bad: '## [1.1.0] - 2017-07-18\n\n### Added\n\n- One.\n\n## ⟦Older⟧\n\nText.\n',
      good: '## [1.1.0] - 2017-07-18\n\n### Added\n\n- One.\n\n## Older\n\nSee [the archive](CHANGELOG-0.x.md).\n',
    },
  ],
});
