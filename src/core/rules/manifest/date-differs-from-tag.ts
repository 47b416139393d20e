import { daysBetween, isCalendarDate } from '../../version/calendar.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly written: string; readonly tagged: string; readonly tag: string }>({
  id: 'manifest/date-differs-from-tag',
  severity: 'warning',
  summary: 'The release date of a manifest is not the day of its tag.',
  why: `An auditor finds the release by the tag’s time and the manifest’s date. A day beside it is not reported: the tag has
been made somewhere where it was still, or already, another day.`,
  needs: ['repository'],
  check({ manifest, tag }, report) {
    const { date } = manifest.fields;
    if (!date || !tag?.date || !isCalendarDate(date.value)) return;
    const time = Date.parse(tag.date);
    if (Number.isNaN(time)) return;
    const tagged = new Date(time).toISOString().slice(0, 10);
    if (Math.abs(daysBetween(date.value, tagged)) > 1)
      report(date.span, { written: date.value, tagged, tag: tag.name });
  },
  message: ({ written, tagged, tag }) => `Unexpected date ${written}, expected ${tagged}, the day of the tag ${tag}`,
  examples: [
    {
      form: 'json',
      facts: { tags: [{ name: 'v1.0.0', date: '2026-01-08T12:00:00+01:00' }] },
      bad: '{ "version": "1.0.0", "release_date": ⟦"2026-01-03"⟧ }\n',
      good: '{ "version": "1.0.0", "release_date": "2026-01-08" }\n',
      message: 'Unexpected date 2026-01-03, expected 2026-01-08, the day of the tag v1.0.0',
    },
  ],
});
