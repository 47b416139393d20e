import { isBreaking, isBreakingHeading } from '../../changelog/breaking.ts';
import { findBreakingParagraph } from '../../changelog/breaking-paragraph.ts';
import { plainHeading } from '../../changelog/category-reader.ts';
import type { Entry, Section } from '../../changelog/model.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherMarkedEntries } from '../support/breaking-entries.ts';
import { gatherUnusualHeadings } from '../support/category-headings.ts';
import { restOfLine } from '../support/first-line.ts';
import { levelOfRelease } from '../support/release-level.ts';
import { declaresSemver } from '../support/semver-declared.ts';

interface State {
  readonly label: string;
  readonly previous: string;
  readonly level: string;
}

export default defineRule<State>({
  id: 'changelog/breaking-in-minor-or-patch',
  severity: 'warning',
  scope: 'format',
  summary: 'A release that is not major announces a breaking change.',
  why: `SemVer 2.0.0, item 8: “Major version X MUST be incremented if any backward incompatible changes are introduced to the public
API.” A breaking change in a minor or patch release reaches everybody who allows compatible updates. Either the mark is
wrong, or the version is. Judged are files that declare Semantic Versioning, from 1.0.0 on, pre-releases left out.`,
  check(context, report) {
    if (!declaresSemver(context)) return;
    const told = new Set<object>();
    for (const entry of breakingEntries(context)) {
      const { release } = entry;
      if (told.has(release)) continue;
      const found = levelOfRelease(context, release);
      if (!found || found.level === 'major') continue;
      told.add(release);
      report(restOfLine(context.changelog, entry.start), {
        label: release.label,
        previous: found.previous.label,
        level: found.level,
      });
    }
  },
  message: ({ label, previous, level }) =>
    `Unexpected breaking change in the ${level} release ${label} after ${previous}, expected a major release (SemVer item 8)`,
  examples: [
    {
      bad: '# Changelog\n\nThis project adheres to [Semantic Versioning](https://semver.org).\n\n## [1.1.0] - 2017-07-17\n\n### Removed\n\n⟦- **Breaking:** One.⟧\n- **Breaking:** Two.\n\n## [1.0.0] - 2017-07-01\n\n### Added\n\n- Three.\n',
      good: '# Changelog\n\nThis project adheres to [Semantic Versioning](https://semver.org).\n\n## [2.0.0] - 2017-07-17\n\n### Removed\n\n- **Breaking:** One.\n- **Breaking:** Two.\n\n## [1.0.0] - 2017-07-01\n\n### Added\n\n- Three.\n',
      message:
        'Unexpected breaking change in the minor release 1.1.0 after 1.0.0, expected a major release (SemVer item 8)',
    },
    {
      bad: '## [1.0.1]\n\n### Breaking Changes\n\n⟦- One.⟧\n\n## [1.0.0]\n\n### Breaking Changes\n\n- Two.\n',
      good: '## [1.0.1]\n\n### Breaking Changes\n\nNone.\n\n## [1.0.0]\n\n### Breaking Changes\n\n- Two.\n',
      policy: { version: { scheme: 'semver' } },
    },
    {
      bad: '## [1.0.1]\n\n### Breaking Changes\n\n⟦The path of the data moves.⟧\n\n## [1.0.0]\n\n### Breaking Changes\n\nNone\n',
      good: '## [1.0.1]\n\n### Breaking Changes\n\nNone\n\n## [1.0.0]\n\n### Breaking Changes\n\nNone\n',
      policy: {
        version: { scheme: 'semver' },
        changelog: { categories: [{ name: 'Breaking Changes', aliases: [], bump: 'none', kind: 'note' }] },
      },
    },
  ],
});

/** Marked entries and what stands in a section for breaking changes, in the order of the text. */
function breakingEntries(context: RuleContext): readonly Entry[] {
  const { changelog, index, text } = context;
  const marked = index.once(gatherMarkedEntries, context).map(({ entry }) => entry);
  const inSections = breakingSections(context).flatMap(
    (section) => findBreakingParagraph(changelog, section) ?? section.entries,
  );
  return [...new Set([...marked, ...inSections])]
    .filter((entry) => isBreaking(text, entry))
    .sort((a, b) => a.start - b.start);
}

/** Sections for breaking changes, those that the policy has and those that it has not. */
function breakingSections(context: RuleContext): readonly Section[] {
  const { changelog, index, policy } = context;
  const unusual = index
    .once(gatherUnusualHeadings, context)
    .filter(({ name }) => isBreakingHeading(name) && isAboutApi(name))
    .flatMap(({ sections }) => sections);
  const own = new Set(policy.changelog.categories.map(({ name }) => name).filter(isBreakingHeading));
  if (own.size === 0) return unusual;
  const usual = changelog.releases.flatMap(({ sections }) => sections.filter(({ name }) => own.has(name)));
  return [...new Set([...unusual, ...usual])];
}

/** "State Machine Breaking" and "Client Breaking" are promises of their own and no matter of the public API. */
function isAboutApi(name: string): boolean {
  return /^(?:api )?breaking(?: api)?(?: changes?)?$|incompatible/i.test(plainHeading(name));
}
