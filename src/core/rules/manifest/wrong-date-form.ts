import { MANIFEST_FIELDS } from '../../manifest/fields.ts';
import type { Written } from '../../manifest/model.ts';
import { parseMoment } from '../../manifest/times.ts';
import type { Span } from '../../text/source.ts';
import { isCalendarDate } from '../../version/calendar.ts';
import { defineManifestRule } from '../manifest-rule.ts';
import { isPlaceholder } from '../support/manifest-placeholders.ts';

interface State {
  readonly span: Span;
  readonly written: string;
  readonly expected: string;
}

export default defineManifestRule<State>({
  id: 'manifest/wrong-date-form',
  severity: 'error',
  summary: 'A date or time of a manifest is written in another form.',
  why: `Days are written as ISO 8601 does, \`YYYY-MM-DD\`, and exist in the calendar. Moments are in UTC and say so: RFC 3339
with \`Z\` in JSON, \`2026-01-08 12:30:00 UTC\` in Markdown. A local time or an offset orders differently than it reads.`,
  needs: [],
  check({ manifest, form }, report) {
    for (const { name, type } of MANIFEST_FIELDS) {
      const field = manifest.fields[name] as Written<string> | undefined;
      if (!field || isPlaceholder(field.value)) continue;
      if (type === 'date' && !isCalendarDate(field.value))
        report(field.span, { span: field.span, written: field.value, expected: 'a day of the calendar as YYYY-MM-DD' });
      if (type === 'time' && parseMoment(field.value) === null)
        report(field.span, { span: field.span, written: field.value, expected: EXPECTED_TIME[form] });
    }
    for (const { date, start, end } of manifest.fields.approvals?.value ?? []) {
      if (date === null || isCalendarDate(date)) continue;
      report({ start, end }, { span: { start, end }, written: date, expected: 'a day of the calendar as YYYY-MM-DD' });
    }
  },
  message: ({ written, expected }) => `Unexpected date “${written}”, expected ${expected}`,
  examples: [
    {
      form: 'json',
      bad: '{ "version": "1.0.0", "release_date": ⟦"January 8, 2026"⟧ }\n',
      good: '{ "version": "1.0.0", "release_date": "2026-01-08" }\n',
      message: 'Unexpected date “January 8, 2026”, expected a day of the calendar as YYYY-MM-DD',
    },
    {
      form: 'json',
      bad: '{ "generated_at": ⟦"2026-01-08T12:30:00+01:00"⟧ }\n',
      good: '{ "generated_at": "2026-01-08T11:30:00Z" }\n',
      message: 'Unexpected date “2026-01-08T12:30:00+01:00”, expected a time in UTC as 2026-01-08T12:30:00Z',
    },
  ],
});

const EXPECTED_TIME = {
  json: 'a time in UTC as 2026-01-08T12:30:00Z',
  md: 'a time in UTC as 2026-01-08 12:30:00 UTC',
} as const;
