import { NOT_APPLICABLE } from '../../checklist/checklist.ts';
import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{ readonly text: string }>({
  id: 'docs/skipped-without-reason',
  severity: 'error',
  summary: 'A task is said not to apply, and not why.',
  why: `Months later nobody knows whether a task was not needed or not liked. Say why:
\`- [x] Load test – not applicable: no change of the server\`.`,
  about: 'checklists',
  needs: [],
  check({ checklist }, report) {
    for (const { state, remark, text, remarkSpan } of checklist?.tasks ?? []) {
      if (state !== 'not-applicable' || remark.slice(NOT_APPLICABLE.length).replace(/^[:.\s]+/, '') !== '') continue;
      report({ start: remarkSpan.end - remark.length, end: remarkSpan.end }, { text });
    }
  },
  message: ({ text }) => `Expected the reason why “${text}” does not apply`,
  examples: [
    {
      bad: '## Pre-Release\n\n- [x] Load test – ⟦not applicable⟧\n',
      good: '## Pre-Release\n\n- [x] Load test – not applicable: no change of the server\n',
      message: 'Expected the reason why “Load test” does not apply',
    },
  ],
});
