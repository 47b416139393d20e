import { findUnresolved } from '../../documents/find-unresolved.ts';
import { defineDocsRule } from '../docs-rule.ts';

export default defineDocsRule<{ readonly written: string }>({
  id: 'docs/unfilled-checklist',
  severity: 'warning',
  summary: 'A checklist has something that is still to be filled in.',
  why: `Who sees to the release, and on which day, is decided before anything else: the days of the phases count from it. Fill in
\`Release Manager:\` and \`Target Date:\`.`,
  about: 'checklists',
  needs: [],
  check({ text }, report) {
    for (const span of findUnresolved(text)) report(span, { written: text.slice(span.start, span.end) });
  },
  message: ({ written }) => `Unexpected placeholder “${written}”, expected what it stands for`,
  examples: [
    {
      bad: '# Release Checklist\n\nRelease: v1.2.0\nRelease Manager: ⟦[Name]⟧\n',
      good: '# Release Checklist\n\nRelease: v1.2.0\nRelease Manager: Ada\n',
    },
    { bad: 'Target Date: ⟦YYYY-MM-DD⟧\n', good: 'Target Date: 2026-01-31\n' },
  ],
});
