import { Char, isDigit } from '../../markdown/characters.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { gatherProse } from '../support/prose.ts';

interface State {
  readonly written: string;
  readonly linked: string;
}

export default defineRule<State>({
  id: 'changelog/mismatched-reference',
  severity: 'warning',
  scope: 'format',
  summary: 'A reference says another number than the page that it links to.',
  why: `Readers trust the number that they see (Keep a Changelog 2.0.0, “Should I link to issues or pull requests?”: links break, and
then the number is all that is left). Where \`[#12]\` leads to page 13, one of the two was mistyped.`,
  check({ changelog, index, text }, report) {
    const prose = index.once(gatherProse, changelog);
    const judge = (label: Span, url: Span): void => {
      if (endsInSameNumber(text, label, url.end)) return;
      const page = pageNumber(text, url);
      if (!page || endsInSameNumber(text, label, page.end) || prose.isCode(label.start)) return;
      const span = { start: label.start - 1, end: label.end };
      report(span, { written: text.slice(span.start, span.end), linked: text.slice(page.start, page.end) });
    };
    let close = 0;
    for (const at of index.find('](')) {
      const label = numberBefore(text, at);
      if (label === null) continue;
      // Of links that are never closed, each would otherwise search the rest of the text.
      if (close < at) close = text.indexOf(')', at);
      if (close < 0) break;
      judge(label, { start: at + 2, end: close });
    }
    for (const { label, url } of changelog.definitions) {
      const number = text.charCodeAt(label.start) === Char.NumberSign ? numberBefore(text, label.end) : null;
      if (number && number.start === label.start + 1) judge(number, url);
    }
  },
  message: ({ written, linked }) =>
    `Unexpected reference “${written}” for a link to number ${linked}, expected the same number`,
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

/** The digits that end at `end` behind a `#` and a bracket; null where others stand there. No allocation but for a hit. */
function numberBefore(text: string, end: number): Span | null {
  let start = end;
  while (isDigit(text.charCodeAt(start - 1))) start--;
  if (start === end || text.charCodeAt(start - 1) !== Char.NumberSign) return null;
  return text.charCodeAt(start - 2) === Char.LeftBracket ? { start, end } : null;
}

/** True where the digits before `end` are those of the label and no others. */
function endsInSameNumber(text: string, label: Span, end: number): boolean {
  const start = end - (label.end - label.start);
  for (let i = 0; i < end - start; i++) {
    if (text.charCodeAt(label.start + i) !== text.charCodeAt(start + i)) return false;
  }
  return !isDigit(text.charCodeAt(start - 1));
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
