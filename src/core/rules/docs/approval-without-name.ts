import { approverOf } from '../../checklist/approver-of.ts';
import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{ readonly text: string }>({
  id: 'docs/approval-without-name',
  severity: 'error',
  summary: 'An approval is ticked, and does not say who gave it and when.',
  why: `A mark anybody can make approves nothing. An approval says who and when, as \`release-ledger approve ROLE --by WHO\` writes
it: \`- [x] security_lead – Ada Lovelace, 2026-01-07\`.`,
  about: 'checklists',
  needs: [],
  check({ checklist }, report) {
    for (const task of checklist?.tasks ?? [])
      if (task.kind === 'approval' && task.state === 'done' && !approverOf(task))
        report(task.textSpan, { text: task.text });
  },
  message: ({ text }) => `Expected who approved as ${text}, and when: “– Name, 2026-01-31”`,
  examples: [
    {
      bad: '## Approvals\n\n- [x] ⟦security_lead⟧ <!-- approval: security_lead -->\n',
      good: '## Approvals\n\n- [x] security_lead – Ada Lovelace, 2026-01-07 <!-- approval: security_lead -->\n',
    },
  ],
});
