import { defineLedgerRule } from '../ledger-rule.ts';

interface State {
  readonly label: string;
  readonly tags: readonly string[];
}

export default defineLedgerRule<State>({
  id: 'ledger/several-tags-for-release',
  severity: 'warning',
  summary: 'A release has two tags that name different commits.',
  why: `\`v1.2\` and \`v1.2.0\` are the same version. Where both are tagged and name different commits, what was released depends on
who asks. Keep the one that was published; tags that name the same commit are not reported.`,
  needs: ['tags'],
  check({ ledger }, report) {
    for (const { section, tags } of ledger.releases) {
      if (!section || new Set(tags.map(({ commit }) => commit)).size < 2) continue;
      report({ span: section.labelSpan }, { label: section.label, tags: tags.map(({ name }) => name).sort() });
    }
  },
  message: ({ label, tags }) =>
    `Unexpected tags ${tags.join(' and ')} for ${label}, which name different commits; expected one`,
  examples: [
    {
      bad: { changelog: '## [⟦1.2.0⟧] - 2026-01-01\n\n- A\n', tags: ['v1.2', 'v1.2.0'] },
      good: '## [1.3.0] - 2026-01-01\n\n- A\n',
      message: 'Unexpected tags v1.2 and v1.2.0 for 1.2.0, which name different commits; expected one',
    },
  ],
});
