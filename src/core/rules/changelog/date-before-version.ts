import type { Release } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly release: Release;
  readonly date: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/date-before-version',
  severity: 'info',
  scope: 'format',
  summary: 'A date stands in front of the version.',
  why: `“A version starts with its number and date, for example \`## [1.0.0] - 2017-07-17\`” (Keep a Changelog 2.0.0, “Structuring a
release”). Readers look for the number, and tools expect it first.`,
  check({ changelog, index }, report) {
    const found: Found[] = [];
    for (const release of index.once(gatherUnusualReleases, changelog).headings) {
      const { dateSpan: span, labelSpan, dateText } = release;
      if (span && dateText !== null && span.start < labelSpan.start) found.push({ span, release, date: dateText });
    }
    reportRepeated(found, report);
  },
  message: (state) => {
    const { release, date } = state.one;
    return `Unexpected date before the version, expected “${shorten(release.label)} - ${date}”${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Write the date after the version',
      edits: ({ all }, { text }) => all.flatMap((found) => moveDate(found, text)),
    },
  ],
  examples: [
    {
      bad: '## ⟦2017-07-17⟧, [1.0.0]\n\n### Added\n\n- One.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n',
      message: 'Unexpected date before the version, expected “1.0.0 - 2017-07-17”',
    },
    { bad: '## ⟦2017-07-17⟧ - v1.0.0 (LTS)\n\n### Added\n', good: '## v1.0.0 - 2017-07-17 (LTS)\n\n### Added\n' },
  ],
});

/** The date and its separator go; behind the version, and what closes its link or emphasis, the date comes back. */
function moveDate({ span, release, date }: Found, text: string): readonly Edit[] {
  const { labelSpan, form, heading } = release;
  const close = form.inlineUrl ? form.inlineUrl.end + 1 : labelSpan.end + (form.bracketed ? 1 : 0);
  let end = close;
  while (end < heading.text.end && '*_`'.includes(text[end] as string)) end++;
  const nameStart = form.separatorSpan?.end ?? labelSpan.start;
  return [
    { start: span.start, end: nameStart, text: '' },
    { start: end, end, text: ` - ${date}` },
  ];
}
