import { datedLines } from '../../docs/dated-line.ts';
import { knownFact } from '../../docs/facts.ts';
import { daysBetween } from '../../version/calendar.ts';
import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{ readonly day: string; readonly days: number }>({
  id: 'docs/review-overdue',
  severity: 'warning',
  summary: 'The day on which a document was to be reviewed has passed.',
  why: `A process document that nobody looks at any more describes a process that nobody follows. Review it and set the next
date (\`Next Review:\`).`,
  about: 'documents',
  needs: ['today'],
  check({ document, facts }, report) {
    const today = knownFact(facts.today);
    for (const { kind, day, start, end } of datedLines(document))
      if (kind === 'review' && day !== null && day < today)
        report({ start, end }, { day, days: daysBetween(day, today) });
  },
  message: ({ day, days }) =>
    `Unexpected review date ${day}, which passed ${days === 1 ? 'a day' : `${days} days`} ago`,
  examples: [
    {
      bad: '# Process\n\n**Next Review:** ⟦2026-03-15⟧\n',
      good: '# Process\n\n**Next Review:** 2026-09-15\n',
      today: '2026-06-30',
      message: 'Unexpected review date 2026-03-15, which passed 107 days ago',
    },
    {
      bad: '**Next Review**: ⟦November 13, 2025⟧  \n',
      good: '**Next Review**: November 13, 2026  \n',
      today: '2025-11-14',
      message: 'Unexpected review date 2025-11-13, which passed a day ago',
    },
  ],
});
