import { planItems } from '../../checklist/plan-items.ts';
import { whyNotApplicable } from '../../checklist/release-traits.ts';
import { knownFact } from '../../docs/facts.ts';
import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{ readonly text: string; readonly phase: string }>({
  id: 'docs/missing-item',
  severity: 'warning',
  summary: 'A checklist lacks an item that the policy asks for.',
  why: `An item that was deleted is done by nobody, and nobody sees that. Where it does not apply, leave it in and say why
(\`release-ledger checklist na ITEM --reason …\`).`,
  about: 'checklists',
  needs: ['release'],
  check({ checklist, policy, facts }, report) {
    if (!checklist) return;
    const { traits } = knownFact(facts.release);
    const there = new Set(checklist.tasks.flatMap(({ kind, id }) => (kind === 'item' && id !== null ? [id] : [])));
    for (const { id, text, when, phase } of planItems(policy)) {
      if (there.has(id) || whyNotApplicable(when, traits) !== null) continue;
      const section = checklist.phases.find(({ name }) => name === phase.name);
      const first = { start: 0, end: checklist.source.text.search(/[\r\n]|$/) };
      report(section?.heading.text ?? first, { text, phase: phase.name });
    }
  },
  message: ({ text, phase }) => `Expected the item “${text}” under “${phase}”`,
  examples: [
    {
      bad: '# List\n\n## ⟦Pre-Release (D-1)⟧\n\n- [ ] Tests pass <!-- item: tests-pass -->\n',
      good: '# List\n\n## Pre-Release (D-1)\n\n- [ ] Tests pass <!-- item: tests-pass -->\n- [ ] Docs <!-- item: docs-are-written -->\n',
      message: 'Expected the item “Docs are written” under “Pre-Release”',
      release: { type: 'minor' },
      policy: {
        checklists: {
          phases: [
            {
              name: 'Pre-Release',
              from: -1,
              to: -1,
              blocks: 'release',
              groups: [
                {
                  name: '',
                  owner: '',
                  items: [
                    { text: 'Tests pass', level: 1, when: 'always', check: 'none' },
                    { text: 'Docs are written', level: 1, when: 'always', check: 'none' },
                    { text: 'Retrospective', level: 1, when: 'major', check: 'none' },
                  ],
                },
              ],
            },
          ],
        },
      },
    },
  ],
});
