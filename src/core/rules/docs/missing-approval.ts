import { APPROVALS } from '../../checklist/checklist.ts';
import { approvalsFor } from '../../checklist/release-traits.ts';
import { toRoleId } from '../../checklist/write-checklist.ts';
import { knownFact } from '../../docs/facts.ts';
import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{ readonly role: string; readonly type: string | null }>({
  id: 'docs/missing-approval',
  severity: 'error',
  summary: 'A checklist does not ask for an approval that the policy asks for.',
  why: `Who has to approve depends on the type of the release and on what it changes (\`approvals\`): a release that becomes a major
one, or gets a security fix, needs more of them. \`release-ledger approve ROLE --by WHO\` adds the line.`,
  about: 'checklists',
  needs: ['release'],
  check({ checklist, policy, facts }, report) {
    if (!checklist) return;
    const { traits } = knownFact(facts.release);
    const there = new Set(
      checklist.tasks.flatMap(({ kind, id }) => (kind === 'approval' && id !== null ? [toRoleId(id)] : [])),
    );
    const section = checklist.phases.find(({ name }) => name === APPROVALS);
    const first = { start: 0, end: checklist.source.text.search(/[\r\n]|$/) };
    for (const { role } of approvalsFor(policy, traits))
      if (!there.has(toRoleId(role))) report(section?.heading.text ?? first, { role, type: traits.type });
  },
  message: ({ role, type }) =>
    `Expected the approval of ${role}, which ${type === null ? 'this' : `a ${type}`} release needs`,
  examples: [
    {
      bad: '# List\n\n## ⟦Approvals⟧\n\n- [ ] cto <!-- approval: cto -->\n',
      good: '# List\n\n## Approvals\n\n- [ ] cto <!-- approval: cto -->\n- [ ] Product Owner <!-- approval: product_owner -->\n',
      message: 'Expected the approval of product_owner, which a major release needs',
      release: { type: 'major' },
      policy: {
        approvals: {
          major: [
            { role: 'cto', when: 'always' },
            { role: 'product_owner', when: 'always' },
            { role: 'security_lead', when: 'breaking' },
          ],
        },
      },
    },
  ],
});
