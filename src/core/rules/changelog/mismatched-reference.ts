import { Char, isDigit } from '../../markdown/characters.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { gatherProse } from '../support/prose.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';

interface Found {
  readonly span: Span;
  readonly written: string;
  readonly linked: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/mismatched-reference',
  severity: 'warning',
  scope: 'format',
  summary: 'A reference says another number than the page that it links to.',
  why: `Readers trust the number that they see (Keep a Changelog 2.0.0, “Should I link to issues or pull requests?”: links break, and
then the number is all that is left). Where \`[#12]\` leads to page 13, one of the two was mistyped.`,
  check({ changelog, index, text }, report) {
    const found: Found[] = [];
    const prose = index.once(gatherProse, changelog);
    const judge = (start: number, end: number, urlStart: number, urlEnd: number): void => {
      if (endsInSameNumber(text, start, end, urlEnd)) return;
      const page = pageNumber(text, { start: urlStart, end: urlEnd });
      if (!page || endsInSameNumber(text, start, end, page.end) || prose.isCode(start)) return;
      const span = { start: start - 1, end };
      found.push({ span, written: text.slice(start - 1, end), linked: text.slice(page.start, page.end) });
    };
    let close = 0;
    for (const at of index.find('](')) {
      const start = numberBefore(text, at);
      if (start < 0) continue;
      // Of links that are never closed, each would otherwise search the rest of the text.
      if (close < at) close = text.indexOf(')', at);
      if (close < 0) break;
      judge(start, at, at + 2, close);
    }
    for (const { label, url } of changelog.definitions) {
      if (text.charCodeAt(label.start) !== Char.NumberSign) continue;
      if (numberBefore(text, label.end) === label.start + 1) judge(label.start + 1, label.end, url.start, url.end);
    }
    found.sort((a, b) => a.span.start - b.span.start);
    reportRepeated(found, report);
  },
  message: (state) =>
    `Unexpected reference “${state.one.written}” for a link to number ${state.one.linked}, expected the same number${andOthers(state)}`,
  examples: [
    {
      bad: '## [1.0.0]\n\n### Fixed\n\n- One ([⟦#12⟧](https://github.com/o/r/pull/13)).\n',
      good: '## [1.0.0]\n\n### Fixed\n\n- One ([#12](https://github.com/o/r/issues/12#issuecomment-3), `[#1](https://github.com/o/r/pull/2)`).\n',
      message: 'Unexpected reference “#12” for a link to number 13, expected the same number',
    },
    {
      bad: '## [1.0.0]\n\n### Fixed\n\n- One ([#12]).\n\n[⟦#12⟧]: https://gitlab.com/o/r/-/merge_requests/2\n',
      good: '## [1.0.0]\n\n### Fixed\n\n- One ([#12], [#3](https://example.com/a/4)).\n\n[#12]: https://gitlab.com/o/r/-/merge_requests/12\n',
    },
  ],
});

/** Where the digits start that end at `end` behind `[#`; -1 where others stand there. Every link asks, so nothing is made. */
function numberBefore(text: string, end: number): number {
  let start = end;
  while (isDigit(text.charCodeAt(start - 1))) start--;
  if (start === end || text.charCodeAt(start - 1) !== Char.NumberSign) return -1;
  return text.charCodeAt(start - 2) === Char.LeftBracket ? start : -1;
}

/** True where the digits before `urlEnd` are those of the label and no others. */
function endsInSameNumber(text: string, start: number, end: number, urlEnd: number): boolean {
  const offset = urlEnd - end;
  for (let at = start; at < end; at++) if (text.charCodeAt(at) !== text.charCodeAt(at + offset)) return false;
  return !isDigit(text.charCodeAt(start + offset - 1));
}

const PAGES = ['issues/', 'pull/', 'pulls/', 'merge_requests/', 'pull-requests/', 'discussions/', 'work_items/'];

/** The number of the issue or request that a URL leads to; null for other pages. */
function pageNumber(text: string, url: Span): Span | null {
  let end = url.start;
  while (end < url.end && text.charCodeAt(end) !== Char.NumberSign && text.charCodeAt(end) !== Char.QuestionMark) end++;
  let start = end;
  while (isDigit(text.charCodeAt(start - 1))) start--;
  if (start === end || start <= url.start) return null;
  return PAGES.some((page) => text.startsWith(page, start - page.length)) ? { start, end } : null;
}
