import type { Release } from '../../changelog/model.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { shorten } from '../support/shorten.ts';
import { gatherUnusualReleases } from '../support/unusual-releases.ts';

const MARK = '[YANKED]';

interface State {
  readonly release: Release;
  readonly span: Span;
  readonly written: string;
}

export default defineRule<State>({
  id: 'changelog/malformed-yanked',
  severity: 'warning',
  scope: 'format',
  summary: 'A yanked release is not marked with “[YANKED]” after its date.',
  why: `A yanked release is marked \`## [0.0.5] - 2014-12-13 [YANKED]\`: “the brackets make the tag easy to notice and easy to parse”
(Keep a Changelog 2.0.0, “What about yanked releases?”). The reason for it goes into the section.`,
  check({ changelog, index, text }, report) {
    for (const release of index.once(gatherUnusualReleases, changelog).headings) {
      const { yankedSpan: span } = release;
      if (!span) continue;
      const written = text.slice(span.start, span.end);
      if (written !== MARK || !isBehindDate(release, span) || text[span.start - 1] !== ' ') {
        report(span, { release, span, written });
      }
    }
  },
  message: ({ written }) =>
    written === MARK
      ? `Unexpected place of “${MARK}”, expected it after the date and a space`
      : `Unexpected mark “${shorten(written)}”, expected “${MARK}”`,
  fixes: [
    {
      safety: 'safe',
      title: () => `Write “${MARK}” after the date`,
      edits: ({ release, span, written }, { text }) => (BARE.test(written) ? moveMark(text, release, span) : null),
    },
    {
      safety: 'unsafe',
      title: () => `Write “${MARK}” after the date, and the reason below the heading`,
      edits: (state, context) => (BARE.test(state.written) ? null : moveReason(state, context)),
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
      message: 'Unexpected place of “[YANKED]”, expected it after the date and a space',
    },
    {
      bad: '## ⟦[YANKED]⟧ [0.0.5] - 2014-12-13\n\n### Added\n',
      good: '## [0.0.5] - 2014-12-13 [YANKED]\n\n### Added\n',
    },
    {
      bad: '## ⟦**Yanked**⟧: v0.0.5\n\n### Added\n',
      good: '## v0.0.5 [YANKED]\n\n### Added\n',
    },
    {
      bad: '## 0.0.5 - 2014-12-13 ⟦(Yanked; use 0.0.6)⟧\n\n### Added\n',
      good: '## 0.0.5 - 2014-12-13 [YANKED]\n\nYanked; use 0.0.6\n\n### Added\n',
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

function isBehindDate({ dateSpan, labelSpan }: Release, span: Span): boolean {
  return (dateSpan ?? labelSpan).end <= span.start;
}

/** The word alone, however it is set off. */
const BARE = /^[[(*_~`\s]*yanked[\])*_~`\s]*$/i;

/** Null where taking the mark from before the date would leave half of a bracket. */
function moveMark(text: string, release: Release, span: Span): readonly Edit[] | null {
  const start = startOfGap(text, span.start);
  if (isBehindDate(release, span)) return [{ start, end: span.end, text: ` ${MARK}` }];
  const { dateSpan, form, heading, labelSpan } = release;
  if (form.parenthesised || (!dateSpan && form.rest !== '')) return null;
  const at = dateSpan?.end ?? heading.text.end;
  const gap = span.end > labelSpan.start ? null : (/^[\s:–—-]*/.exec(text.slice(span.end))?.[0].length ?? 0);
  return [
    gap === null ? { start, end: span.end, text: '' } : { start: span.start, end: span.end + gap, text: '' },
    { start: at, end: at, text: ` ${MARK}` },
  ];
}

/** A reason is worth keeping, and has no place in the mark: it opens the section as its summary. */
function moveReason(
  { release, span, written }: State,
  { changelog: { source }, text }: RuleContext,
): readonly Edit[] | null {
  const edits = moveMark(text, release, span);
  const { end } = release.heading;
  const reason = written.slice(1, -1).trim();
  return edits && [...edits, { start: end, end, text: source.eol + source.eol + reason }];
}

/** Where the separator in front of the mark starts. */
function startOfGap(text: string, at: number): number {
  let start = at;
  while (/[ \t–—,-]/.test(text[start - 1] ?? '')) start--;
  return start;
}
