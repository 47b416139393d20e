import type { LedgerRelease } from '../../ledger/ledger.ts';
import { LEVELS, type Level, levelBetween } from '../../version/increment.ts';
import { isPrerelease, isSemver } from '../../version/version.ts';
import { defineLedgerRule } from '../ledger-rule.ts';
import { certainBumps, largestBump } from '../support/certain-bumps.ts';
import { declaresSemver } from '../support/semver-declared.ts';

interface State {
  readonly label: string;
  readonly level: Level;
  readonly asked: Level;
  readonly category: string;
  readonly tag: string;
}

export default defineLedgerRule<State>({
  id: 'ledger/version-bump-too-small',
  severity: 'info',
  summary: 'A release adds or deprecates more than its version says, seen from a tag that the changelog leaves out.',
  why: `SemVer 2.0.0, item 7: the minor version MUST be incremented if new functionality is introduced to the public API, or any of it
is marked as deprecated. Against the release below it in the changelog, a version may look large enough, although a tag stands
between the two that the changelog has no section for. Judged is what the rule about the changelog alone cannot see: files that
declare Semantic Versioning, from 1.0.0 on, pre-releases left out.`,
  needs: ['tags'],
  check({ ledger, policy, text }, report) {
    const { changelog, releases } = ledger;
    if (!declaresSemver({ changelog, policy, text })) return;
    const bumps = certainBumps(policy);
    const stable = releases.filter(isStable);
    for (const [i, { section, version }] of stable.entries()) {
      const before = stable[i + 1];
      const asking = section && largestBump(section, bumps);
      const tag = before?.tags[0]?.name;
      // Where the release before has a section, the changelog says it all by itself.
      if (!section || !asking || !before || before.section || tag === undefined || section.label.includes('/'))
        continue;
      const isTooSmall = (from: LedgerRelease | undefined): boolean => {
        const made = from && levelBetween(from.version, version);
        return !!made && LEVELS.indexOf(made) < LEVELS.indexOf(asking.asked);
      };
      const level = levelBetween(before.version, version);
      // What is too small behind the section below, too, the changelog says by itself.
      const below = stable.slice(i + 1).find((each) => each.section);
      if (!level || !isTooSmall(before) || isTooSmall(below)) continue;
      report(
        { span: section.labelSpan },
        { label: section.label, level, asked: asking.asked, category: asking.section.name, tag },
      );
    }
  },
  message: ({ label, level, asked, category, tag }) =>
    `Unexpected “${category}” in ${label}, a ${level} release after the tag ${tag}, expected a ${asked} release (SemVer item ${asked === 'minor' ? 7 : 8})`,
  examples: [
    {
      bad: {
        changelog:
          '# Changelog\n\nThis project adheres to [Semantic Versioning](https://semver.org).\n\n## [⟦1.1.1⟧] - 2026-01-03\n\n### Added\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
        tags: ['v1.0.0', 'v1.1.0', 'v1.1.1'],
      },
      good: '# Changelog\n\nThis project adheres to [Semantic Versioning](https://semver.org).\n\n## [1.2.0] - 2026-01-03\n\n### Added\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n',
      message:
        'Unexpected “Added” in 1.1.1, a patch release after the tag v1.1.0, expected a minor release (SemVer item 7)',
    },
  ],
});

function isStable({ version }: LedgerRelease): boolean {
  return isSemver(version) && !isPrerelease(version) && version.release[0] !== '0';
}
