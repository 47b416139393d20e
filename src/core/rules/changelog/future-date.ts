import type { Span } from '../../text/source.ts';
import { daysBetween } from '../../version/calendar.ts';
import { defineRule } from '../rule.ts';

/** Where UTC+14 is, tomorrow has begun while UTC still has today. */
const TOLERATED_DAYS = 1;

export default defineRule<{ readonly date: string; readonly today: string }>({
  id: 'changelog/future-date',
  severity: 'warning',
  scope: 'format',
  needsToday: true,
  summary: 'A release is dated in the future.',
  why: `A version section records a release that was made (Keep a Changelog 2.0.0, “Structuring a release”); what is still to come
stands under \`Unreleased\`. Dates are compared in UTC, and tomorrow is tolerated, since it has begun in some time zones.`,
  check({ changelog: { releases }, today }, report) {
    if (today === null) return;
    for (const { date, dateSpan } of releases) {
      // Dates of this form order as texts, and nearly all are in the past.
      if (date === null || date <= today || daysBetween(today, date) <= TOLERATED_DAYS) continue;
      report(dateSpan as Span, { date, today });
    }
  },
  message: ({ date, today }) => `Unexpected date ${date} in the future, expected ${today} or earlier`,
  examples: [
    {
      bad: '## [1.0.0] - ⟦2026-07-17⟧\n\n### Added\n',
      good: '## [1.0.0] - 2026-07-01\n\n### Added\n',
      today: '2026-06-30',
      message: 'Unexpected date 2026-07-17 in the future, expected 2026-06-30 or earlier',
    },
  ],
});
