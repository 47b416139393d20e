import type { Span } from '../../text/source.ts';
import { daysBetween } from '../../version/calendar.ts';
import { defineShippingRule } from './release-rule.ts';

/** Where UTC+14 is, tomorrow has begun while UTC still has today. */
const TOLERATED_DAYS = 1;

interface State {
  readonly label: string;
  readonly date: string;
  readonly dateSpan: Span;
  readonly today: string;
}

export default defineShippingRule<State>({
  id: 'changelog/shipping-in-future',
  severity: 'error',
  scope: 'any',
  needsToday: true,
  summary: 'The version that is about to ship is dated in the future.',
  why: `Keep a Changelog 2.0.0 shows the release date of each version (“Guiding principles”), which is the day on which it
ships. A later date was planned and not kept to: write today's. Dates are compared in UTC, and tomorrow is tolerated.`,
  supersedes: ['changelog/future-date'],
  check({ release, today }, report) {
    if (!release?.dateSpan || release.date === null || today === null) return;
    if (daysBetween(today, release.date) <= TOLERATED_DAYS) return;
    const { label, date, dateSpan } = release;
    report(dateSpan, { label, date, dateSpan, today });
  },
  message: ({ label, date, today }) => `Unexpected date ${date} of ${label}, which is about to ship, expected ${today}`,
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Date it with today',
      edits: ({ dateSpan, today }) => [{ ...dateSpan, text: today }],
    },
  ],
  examples: [
    {
      version: '1.0.0',
      today: '2026-06-30',
      bad: '## [1.0.0] - ⟦2026-07-17⟧\n\n### Added\n\n- First release.\n',
      good: '## [1.0.0] - 2026-06-30\n\n### Added\n\n- First release.\n',
      message: 'Unexpected date 2026-07-17 of 1.0.0, which is about to ship, expected 2026-06-30',
    },
  ],
});
