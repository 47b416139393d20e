import { defineLedgerRule } from '../ledger-rule.ts';
import { andOlder, findTag, type TagFinding } from '../support/tag-findings.ts';

export default defineLedgerRule<TagFinding<string>>({
  id: 'ledger/unexpected-tag-name',
  severity: 'off',
  summary: 'The tag of a release is not named as the policy names tags.',
  why: `What is started by a tag (a build, a deployment, a page of notes) looks for one form of name, \`tag.name\` in the policy, and passes
over every other. Off by default, since the form is found by the tags that are there; for projects that have written down how
their tags are called. The newest release whose tag is called otherwise is reported with the number of older ones: a tag that
is published is better left as it is. The name of a package or component may stand in front.`,
  needs: ['tags'],
  check(context, report) {
    const { tagTemplate } = context.ledger;
    const finding = findTag(context, ({ name, version }) => {
      const expected = tagTemplate.replaceAll('{version}', () => version.raw);
      const before = name.endsWith(expected) ? name.slice(0, -expected.length) : null;
      return before === '' || (before !== null && /[^\p{L}\p{N}]$/u.test(before)) ? null : expected;
    });
    if (finding) report({ span: finding.section.labelSpan }, finding);
  },
  message: (finding) => `Unexpected name of the tag ${finding.tag.name}, expected ${finding.found}${andOlder(finding)}`,
  examples: [
    {
      bad: {
        changelog:
          '## [1.2.0] - 2026-01-03\n\n- C\n\n## [⟦1.1.0⟧] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: ['release-1.0.0', 'release-1.1.0'],
      },
      good: '## [1.2.0] - 2026-01-03\n\n- C\n',
      message: 'Unexpected name of the tag release-1.1.0, expected v1.1.0 (and so is 1 older tag)',
    },
    {
      bad: { changelog: '## [⟦1.1.0⟧] - 2026-01-02\n\n- B\n', tags: ['1.1.0'] },
      good: '## [1.2.0] - 2026-01-02\n\n- B\n',
    },
  ],
});
