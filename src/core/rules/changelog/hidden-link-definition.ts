import { lineEnd, type Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { gatherParagraphs } from '../support/paragraphs.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly label: string;
  readonly line: number;
}

const DEFINITION = /^\[([^\][\\^][^\][\\]{0,200})\]:[ \t]+<?https?:\/\/[^\s<>]+>?[ \t]*$/;

export default defineRule<State>({
  id: 'changelog/hidden-link-definition',
  severity: 'warning',
  scope: 'format',
  summary: 'A link definition stands directly after text and is read as a part of it.',
  why: `“A link reference definition cannot interrupt a paragraph” (CommonMark 0.31, section 4.7): directly after an entry, without a
blank line between them, it is a part of the entry's text. The link is not defined, and its URL is shown to readers.`,
  check({ changelog, index, text }, report) {
    const { source } = changelog;
    let told = -1;
    for (const { line, block } of index.once(gatherParagraphs, changelog).brackets) {
      // The first one that is hidden hides those behind it: a blank line before it helps them all.
      if (block === told) continue;
      const start = source.lineStarts[line] as number;
      const match = DEFINITION.exec(text.slice(start, lineEnd(source, line)));
      if (!match) continue;
      told = block;
      const label = match[1] as string;
      const span: Span = { start: start + 1, end: start + 1 + label.length };
      report(span, { label, line });
    }
  },
  message: ({ label }) =>
    `Expected a blank line before the definition “[${shorten(label)}]”, since it is read as text without one`,
  fixes: [
    {
      safety: 'safe',
      title: () => 'Insert a blank line',
      edits: ({ line }, { changelog: { source } }) => {
        const start = source.lineStarts[line] as number;
        return [{ start, end: start, text: source.eol }];
      },
    },
  ],
  examples: [
    {
      bad: '## [1.0.0]\n\n### Added\n\n- One.\n[⟦1.0.0⟧]: https://github.com/o/r/releases/tag/v1.0.0\n[other]: https://example.com\n',
      good: '## [1.0.0]\n\n### Added\n\n- One.\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n[other]: https://example.com\n',
      message: 'Expected a blank line before the definition “[1.0.0]”, since it is read as text without one',
    },
  ],
});
