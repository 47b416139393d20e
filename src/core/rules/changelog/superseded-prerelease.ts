import { componentOf } from '../../changelog/component.ts';
import type { Changelog, Release } from '../../changelog/model.ts';
import { isPrerelease, type Version } from '../../version/version.ts';
import { versionKey } from '../../version/version-key.ts';
import { defineRule } from '../rule.ts';
import { isReleased } from '../support/is-released.ts';
import { mergeReleases } from '../support/merge-releases.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly release: Release;
  readonly final: Release;
}

export default defineRule<State>({
  id: 'changelog/superseded-prerelease',
  severity: 'off',
  scope: 'format',
  summary: 'A pre-release has a section although its version is out.',
  why: `Sections of release candidates tell testers what is new in each. Once the version itself is out, whoever upgrades to it has to
read all of them to learn what it changed. Some projects keep them for the record, others move their entries to the section of
the version: this rule is for the latter, and off unless a policy turns it on.`,
  check({ changelog }, report) {
    for (const state of findSuperseded(changelog)) report(state.release.labelSpan, state);
  },
  message: ({ release, final }) =>
    `Unexpected section for ${shorten(release.label)}, expected its entries under ${shorten(final.label)}, which is out`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ final }) => `Move its entries to ${shorten(final.label)}`,
      edits: ({ release, final }, { changelog, policy }) => mergeReleases(changelog, release, final, policy),
    },
  ],
  examples: [
    {
      bad: '## [2.0.0-rc.1] - 2017-07-20\n\n### Added\n\n- Zero.\n\n## [1.1.0] - 2017-07-19\n\n### Fixed\n\n- One.\n\n## [⟦1.1.0-rc.1⟧] - 2017-07-18\n\n### Added\n\n- Two.\n\n## [1.0.0] - 2017-07-17\n',
      good: '## [2.0.0-rc.1] - 2017-07-20\n\n### Added\n\n- Zero.\n\n## [1.1.0] - 2017-07-19\n\n### Added\n\n- Two.\n\n### Fixed\n\n- One.\n\n## [1.0.0] - 2017-07-17\n',
      message: 'Unexpected section for 1.1.0-rc.1, expected its entries under 1.1.0, which is out',
    },
  ],
});

/** The pre-releases of versions that are out, the final sections above them. */
function* findSuperseded({ releases }: Changelog): Generator<State> {
  const finals = new Map<string, Release>();
  for (const release of releases) {
    const { version } = release;
    if (!version) continue;
    const key = `${componentOf(release)} ${finalKey(version)}`;
    if (!isPrerelease(version)) {
      if (isReleased(release) && !finals.has(key)) finals.set(key, release);
      continue;
    }
    const final = finals.get(key);
    if (final) yield { release, final };
  }
}

function finalKey(version: Version): string {
  return versionKey({ ...version, prerelease: [] });
}
