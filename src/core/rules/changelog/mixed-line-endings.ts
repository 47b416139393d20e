import { lineEnd, lineEndWithEol, type Source, type Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';

interface State {
  readonly written: string;
  readonly expected: string;
  readonly others: number;
}

const NAMES: Readonly<Record<string, string>> = { '\n': 'LF', '\r\n': 'CRLF', '\r': 'CR' };

export default defineRule<State>({
  id: 'changelog/mixed-line-endings',
  severity: 'hint',
  scope: 'any',
  summary: 'Lines end in different ways.',
  why: `Some lines end with LF and others with CRLF, or with a lone CR. Markdown reads all of them (CommonMark 0.31, section
2.1), but each tool that rewrites the file changes other lines, and every such change hides the one that was meant.`,
  check({ changelog: { source }, text }, report) {
    if (!text.includes('\r')) return;
    const endings = countEndings(source);
    if (endings.size < 2) return;
    const [[expected]] = [...endings].sort((a, b) => b[1].count - a[1].count) as [[string, Ending]];
    const others = [...endings].filter(([written]) => written !== expected);
    const [written, { first }] = others.reduce((a, b) => (a[1].first.start < b[1].first.start ? a : b));
    report(first, { written, expected, others: others.reduce((sum, [, { count }]) => sum + count, 0) });
  },
  message: ({ written, expected, others }) =>
    `Unexpected ${NAMES[written]} at the end of a line, expected ${NAMES[expected]} as on most lines (${
      others === 1 ? '1 line differs' : `${others} lines differ`
    })`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ expected }) => `End every line with ${NAMES[expected]}`,
      edits: ({ expected }, { changelog: { source } }) =>
        endingsOf(source)
          .filter(([written]) => written !== expected)
          .map(([, span]) => ({ ...span, text: expected })),
    },
  ],
  examples: [
    {
      bad: '# Changelog\n\n## [Unreleased]⟦␍␊⟧\n',
      good: '# Changelog\n\n## [Unreleased]\n\n',
      message: 'Unexpected CRLF at the end of a line, expected LF as on most lines (1 line differs)',
    },
    { bad: '# Changelog␍\n␍\n## [Unreleased]⟦\n⟧\n', good: '# Changelog␍\n␍\n## [Unreleased]␍\n␍\n' },
  ],
});

interface Ending {
  count: number;
  readonly first: Span;
}

function countEndings(source: Source): Map<string, Ending> {
  const endings = new Map<string, Ending>();
  for (const [written, span] of endingsOf(source)) {
    const known = endings.get(written);
    if (known) known.count++;
    else endings.set(written, { count: 1, first: span });
  }
  return endings;
}

function endingsOf(source: Source): (readonly [string, Span])[] {
  const endings: (readonly [string, Span])[] = [];
  for (let line = 0; line + 1 < source.lineCount; line++) {
    const span = { start: lineEnd(source, line), end: lineEndWithEol(source, line) };
    endings.push([source.text.slice(span.start, span.end), span]);
  }
  return endings;
}
