import { planItems } from '../../checklist/plan-items.ts';
import { knownFact } from '../../docs/facts.ts';
import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{
  readonly text: string;
  readonly evidence: string;
  readonly start: number;
  readonly end: number;
}>({
  id: 'docs/ticked-against-check',
  severity: 'error',
  summary: 'A task is marked as done, and its check says that it is not.',
  why: `Somebody ticked it too early, or something has changed since. Do what the check misses; \`release-ledger checklist\` takes
back what it ticked itself, and leaves what people ticked.`,
  about: 'checklists',
  needs: ['release'],
  check({ checklist, policy, facts }, report) {
    const { outcomes } = knownFact(facts.release);
    const checks = new Map(planItems(policy).map(({ id, check }) => [id, check]));
    for (const { kind, id, state, text, boxSpan } of checklist?.tasks ?? []) {
      const outcome = kind === 'item' && id !== null ? outcomes[checks.get(id) ?? 'none'] : undefined;
      // What was ticked in a clone that has more is not said to be wrong in one that has less.
      if (state === 'done' && outcome?.state === 'failed' && outcome.unsure === undefined)
        report({ start: boxSpan.start - 1, end: boxSpan.end + 1 }, { text, evidence: outcome.evidence, ...boxSpan });
    }
  },
  message: ({ text, evidence }) => `Unexpected mark at “${text}”: ${evidence}`,
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Mark as open',
      edits: ({ start, end }) => [{ start, end, text: ' ' }],
    },
  ],
  examples: [
    {
      bad: '- ⟦[x]⟧ Tag pushed <!-- item: tag-pushed -->\n',
      good: '- [ ] Tag pushed <!-- item: tag-pushed -->\n',
      message: 'Unexpected mark at “Tag pushed”: tag failed',
      release: { failed: ['tag'] },
      policy: {
        checklists: {
          phases: [
            {
              name: 'Release',
              from: 0,
              to: 0,
              blocks: 'release',
              groups: [
                { name: '', owner: '', items: [{ text: 'Tag pushed', level: 1, when: 'always', check: 'tag' }] },
              ],
            },
          ],
        },
      },
    },
  ],
});
