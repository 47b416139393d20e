import { defineRule } from '../rule.ts';
import { gatherUnusualHeadings, isUncategorized } from '../support/category-headings.ts';

interface State {
  readonly label: string;
  readonly name: string;
}

export default defineRule<State>({
  id: 'changelog/uncategorized-entries',
  severity: 'warning',
  scope: 'format',
  summary: 'Entries were released before they were sorted into categories.',
  why: `“Uncategorized” is where tools collect changes until somebody has looked at them. In a release it says that nobody
has: Keep a Changelog 2.0.0 groups the same types of changes (“Guiding principles”). Give each entry its type, or delete
what readers need not know. Under Unreleased it is accepted.`,
  check(context, report) {
    for (const { name, sections } of context.index.once(gatherUnusualHeadings, context)) {
      if (!isUncategorized(name)) continue;
      for (const { release, heading, entries } of sections) {
        if (!release.unreleased && entries.length > 0) report(heading.text, { label: release.label, name });
      }
    }
  },
  message: ({ label, name }) => `Unexpected “${name}” in the release ${label}, expected the types of its changes`,
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n### ⟦Uncategorized⟧\n\n- Two.\n',
      good: '## [Unreleased]\n\n### Uncategorized\n\n- Three.\n\n## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n- Two.\n',
      message: 'Unexpected “Uncategorized” in the release 1.0.0, expected the types of its changes',
    },
  ],
});
