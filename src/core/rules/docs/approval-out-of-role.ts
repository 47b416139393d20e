import { approverOf } from '../../checklist/approver-of.ts';
import { holdsRole } from '../../checklist/holds-role.ts';
import { approvalsFor } from '../../checklist/release-traits.ts';
import { toRoleId } from '../../checklist/write-checklist.ts';
import { knownFact } from '../../docs/facts.ts';
import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{ readonly by: string; readonly role: string; readonly people: string }>({
  id: 'docs/approval-out-of-role',
  severity: 'error',
  summary: 'Somebody has approved in a role that he does not have.',
  why: `Where the policy says who has a role (\`approvals\`, \`people\`), the approval of anybody else is none. Have one of those
approve, or name the person in the policy.`,
  about: 'checklists',
  needs: ['release'],
  check({ checklist, policy, facts }, report) {
    const asked = approvalsFor(policy, knownFact(facts.release).traits);
    for (const task of checklist?.tasks ?? []) {
      const approver = approverOf(task);
      const approval = asked.find(({ role }) => task.id !== null && toRoleId(role) === toRoleId(task.id));
      if (!approver || !approval || holdsRole(approval, approver.by)) continue;
      const start = task.remarkSpan.end - task.remark.length;
      report(
        { start, end: start + approver.by.length },
        { by: approver.by, role: approval.role, people: approval.people?.join(' or ') ?? '' },
      );
    }
  },
  message: ({ by, role, people }) => `Unexpected approval of ${by}, expected ${people}, who may approve as ${role}`,
  examples: [
    {
      bad: '## Approvals\n\n- [x] cto – ⟦Eve⟧, 2026-01-07 <!-- approval: cto -->\n',
      good: '## Approvals\n\n- [x] cto – Ada  Lovelace <ada@example.com>, 2026-01-07: by mail <!-- approval: cto -->\n',
      message: 'Unexpected approval of Eve, expected ada lovelace or grace@example.com, who may approve as cto',
      policy: { approvals: { all: [{ role: 'cto', when: 'always', people: ['ada lovelace', 'grace@example.com'] }] } },
    },
  ],
});
