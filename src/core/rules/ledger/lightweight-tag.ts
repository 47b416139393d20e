import { defineLedgerRule } from '../ledger-rule.ts';
import { andOlder, findTag, type TagFinding } from '../support/tag-findings.ts';

export default defineLedgerRule<TagFinding<true>>({
  id: 'ledger/lightweight-tag',
  severity: 'warning',
  shipping: 'error',
  summary: 'A release has a lightweight tag where the policy asks for an annotated one.',
  why: `A lightweight tag is a name for a commit and nothing else: who tagged it, when and why is not recorded, and it cannot be signed.
\`tag.annotated\` in the policy asks for annotated tags (\`git tag --annotate\`). The newest release whose tag is lightweight is
reported with the number of older ones; tags that are published are better left as they are.`,
  needs: ['tags'],
  check(context, report) {
    if (context.policy.tag.annotated !== 'required') return;
    const finding = findTag(context, ({ annotated }) => (annotated ? null : true));
    if (finding) report({ span: finding.section.labelSpan }, finding);
  },
  message: (finding) => `Unexpected lightweight tag ${finding.tag.name}, expected an annotated one${andOlder(finding)}`,
  examples: [
    {
      bad: {
        changelog: '## [⟦1.1.0⟧] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: ['v1.0.0', 'v1.1.0', { name: 'v1.2.0', message: 'Release v1.2.0' }],
      },
      good: '## [1.2.0] - 2026-01-02\n\n- B\n',
      policy: { tag: { annotated: 'required' } },
      message: 'Unexpected lightweight tag v1.1.0, expected an annotated one (and so is 1 older tag)',
    },
    {
      bad: {
        changelog: '## [1.1.0] - 2026-01-02\n\n- B\n\n## [⟦1.0.0⟧] - 2026-01-01\n\n- A\n',
        tags: ['v1.0.0', 'v1.1.0'],
      },
      good: '## [1.1.0] - 2026-01-02\n\n- B\n',
      policy: { tag: { annotated: 'required' } },
      releasing: '1.0.0',
    },
  ],
});
