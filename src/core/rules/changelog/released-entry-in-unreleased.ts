import { foldEntry, isSameFolded } from '../../changelog/entry-text.ts';
import type { Entry } from '../../changelog/model.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherEntries } from '../support/entry-table.ts';
import { gatherEntryLengths, isDistinctive } from '../support/entry-texts.ts';
import { restOfLine } from '../support/first-line.ts';
import { removeEntry } from '../support/removals.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly entry: Entry;
  readonly released: Entry;
  readonly text: string;
}

export default defineRule<State>({
  id: 'changelog/released-entry-in-unreleased',
  severity: 'warning',
  scope: 'format',
  summary: 'An entry under Unreleased stands in a release as well.',
  why: `When a release was cut on one branch and merged into another, or a release branch was merged back, the entries that it
took along stay under Unreleased: they would be announced a second time. Or a merge has put an entry under the release that shipped
without it; where that is tagged, \`ledger/entry-added-after-release\` says so. Keep a Changelog 2.0.0 moves the entries of Unreleased
into the new version (“What should the Unreleased section be for?”). Short texts that could be said of many releases are not
reported.`,
  check(context, report) {
    for (const state of find(context)) report(restOfLine(context.changelog, state.entry.start), state);
  },
  message: ({ text, released }) =>
    `Unexpected “${shorten(text)}” both under Unreleased and in ${released.release.label} (line ${released.line + 1}), expected it once`,
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Delete the entry under Unreleased',
      edits: ({ entry }, { changelog }) => [removeEntry(changelog, entry)],
    },
  ],
  examples: [
    {
      bad: '## [Unreleased]\n\n### Fixed\n\n- One.\n⟦- Read empty files (#12)⟧\n\n## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- One.\n- Read empty files\n  (#12)\n',
      good: '## [Unreleased]\n\n### Fixed\n\n- One.\n\n## [1.0.0] - 2017-07-17\n\n### Fixed\n\n- One.\n- Read empty files\n  (#12)\n',
      message: 'Unexpected “Read empty files (#12)” both under Unreleased and in 1.0.0 (line 13), expected it once',
    },
  ],
});

/** Without a reference, a text has to be this long to be said of one release only. */
const LONG = 60;
/** A power of two, so that a place is a mask away. */
const LENGTHS = 1024;

function find(context: RuleContext): readonly State[] {
  const { changelog, index, text } = context;
  if (!changelog.releases.some(({ unreleased, sections }) => unreleased && sections.length > 0)) return [];
  const table = index.once(gatherEntries, changelog);
  const { count, first } = table;
  const lengths = index.once(gatherEntryLengths, context);
  const pending = new Map<number, number[]>();
  /** The lengths that are looked for, so that nearly all others need not be looked up. */
  const wanted = new Uint8Array(LENGTHS);
  for (const each of changelog.releases) {
    if (!each.unreleased) continue;
    const { start: from, end: to } = table.entriesOf(each.index);
    for (let i = from; i < to; i++) {
      const length = lengths[i] as number;
      wanted[length & (LENGTHS - 1)] = 1;
      const known = pending.get(length);
      if (known) known.push(i);
      else pending.set(length, [i]);
    }
  }
  if (pending.size === 0) return [];
  const found = new Map<number, State>();
  for (let i = 0; i < count; i++) {
    if (wanted[(lengths[i] as number) & (LENGTHS - 1)] === 0) continue;
    const candidates = pending.get(lengths[i] as number);
    if (!candidates || table.releaseOf(i).unreleased) continue;
    for (const candidate of candidates) {
      if (first[candidate] !== first[i] || found.has(candidate)) continue;
      if (!isSameFolded(text, table.textOf(candidate), table.textOf(i))) continue;
      const entry = table.entryOf(candidate);
      const folded = foldEntry(text, entry);
      if (isDistinctive(folded, LONG)) found.set(candidate, { entry, released: table.entryOf(i), text: folded });
    }
  }
  return [...found.values()];
}
