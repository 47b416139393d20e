import type { Release } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { shorten } from '../support/shorten.ts';

const MARK = '[YANKED]';

interface State {
  readonly written: string;
  readonly edits: readonly Edit[] | null;
}

export default defineRule<State>({
  id: 'changelog/malformed-yanked',
  severity: 'warning',
  scope: 'format',
  summary: 'A yanked release is not marked with “[YANKED]” behind its date.',
  why: `A yanked release is marked \`## [0.0.5] - 2014-12-13 [YANKED]\`: “the brackets make the tag easy to notice and easy to parse”
(Keep a Changelog 2.0.0, “What about yanked releases?”). The reason for it goes into the section.`,
  check({ changelog: { releases }, text }, report) {
    for (const release of releases) {
      const { yankedSpan: span } = release;
      if (!span) continue;
      const written = text.slice(span.start, span.end);
      if (written !== MARK || !isBehindDate(release, span) || text[span.start - 1] !== ' ') {
        report(span, { written, edits: mend(text, release, span, written) });
      }
    }
  },
  message: ({ written }) =>
    written === MARK
      ? `Unexpected place of “${MARK}”, expected it behind the date and a space`
      : `Unexpected mark “${shorten(written)}”, expected “${MARK}”`,
  fixes: [
    {
      safety: 'safe',
      title: () => `Write “${MARK}” behind the date`,
      edits: ({ edits }) => edits,
    },
  ],
  examples: [
    {
      bad: '## [0.0.5] - 2014-12-13 ⟦(yanked)⟧\n\n### Added\n',
      good: '## [0.0.5] - 2014-12-13 [YANKED]\n\n### Added\n',
      message: 'Unexpected mark “(yanked)”, expected “[YANKED]”',
    },
    {
      bad: '## [0.0.5] ⟦[YANKED]⟧ - 2014-12-13\n\n### Added\n',
      good: '## [0.0.5] - 2014-12-13 [YANKED]\n\n### Added\n',
      message: 'Unexpected place of “[YANKED]”, expected it behind the date and a space',
    },
    {
      bad: '## 0.0.5 - 2014-12-13 - ⟦**YANKED**⟧\n\n### Added\n',
      good: '## 0.0.5 - 2014-12-13 [YANKED]\n\n### Added\n',
    },
    {
      bad: '## [0.0.5] - 2014-12-13⟦[YANKED]⟧\n\n### Added\n',
      good: '## [0.0.5] - 2014-12-13 [YANKED]\n\n### Added\n',
    },
  ],
});

function isBehindDate({ dateSpan }: Release, span: Span): boolean {
  return dateSpan === null || dateSpan.end <= span.start;
}

/** Null where the mark says more than that the release was yanked: a reason is worth keeping, and has no place in the mark. */
function mend(text: string, release: Release, span: Span, written: string): readonly Edit[] | null {
  if (!/^[[(*_~`\s]*yanked[\])*_~`\s]*$/i.test(written)) return null;
  const start = startOfGap(text, span.start);
  if (isBehindDate(release, span)) return [{ start, end: span.end, text: ` ${MARK}` }];
  const { dateSpan, form } = release;
  if (!dateSpan || form.parenthesised) return null;
  return [
    { start, end: span.end, text: '' },
    { start: dateSpan.end, end: dateSpan.end, text: ` ${MARK}` },
  ];
}

/** Where the separator in front of the mark starts. */
function startOfGap(text: string, at: number): number {
  let start = at;
  while (/[ \t–—,-]/.test(text[start - 1] ?? '')) start--;
  return start;
}
