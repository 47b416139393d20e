import type { Release } from '../../changelog/model.ts';
import { isDatePlaceholder } from '../../changelog/written-date.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

interface Found {
  readonly span: Span;
  readonly date: string;
  /** From behind the version to behind the bracket; null where something else stands between. */
  readonly replaced: Span | null;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/date-in-parentheses',
  severity: 'info',
  scope: 'format',
  summary: 'A date stands in parentheses or brackets.',
  why: `Keep a Changelog 2.0.0 (“Structuring a release”) writes \`## [1.0.0] - 2017-07-17\`. Tools that read changelogs look for a
hyphen between version and date; some find no date in parentheses.`,
  check({ changelog, index, text }, report) {
    const found: Found[] = [];
    for (const release of index.once(gatherUnusualReleases, changelog).headings) {
      const { form, dateSpan, dateText, unreleased } = release;
      if (!form.parenthesised || !dateSpan || dateText === null || unreleased || isDatePlaceholder(dateText)) continue;
      found.push({
        span: withBrackets(text, dateSpan),
        date: dateText,
        replaced: replacedSpan(text, release, dateSpan),
      });
    }
    reportRepeated(found, report);
  },
  message: (state) =>
    `Unexpected brackets around the date ${state.one.date}, expected “ - ${state.one.date}”${andOthers(state)}`,
  fixes: [
    {
      safety: 'safe',
      title: () => 'Write the date after “ - ”',
      edits: ({ all }) => (all.length > 1 ? null : toEdits(all)),
    },
    {
      safety: 'unsafe',
      title: ({ all }) => `Write ${all.length} dates after “ - ”`,
      edits: ({ all }) => (all.length > 1 ? toEdits(all) : null),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] ⟦(2017-07-17)⟧\n\n### Added\n\n- One.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n',
      message: 'Unexpected brackets around the date 2017-07-17, expected “ - 2017-07-17”',
    },
    {
      bad: '## 1.0.0 ⟦[2017-07-17]⟧ - First Light\n\n### Added\n',
      good: '## 1.0.0 - 2017-07-17 - First Light\n\n### Added\n',
    },
    {
      bad: '## 1.0.0 First Light ⟦(2017-07-17)⟧\n\n### Added\n',
      good: '## 1.0.0 First Light - 2017-07-17\n\n### Added\n',
    },
    { bad: '## 1.0.0 ⟦(2017-07-17⟧', good: '## 1.0.0 - 2017-07-17' },
    {
      bad: '## 1.1.0 (UNRELEASED)\n\n## 1.0.0 ⟦(2017-07-17)⟧\n',
      good: '## 1.1.0 (UNRELEASED)\n\n## 1.0.0 - 2017-07-17\n',
    },
  ],
});

function toEdits(all: readonly Found[]): readonly Edit[] | null {
  const edits = all.flatMap(({ replaced, date }) => (replaced ? [{ ...replaced, text: ` - ${date}` }] : []));
  return edits.length > 0 ? edits : null;
}

/** The date with the brackets right beside it: other words may stand between, and one that was never closed has only the first. */
function withBrackets(text: string, { start, end }: Span): Span {
  return {
    start: /[([]/.test(text[start - 1] as string) ? start - 1 : start,
    end: /[)\]]/.test(text[end] ?? '') ? end + 1 : end,
  };
}

/** The separator, the brackets and the date, where nothing but those stands there. */
function replacedSpan(text: string, { form, heading }: Release, dateSpan: Span): Span | null {
  const separator = form.separatorSpan;
  const { end } = withBrackets(text, dateSpan);
  if (!separator || (end === dateSpan.end && end < heading.text.end)) return null;
  const between = text.slice(separator.start, dateSpan.start);
  return /^\s*(?:[-–—/|:,]\s*)?[([]$/.test(between) ? { start: separator.start, end } : null;
}
