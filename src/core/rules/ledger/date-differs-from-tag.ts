import type { Span } from '../../text/source.ts';
import { daysBetween } from '../../version/calendar.ts';
import { defineLedgerRule } from '../ledger-rule.ts';
import { andOthers, FEW, type Repeated, reportRepeated } from '../support/repeated.ts';

interface State {
  readonly span: Span;
  readonly written: string;
  readonly tagged: string;
  readonly tag: string;
}

export default defineLedgerRule<Repeated<State>>({
  id: 'ledger/date-differs-from-tag',
  severity: 'info',
  summary: 'The date of a release is not the date of its tag.',
  why: `The date in the heading tells readers when a version reached them; the tag knows. A heading is often dated when the
release is prepared and shipped days later. Days are counted in UTC; a date that is right where the tag was made is right,
too, and one day beside it is not reported. Where many differ, it is reported once.`,
  needs: ['tags'],
  check({ ledger }, report) {
    const found: State[] = [];
    for (const { section, tags } of ledger.releases) {
      const tag = tags.find(({ date }) => date !== null);
      if (!section?.date || !section.dateSpan || !tag?.date) continue;
      const utc = new Date(tag.date).toISOString().slice(0, 10);
      const local = tag.date.slice(0, 10);
      if (local === section.date || Math.abs(daysBetween(section.date, utc)) <= 1) continue;
      found.push({ span: section.dateSpan, written: section.date, tagged: utc, tag: tag.name });
    }
    reportRepeated(found, (span, state) => report({ span }, state), FEW);
  },
  message: (state) => {
    const { written, tagged, tag } = state.one;
    return `Unexpected date ${written}, expected ${tagged}, the date of the tag ${tag}${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ one, all }) =>
        all.length > 1 ? `Change ${all.length} dates to those of the tags` : `Change the date to ${one.tagged}`,
      edits: ({ all }) => all.map(({ span, tagged }) => ({ ...span, text: tagged })),
    },
  ],
  examples: [
    {
      bad: {
        changelog: '## [1.0.0] - ⟦2025-12-20⟧\n\n- A\n',
        tags: [{ name: 'v1.0.0', date: '2026-01-02T23:30:00-05:00' }],
      },
      good: '## [1.0.0] - 2026-01-03\n\n- A\n',
      message: 'Unexpected date 2025-12-20, expected 2026-01-03, the date of the tag v1.0.0',
    },
  ],
});
