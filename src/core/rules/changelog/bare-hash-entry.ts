import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherEntries } from '../support/entry-table.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';

interface Found {
  readonly span: Span;
  readonly hash: string;
  /** Where the words behind it start; null where there are none. */
  readonly wordsAt: number | null;
}

/** A hash, in backticks, in brackets or as a link's text; seven digits are what git abbreviates to. */
const HASH = /^(`|\[`?)?([0-9a-f]{7,40})(?:`?\]\([^()\s]{0,300}\)|`?\]|`)?(?=[\s:]|$)[ \t:–—-]*/;
const LONGEST = 400;

export default defineRule<Repeated<Found>>({
  id: 'changelog/bare-hash-entry',
  severity: 'hint',
  scope: 'format',
  summary: 'An entry starts with the hash of a commit.',
  why: `Keep a Changelog 2.0.0 is against commit logs as changelogs (“Commit log diffs”): a hash tells a machine which commit
it was and a reader nothing. Write what changed; where the commit matters, link to it after the sentence.`,
  check(context, report) {
    reportRepeated(find(context), report);
  },
  message: (state) => `Unexpected commit hash “${state.one.hash}”, expected what changed${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ all }) => (all.length > 1 ? 'Delete the hashes' : 'Delete the hash'),
      edits: ({ all }) => {
        const edits = all.flatMap(({ span, wordsAt }) =>
          wordsAt === null ? [] : [{ start: span.start, end: wordsAt, text: '' }],
        );
        return edits.length > 0 ? edits : null;
      },
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- ⟦1a2b3c4⟧ Read empty files\n- defaced pages are found\n- 20240101 is read\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- Read empty files\n- defaced pages are found\n- 20240101 is read\n',
      message: 'Unexpected commit hash “1a2b3c4”, expected what changed',
    },
    {
      bad: '## [1.0.0]\n\n### Fixed\n\n- ⟦[`1a2b3c4`](https://example.com/1a2b3c4)⟧: Read empty files\n',
      good: '## [1.0.0]\n\n### Fixed\n\n- Read empty files\n',
    },
  ],
});

function find({ changelog, index, text }: RuleContext): readonly Found[] {
  const { first, contentStart, end: ends } = index.once(gatherEntries, changelog);
  const found: Found[] = [];
  for (let i = 0; i < first.length; i++) {
    if (!mayStartHash(first[i] as number)) continue;
    const start = contentStart[i] as number;
    const end = ends[i] as number;
    const match = HASH.exec(text.slice(start, Math.min(end, start + LONGEST)));
    const hash = match?.[2];
    // A word of the letters a to f has no digit, a date or number no letter.
    if (!match || !hash || !/\d/.test(hash) || !/[a-f]/.test(hash)) continue;
    const behind = start + match[0].length;
    const length = match[0].replace(/[\s:–—-]+$/, '').length;
    found.push({ span: { start, end: start + length }, hash, wordsAt: behind < end ? behind : null });
  }
  return found;
}

function mayStartHash(code: number): boolean {
  const isHex = (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66);
  return isHex || code === 0x60 || code === 0x5b;
}
