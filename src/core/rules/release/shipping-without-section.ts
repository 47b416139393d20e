import type { Changelog } from '../../changelog/model.ts';
import { lineEnd, type Span } from '../../text/source.ts';
import { defineShippingRule } from './release-rule.ts';

export default defineShippingRule<{ readonly path: string; readonly version: string; readonly today: string | null }>({
  id: 'changelog/shipping-without-section',
  severity: 'error',
  scope: 'any',
  summary: 'The version that is about to ship has no section.',
  why: `Keep a Changelog 2.0.0 asks for an entry for every single version (“Guiding principles”). Once a version is out,
nobody goes back to write down what was in it. Rename the Unreleased section to the version, date it, and put a fresh
Unreleased section above it.`,
  check({ changelog, path, version, release, today }, report) {
    if (!release) report(placeOf(changelog), { path: path ?? 'The changelog', version: version.raw, today });
  },
  message: ({ path, version, today }) =>
    `${path} has no section for ${version}, expected “## [${version}] - ${today ?? 'YYYY-MM-DD'}”`,
  examples: [
    {
      version: '1.1.0',
      bad: '# Changelog\n\n## [⟦Unreleased⟧]\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- Zero.\n',
      good: '# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2018-07-17\n\n### Added\n\n- One.\n',
      message: 'CHANGELOG.md has no section for 1.1.0, expected “## [1.1.0] - 2026-06-30”',
    },
    {
      version: '1.1.0',
      bad: '⟦# Changelog⟧\n\nNothing yet.\n',
      good: '# Changelog\n\n## v1.1 (2018-07-17)\n\n- One.\n',
    },
    {
      version: '1.1.0',
      bad: '# Changelog\n\n## [⟦1.1.0-rc.1⟧] - 2018-07-17\n\n### Added\n\n- One.\n\n```md\n## [1.1.0] - 2018-07-17\n```\n',
      good: '# Changelog\n\n## [1.1.0] - 2018-07-17\n\n### Added\n\n- One.\n',
    },
  ],
});

/** The section that would become the missing one; in a file without sections its first line. */
function placeOf({ releases, source }: Changelog): Span {
  const [first] = releases;
  return first?.labelSpan ?? { start: source.contentStart, end: Math.max(source.contentStart, lineEnd(source, 0)) };
}
