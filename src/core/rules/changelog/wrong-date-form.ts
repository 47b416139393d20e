import { type DateReading, readWrittenDate } from '../../changelog/written-date.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly written: string;
  readonly reading: DateReading;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/wrong-date-form',
  severity: 'warning',
  scope: 'format',
  summary: 'A date is not written as YYYY-MM-DD.',
  why: `“Use the \`YYYY-MM-DD\` format. It orders from the largest unit to the smallest, avoids the confusion of regional date formats,
and is an ISO standard” (Keep a Changelog 2.0.0, “Structuring a release”). A time of day and its zone are no part of it.`,
  check({ changelog, index }, report) {
    const found: Found[] = [];
    for (const { date, dateText, dateSpan: span } of index.once(gatherUnusualReleases, changelog).headings) {
      if (date !== null || dateText === null || !span) continue;
      const reading = readWrittenDate(dateText);
      // Days that do not exist and dates that are still to come are told by other rules.
      if (reading.kind === 'impossible' || reading.kind === 'placeholder') continue;
      found.push({ span, written: dateText, reading });
    }
    reportRepeated(found, report);
  },
  message: (state) => {
    const { written, reading } = state.one;
    const expected = reading.kind === 'day' ? `“${reading.day}”` : 'the day as YYYY-MM-DD, as in “2017-07-17”';
    return `Unexpected form of the date “${written}”, expected ${expected}${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'safe',
      title: ({ one: { reading }, all }) =>
        all.length === 1 && reading.kind === 'day' ? `Write “${reading.day}”` : 'Write the dates as YYYY-MM-DD',
      edits: ({ all }) => {
        const edits = all.flatMap(({ span, reading }) =>
          reading.kind === 'day' ? [{ ...span, text: reading.day }] : [],
        );
        return edits.length > 0 ? edits : null;
      },
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - ⟦July 17th, 2017⟧\n\n### Added\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n',
      message: 'Unexpected form of the date “July 17th, 2017”, expected “2017-07-17”',
    },
    {
      bad: '## [1.0.0] - ⟦2017/7/17⟧ [YANKED]\n\n### Added\n',
      good: '## [1.0.0] - 2017-07-17 [YANKED]\n\n### Added\n',
    },
    { bad: '## [1.0.0] - ⟦2017-07-17 11:35:00 (JST)⟧\n\n### Added\n', good: '## [1.0.0] - 2017-07-17\n\n### Added\n' },
    { bad: '## [1.0.0] - ⟦17.07.2017⟧ - Title\n\n### Added\n', good: '## [1.0.0] - 2017-07-17 - Title\n\n### Added\n' },
  ],
});
