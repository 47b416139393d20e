import { factOf } from '../../manifest/facts.ts';
import { MANIFEST_FIELDS } from '../../manifest/fields.ts';
import type { Written } from '../../manifest/model.ts';
import { parseMoment } from '../../manifest/times.ts';
import { daysBetween, isCalendarDate } from '../../version/calendar.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly written: string; readonly today: string }>({
  id: 'manifest/future-date',
  severity: 'error',
  summary: 'A date of a manifest is in the future.',
  why: `Nothing has been released, verified or approved tomorrow. One day ahead of UTC is left alone: it is already that day
somewhere. A clock that is wrong shows here first.`,
  needs: ['today'],
  check({ manifest, facts }, report) {
    const today = factOf(facts, 'today');
    if (today === null) return;
    for (const { name, type } of MANIFEST_FIELDS) {
      if (type !== 'date' && type !== 'time') continue;
      const field = manifest.fields[name] as Written<string> | undefined;
      const date = field && (type === 'time' ? (parseMoment(field.value)?.date ?? '') : field.value);
      if (field && date && isAhead(date, today)) report(field.span, { written: field.value, today });
    }
    for (const { date, start, end } of manifest.fields.approvals?.value ?? [])
      if (date !== null && isAhead(date, today)) report({ start, end }, { written: date, today });
  },
  message: ({ written, today }) => `Unexpected date ${written} in the future, expected ${today} at the latest`,
  examples: [
    {
      form: 'json',
      facts: { today: '2026-01-08' },
      bad: '{ "version": "1.0.0", "release_date": ⟦"2026-08-01"⟧ }\n',
      good: '{ "version": "1.0.0", "release_date": "2026-01-09" }\n',
      message: 'Unexpected date 2026-08-01 in the future, expected 2026-01-08 at the latest',
    },
  ],
});

function isAhead(date: string, today: string): boolean {
  return isCalendarDate(date) && daysBetween(today, date) > 1;
}
