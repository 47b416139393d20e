import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { gatherEntries } from '../support/entry-table.ts';
import { restOfLine } from '../support/first-line.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';

interface Found {
  readonly span: Span;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/entry-without-reference',
  severity: 'off',
  scope: 'format',
  summary: 'An entry links to no issue, pull request or commit.',
  why: `Links from entries are optional: “Link when it helps, prefer plain prose over a list of bare \`(#1234)\` references” (Keep a
Changelog 2.0.0, “Should I link to issues or pull requests?”). Turn this rule on where every entry has to be traceable.`,
  check({ changelog, index, text }, report) {
    const { entries } = index.once(gatherEntries, changelog);
    const found: Found[] = [];
    for (const { contentStart, end } of entries) {
      if (!REFERENCE.test(text.slice(contentStart, end))) found.push({ span: restOfLine(changelog, contentStart) });
    }
    reportRepeated(found, report);
  },
  message: (state) => `Expected a reference to an issue, a pull request or a commit${andOthers(state)}`,
  examples: [
    {
      bad: '## [1.0.0]\n\n### Added\n\n- ⟦One thing.⟧\n- Two ([#12](https://github.com/o/r/pull/12)).\n',
      good: '## [1.0.0]\n\n### Added\n\n- One (#12).\n- Two [PR], GH-12.\n- Three, ABC-12 and !7.\n- Four: 1a2b3c4d.\n- Five: <https://example.com/1>.\n',
    },
  ],
});

/** `#12`, `GH-12`, `ABC-12`, `!12`, a link, or a commit hash that has a digit and a letter in it. */
const REFERENCE =
  /#\d|\b[A-Z][A-Z0-9]{1,9}-\d|!\d|\]\(|\]\[|\[[^\]\s]+\]|https?:\/\/|\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b/;
