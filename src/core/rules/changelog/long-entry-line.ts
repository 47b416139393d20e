import { BlockKind } from '../../markdown/blocks.ts';
import { lineEnd, type Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { blockAt } from '../support/block-at.ts';
import { gatherEntries } from '../support/entry-table.ts';

interface State {
  readonly length: number;
  readonly width: number;
}

export default defineRule<State>({
  id: 'changelog/long-entry-line',
  severity: 'off',
  scope: 'format',
  summary: 'A line of an entry is wider than the policy allows.',
  why: `Keep a Changelog says nothing about the width of lines; teams that read changelogs in terminals and diffs do. The width is
the policy's \`changelog.lineWidth\`, in UTF-16 units as editors count them. A line that cannot be wrapped, because no space
stands beyond the width, is accepted.`,
  check(context, report) {
    const { lineWidth: width } = context.policy.changelog;
    for (const span of findLongLines(context, width)) {
      report({ start: span.start + width, end: span.end }, { length: span.end - span.start, width });
    }
  },
  message: ({ length, width }) => `Unexpected line of ${length} characters, expected at most ${width}`,
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One two three⟦ four five.⟧\n- https://example.com\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One two three\n  four five.\n- https://example.com\n',
      message: 'Unexpected line of 26 characters, expected at most 15',
      policy: { changelog: { lineWidth: 15 } },
    },
  ],
});

function* findLongLines({ changelog, index, text }: RuleContext, width: number): Generator<Span> {
  const { source, blocks } = changelog;
  const { table } = blocks;
  for (const { line, block } of index.once(gatherEntries, changelog).entries) {
    for (let at = line; at <= (table.lastLine[block] as number); at++) {
      const span = { start: source.lineStarts[at] as number, end: lineEnd(source, at) };
      if (span.end - span.start <= width || !/\s/.test(text.slice(span.start + width, span.end))) continue;
      const inner = blockAt(table, span.end - 1);
      if (inner >= 0 && table.kind[inner] === BlockKind.Paragraph) yield span;
    }
  }
}
