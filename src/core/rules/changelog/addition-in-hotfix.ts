import type { CategoryPolicy } from '../../policy/policy.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { findHotfixes } from '../support/hotfixes.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly label: string;
  readonly category: string;
}

export default defineRule<State>({
  id: 'changelog/addition-in-hotfix',
  severity: 'warning',
  scope: 'format',
  summary: 'A hotfix does more than to mend.',
  why: `A hotfix goes out past the checks that other releases pass, because it changes little: it mends a defect and adds nothing.
\`version.hotfix\` in the policy says which releases are hotfixes; without it nothing is reported. Categories are told apart by
their \`bump\`: what asks for a minor or major version, Added for one, has no place in a hotfix; Changed may be what mends.
Ship the rest with the next release.`,
  check(context, report) {
    if (context.policy.version.hotfix === 'none') return;
    const isMore = moreThanPatch(context);
    for (const release of findHotfixes(context.changelog, context.policy)) {
      for (const { category, hasEntries, heading, name } of release.sections) {
        if (category !== null && hasEntries && isMore.has(category))
          report(heading.text, { label: release.label, category: name });
      }
    }
  },
  message: ({ label, category }) =>
    `Unexpected “${shorten(category)}” in the hotfix ${label}, expected nothing but what it mends`,
  examples: [
    {
      bad: '## [1.1.1] - 2017-07-19\n\n### ⟦Added⟧\n\n- One.\n\n### Fixed\n\n- Two.\n\n## [1.1.0] - 2017-07-18\n\n### Added\n\n- Three.\n',
      good: '## [1.1.1] - 2017-07-19\n\n### Fixed\n\n- Two.\n\n## [1.1.0] - 2017-07-18\n\n### Added\n\n- Three.\n',
      message: 'Unexpected “Added” in the hotfix 1.1.1, expected nothing but what it mends',
      policy: { version: { hotfix: 'patch' } },
    },
    {
      bad: '## [2.0.1] - 2017-07-21\n\n### Added\n\n- Zero.\n\n## [1.1.1] - 2017-07-20\n\n### ⟦Deprecated⟧\n\n- One.\n\n## [2.0.0] - 2017-07-19\n\n### Added\n\n- Two.\n\n## [1.1.0] - 2017-07-18\n\n### Added\n\n- Three.\n',
      good: '## [2.0.1] - 2017-07-21\n\n### Added\n\n- Zero.\n\n## [1.1.1] - 2017-07-20\n\n### Security\n\n- One.\n\n## [2.0.0] - 2017-07-19\n\n### Added\n\n- Two.\n\n## [1.1.0] - 2017-07-18\n\n### Added\n\n- Three.\n',
      policy: { version: { hotfix: 'older-line' } },
    },
  ],
});

/** The categories that ask for more than a patch version, whatever stands in them; Changed may be what mends. */
function moreThanPatch({ policy }: RuleContext): ReadonlySet<string> {
  const asksMore = ({ bump, kind, name }: CategoryPolicy): boolean =>
    kind === 'change' && (bump === 'minor' || bump === 'major') && name !== 'Changed';
  return new Set(policy.changelog.categories.filter(asksMore).map(({ name }) => name));
}
