import type { Release } from '../../changelog/model.ts';
import { defineRule } from '../rule.ts';

export default defineRule<{ readonly label: string }>({
  id: 'changelog/release-without-date',
  severity: 'warning',
  scope: 'format',
  summary: 'A release has no date.',
  why: `Keep a Changelog 2.0.0 shows the release date of each version (“Guiding principles”), so that readers can tell what
reached them when. Write it behind the version: \`## [1.0.0] - 2017-07-17\`.`,
  check({ changelog }, report) {
    for (const release of changelog.releases) {
      if (isUndated(release)) report(release.labelSpan, { label: release.label });
    }
  },
  message: ({ label }) => `Expected a date behind ${label}, as in “[${label}] - 2017-07-17”`,
  examples: [
    {
      bad: '## [⟦1.0.0⟧]\n\n### Added\n\n- First release.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n',
      message: 'Expected a date behind 1.0.0, as in “[1.0.0] - 2017-07-17”',
    },
  ],
});

/** A heading whose version is itself a date (`## 2024-01-15`) says when it was released. */
function isUndated({ unreleased, dateText, version }: Release): boolean {
  return !unreleased && dateText === null && !(version?.scheme === 'calver' && version.release.length >= 3);
}
