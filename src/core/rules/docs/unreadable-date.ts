import { datedLines } from '../../docs/dated-line.ts';
import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{ readonly label: string; readonly written: string }>({
  id: 'docs/unreadable-date',
  severity: 'warning',
  summary: 'A document says when it was written or is to be reviewed, and not by a day.',
  why: `“Soon” is never overdue. Write the day: \`2026-03-15\`, or \`March 15, 2026\`.`,
  about: 'documents',
  needs: [],
  check({ document }, report) {
    for (const { label, written, day, start, end } of datedLines(document))
      if (day === null) report({ start, end }, { label, written });
  },
  message: ({ label, written }) =>
    `Unexpected ${written === '' ? 'nothing' : `“${written}”`} after “${label}”, expected a day such as 2026-03-15`,
  examples: [
    { bad: '**Next Review:** ⟦soon⟧\n', good: '**Next Review:** 2026-03-15\n' },
    {
      bad: '**Last Updated:** ⟦YYYY-MM-DD⟧\n',
      good: '**Last Updated**: October 13, 2025  \n',
      message: 'Unexpected “YYYY-MM-DD” after “Last Updated”, expected a day such as 2026-03-15',
    },
  ],
});
