import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{ readonly box: string; readonly start: number; readonly end: number }>({
  id: 'docs/odd-checkbox',
  severity: 'error',
  summary: 'The box of a task holds something else than a space or an x.',
  why: `\`[y]\`, \`[]\` and \`[✓]\` are no boxes for those who show the list: the task is neither done nor open, and everybody
reads it as he hopes.`,
  about: 'checklists',
  needs: [],
  check({ checklist }, report) {
    for (const { state, box, boxSpan } of checklist?.tasks ?? [])
      if (state === 'odd') report({ start: boxSpan.start - 1, end: boxSpan.end + 1 }, { box, ...boxSpan });
  },
  message: ({ box }) => `Unexpected box “[${box}]”, expected “[ ]” or “[x]”`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ box }) => (/\S/.test(box) ? 'Mark as done' : 'Leave open'),
      edits: ({ box, start, end }) => [{ start, end, text: /\S/.test(box) ? 'x' : ' ' }],
    },
  ],
  examples: [
    { bad: '## Pre-Release\n\n- ⟦[✓]⟧ Tests pass\n', good: '## Pre-Release\n\n- [x] Tests pass\n' },
    { bad: '- ⟦[]⟧ Tests pass\n', good: '- [ ] Tests pass\n', message: 'Unexpected box “[]”, expected “[ ]” or “[x]”' },
  ],
});
