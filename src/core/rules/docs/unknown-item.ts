import { planItems } from '../../checklist/plan-items.ts';
import { closest } from '../../text/closest.ts';
import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{
  readonly id: string;
  readonly guess: string | null;
  readonly start: number;
  readonly end: number;
}>({
  id: 'docs/unknown-item',
  severity: 'warning',
  summary: 'The comment of a task names no item of the policy.',
  why: `The comment \`<!-- item: name -->\` ties a task to the policy, which knows its condition and the check that ticks it. Under a
wrong name it is tied to nothing. A task of your own needs no comment.`,
  about: 'checklists',
  needs: [],
  check({ checklist, policy }, report) {
    const known = new Set(planItems(policy).map(({ id }) => id));
    for (const { kind, id, idSpan } of checklist?.tasks ?? [])
      if (kind === 'item' && id !== null && idSpan && !known.has(id))
        report(idSpan, { id, guess: closest(id, known), ...idSpan });
  },
  message: ({ id, guess }) =>
    `Unexpected item “${id}”, expected ${guess === null ? 'one of the policy' : `“${guess}”`}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ guess }) => `Change to “${guess}”`,
      edits: ({ guess, start, end }) => (guess === null ? null : [{ start, end, text: guess }]),
    },
  ],
  examples: [
    {
      bad: '## Pre-Release\n\n- [ ] Tests pass <!-- item: ⟦test-pass⟧ -->\n',
      good: '## Pre-Release\n\n- [ ] Tests pass <!-- item: tests-pass -->\n',
      policy: {
        checklists: {
          phases: [
            {
              name: 'Pre-Release',
              from: 0,
              to: 0,
              blocks: 'release',
              groups: [
                { name: '', owner: '', items: [{ text: 'Tests pass', level: 1, when: 'always', check: 'none' }] },
              ],
            },
          ],
        },
      },
    },
  ],
});
