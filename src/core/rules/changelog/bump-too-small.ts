import type { Span } from '../../text/source.ts';
import { LEVELS, type Level } from '../../version/increment.ts';
import { defineRule } from '../rule.ts';
import { certainBumps, largestBump } from '../support/certain-bumps.ts';
import { levelOfRelease } from '../support/release-level.ts';
import { andOthers, FEW, type Repeated, reportRepeated } from '../support/repeated.ts';
import { declaresSemver } from '../support/semver-declared.ts';

interface Found {
  readonly span: Span;
  readonly label: string;
  readonly level: Level;
  readonly asked: Level;
  readonly category: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/bump-too-small',
  severity: 'info',
  scope: 'format',
  summary: 'A release adds or deprecates more than its version number says.',
  why: `SemVer 2.0.0, item 7: the minor version MUST be incremented if new functionality is introduced to the public API, or any of it
is marked as deprecated. A patch release with entries under Added or Deprecated says otherwise, unless what it adds is no part
of the public API. Categories that the policy adds are judged by their \`bump\`; Changed and Removed say nothing certain about
compatibility and are left out. Judged are files that declare Semantic Versioning, from 1.0.0 on, pre-releases left out.`,
  check(context, report) {
    if (!declaresSemver(context)) return;
    const bumps = certainBumps(context.policy);
    const found: Found[] = [];
    for (const release of context.changelog.releases) {
      const actual = levelOfRelease(context, release);
      if (!actual || actual.level === 'major') continue;
      const asking = largestBump(release, bumps);
      if (!asking || LEVELS.indexOf(actual.level) >= LEVELS.indexOf(asking.asked)) continue;
      const { label, labelSpan } = release;
      found.push({ span: labelSpan, label, level: actual.level, asked: asking.asked, category: asking.section.name });
    }
    reportRepeated(found, report, FEW);
  },
  message: (state) => {
    const { label, level, asked, category } = state.one;
    return `Unexpected “${category}” in the ${level} release ${label}, expected a ${asked} release (SemVer item ${asked === 'minor' ? 7 : 8})${andOthers(state)}`;
  },
  examples: [
    {
      bad: '# Changelog\n\nThis project adheres to [Semantic Versioning](https://semver.org).\n\n## [⟦1.0.1⟧] - 2017-07-17\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-01\n\n### Added\n\n- Two.\n',
      good: '# Changelog\n\nThis project adheres to [Semantic Versioning](https://semver.org).\n\n## [1.1.0] - 2017-07-17\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-01\n\n### Added\n\n- Two.\n',
      message: 'Unexpected “Added” in the patch release 1.0.1, expected a minor release (SemVer item 7)',
    },
    {
      bad: '# Changelog\n\nNot every fix is told. This project adheres to [Semantic Versioning](https://semver.org).\n\n## [⟦1.0.1⟧] - 2017-07-17\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-01\n\n### Added\n\n- Two.\n',
      good: "# Changelog\n\nThis project doesn't adhere to [Semantic Versioning](https://semver.org).\n\n## [1.0.1] - 2017-07-17\n\n### Added\n\n- One.\n\n## [1.0.0] - 2017-07-01\n\n### Added\n\n- Two.\n",
    },
  ],
});
