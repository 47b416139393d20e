import { isPending } from '../../changelog/links/propose-link.ts';
import type { Release } from '../../changelog/model.ts';
import { defineRule } from '../rule.ts';
import { moveRelease } from '../support/move-release.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly release: Release;
  readonly top: Release;
}

export default defineRule<State>({
  id: 'changelog/unreleased-not-first',
  severity: 'warning',
  scope: 'format',
  summary: 'The unreleased section stands below a version.',
  why: `“Keep an \`Unreleased\` section at the top to collect upcoming changes” (Keep a Changelog 2.0.0, “Structuring a release”). Below
a version it looks like history, and entries are added to it that nobody sees. A version that is still to come may stand above.`,
  check({ changelog: { releases } }, report) {
    const release = releases.find(({ unreleased }) => unreleased);
    const top = releases[0];
    if (!release || !top || !releases.slice(0, release.index).some((each) => !isPending(each))) return;
    report(release.labelSpan, { release, top });
  },
  message: ({ release, top }) =>
    `Unexpected “${release.label}” below ${shorten(top.label)}, expected it above all versions`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ release }) => `Move “${release.label}” to the top`,
      edits: ({ release, top }, { changelog: { source } }) => moveRelease(source, release, top),
    },
  ],
  examples: [
    {
      bad: '# Changelog\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n## [⟦Unreleased⟧]\n\n### Fixed\n\n- Two.\n\n## [0.9.0] - 2017-07-16\n',
      good: '# Changelog\n\n## [Unreleased]\n\n### Fixed\n\n- Two.\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n## [0.9.0] - 2017-07-16\n',
      message: 'Unexpected “Unreleased” below 1.0.0, expected it above all versions',
    },
    {
      bad: '## [1.0.0]\n\n### Added\n\n- One.\n\n## [⟦Unreleased⟧]\n\n### Fixed\n\n- Two.\n',
      good: '## [Unreleased]\n\n### Fixed\n\n- Two.\n\n## [1.0.0]\n\n### Added\n\n- One.\n',
    },
  ],
});
