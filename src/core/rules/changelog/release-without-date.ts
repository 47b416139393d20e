import type { Release } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly label: string;
}

/** A file in which more releases than this have no date, and most of them have none, is told once. */
const FEW = 3;

export default defineRule<Repeated<Found>>({
  id: 'changelog/release-without-date',
  severity: 'warning',
  scope: 'format',
  summary: 'A release has no date.',
  why: `“Show the release date of each version” (Keep a Changelog 2.0.0, “Guiding principles”), so that readers can tell what
reached them when. Write it after the version: \`## [1.0.0] - 2017-07-17\`. A file in which most releases have none is
reported once.`,
  check({ changelog, index }, report) {
    const found: Found[] = [];
    for (const release of index.once(gatherUnusualReleases, changelog).headings) {
      if (isUndated(release)) found.push({ span: release.labelSpan, label: release.label });
    }
    const isHabit = found.length * 2 > changelog.releases.length;
    reportRepeated(found, report, isHabit ? FEW : undefined);
  },
  message: (state) => {
    const label = shorten(state.one.label);
    return `Expected a date after ${label}, as in “[${label}] - 2017-07-17”${andOthers(state)}`;
  },
  examples: [
    {
      bad: '## [⟦1.0.0⟧]\n\n### Added\n\n- First release.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n',
      message: 'Expected a date after 1.0.0, as in “[1.0.0] - 2017-07-17”',
    },
    {
      bad: '## [⟦1.1.0⟧]\n\n### Added\n\n- Two.\n\n## [1.0.2]\n\n## [1.0.1]\n\n## [1.0.0]\n\n### Added\n\n- One.\n',
      good: '## 2017-07-18\n\n### Added\n\n- Two.\n\n## 2017-07-17\n\n### Added\n\n- One.\n',
      message: 'Expected a date after 1.1.0, as in “[1.1.0] - 2017-07-17” (and in 3 other places)',
    },
    {
      bad: '## [1.2.0] - 2017-07-19\n\n## [⟦1.1.0⟧]\n\n### Added\n\n- Two.\n\n## [1.0.2]\n\n## [1.0.1]\n\n## [1.0.0]\n',
      good: '## [1.2.0] - 2017-07-19\n\n## 2017-07-18\n\n### Added\n\n- Two.\n\n## 2017-07-17\n',
      message: 'Expected a date after 1.1.0, as in “[1.1.0] - 2017-07-17” (and in 3 other places)',
    },
    {
      bad: '## [1.2.0] - TBD\n\n## [⟦1.1.0⟧]\n\n### Added\n\n## [1.0.0] First Light - 2017-07-17\n',
      good: '## [1.2.0] - TBD\n\n## [1.1.0] - 17 July 2017\n\n### Added\n\n## [1.0.0] First Light - 2017-07-17\n',
    },
  ],
});

/** A heading whose version is itself a date (`## 2024-01-15`) says when it was released. */
function isUndated({ unreleased, dateText, version }: Release): boolean {
  return !unreleased && dateText === null && !(version?.scheme === 'calver' && version.release.length >= 3);
}
