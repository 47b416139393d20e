import { setField } from '../../manifest/edits.ts';
import { isCalendarDate } from '../../version/calendar.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly written: string; readonly expected: string }>({
  id: 'manifest/date-differs-from-changelog',
  severity: 'error',
  summary: 'The release date of a manifest is not the one of the changelog.',
  why: `Both records say when a version was released, and readers trust whichever they find first. The changelog is the one
that people read; the fix takes its date.`,
  needs: ['changelog'],
  check({ manifest, section }, report) {
    const { date } = manifest.fields;
    if (!date || !section?.date || !isCalendarDate(date.value) || date.value === section.date) return;
    report(date.span, { written: date.value, expected: section.date });
  },
  message: ({ written, expected }) => `Unexpected date ${written}, expected ${expected} as in the changelog`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ expected }) => `Change the date to ${expected}`,
      edits: ({ expected }, { manifest }) => setField(manifest, 'date', { date: expected }),
    },
  ],
  examples: [
    {
      form: 'md',
      facts: { changelog: '## [1.0.0] - 2026-01-08\n\n- A\n' },
      bad: '## Acme v1.0.0\n\n**Release Date:** ⟦2026-01-09⟧\n',
      good: '## Acme v1.0.0\n\n**Release Date:** 2026-01-08\n',
      message: 'Unexpected date 2026-01-09, expected 2026-01-08 as in the changelog',
    },
  ],
});
