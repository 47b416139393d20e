import { defineLedgerRule } from '../ledger-rule.ts';
import { andOlder, findTag, type TagFinding } from '../support/tag-findings.ts';

export default defineLedgerRule<TagFinding<true>>({
  id: 'ledger/unsigned-tag',
  severity: 'warning',
  shipping: 'error',
  summary: 'A release’s tag has no signature where the policy asks for one.',
  why: `Whoever can push can move a tag; a signature (\`git tag --sign\`) says who made it. \`tag.sign\` in the policy asks for it.
Whether a signature is there is all that is looked at: \`git tag --verify\` says whose it is and whether it is good. The newest
release whose tag has none is reported with the number of older ones.`,
  needs: ['tags'],
  check(context, report) {
    if (context.policy.tag.sign !== 'required') return;
    const finding = findTag(context, ({ signed }) => (signed ? null : true));
    if (finding) report({ span: finding.section.labelSpan }, finding);
  },
  message: (finding) =>
    `Unexpected unsigned tag ${finding.tag.name}, expected one with a signature${andOlder(finding)}`,
  examples: [
    {
      bad: {
        changelog: '## [1.1.0] - 2026-01-02\n\n- B\n\n## [⟦1.0.0⟧] - 2026-01-01\n\n- A\n',
        tags: [
          { name: 'v1.0.0', message: 'Release v1.0.0' },
          { name: 'v1.1.0', message: 'Release v1.1.0', signed: true },
        ],
      },
      good: '## [1.1.0] - 2026-01-02\n\n- B\n',
      policy: { tag: { sign: 'required' } },
      message: 'Unexpected unsigned tag v1.0.0, expected one with a signature',
    },
  ],
});
