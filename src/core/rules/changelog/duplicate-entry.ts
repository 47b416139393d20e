import { foldEntry, isSameFolded } from '../../changelog/entry-text.ts';
import type { Entry } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { gatherEntries } from '../support/entry-table.ts';
import { gatherEntryLengths, isDistinctive } from '../support/entry-texts.ts';
import { restOfLine } from '../support/first-line.ts';
import { hasHeadingBetween } from '../support/headings-between.ts';
import { mergeRemovals, removeEntry } from '../support/removals.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly entry: Entry;
  readonly first: Entry;
  readonly text: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/duplicate-entry',
  severity: 'warning',
  scope: 'format',
  summary: 'An entry stands twice in a release.',
  why: `Two entries of one release say the same, word for word; line breaks are not counted. That is what a merge leaves that
took the lines of both sides. Readers look for the difference. A short text without a reference, such as “Improve the French
translation”, may stand for two changes and is not reported.`,
  check(context, report) {
    reportRepeated(findDuplicates(context), report);
  },
  message: (state) => {
    const { first, text } = state.one;
    return `Unexpected repetition of “${shorten(text)}”, expected it once: line ${first.line + 1} says it${andOthers(state)}`;
  },
  fixes: [
    {
      safety: 'unsafe',
      title: ({ all }) => (all.length > 1 ? `Delete ${all.length} repetitions` : 'Delete the repetition'),
      edits: ({ all }, { changelog }) => mergeRemovals(all.map(({ entry }) => removeEntry(changelog, entry))),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One that is\n  wrapped (#1).\n- Two.\n⟦- One that is wrapped (#1).⟧\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One that is\n  wrapped (#1).\n- Two.\n',
      message: 'Unexpected repetition of “One that is wrapped (#1).”, expected it once: line 5 says it',
    },
    {
      bad: '## [1.0.0]\n\n### Added\n\n- Docs\n- Read empty files (#12)\n\n### Fixed\n\n- Docs\n\n⟦* Read empty files (#12)⟧\n\n## [0.9.0]\n\n### Fixed\n\n- Docs\n',
      good: '## [1.0.0]\n\n### Added\n\n- Docs\n- Read empty files (#12)\n\n### Fixed\n\n- Docs\n\n## [0.9.0]\n\n### Fixed\n\n- Docs\n',
    },
  ],
});

/** A power of two, so that a slot is a mask away; releases with more entries have a few more comparisons. */
const SLOTS = 1024;
/** How many entries of the same length one is compared with; where there are more, the file repeats itself all over. */
const STEPS = 32;

/**
 * The entries that repeat an earlier one of their release. Linear: entries of the same length and first character are
 * chained through two arrays that are never cleared, since places before the release's first entry end a chain.
 */
function findDuplicates(context: RuleContext): readonly Found[] {
  const { changelog, index, text } = context;
  const table = index.once(gatherEntries, changelog);
  const { count, first, release } = table;
  const lengths = index.once(gatherEntryLengths, context);
  const heads = new Int32Array(SLOTS).fill(-1);
  const chain = new Int32Array(count);
  const found: Found[] = [];
  let base = 0;
  for (let i = 0; i < count; i++) {
    if (release[i] !== release[base]) base = i;
    const slot = ((lengths[i] as number) * 31 + (first[i] as number)) & (SLOTS - 1);
    let steps = 0;
    for (let other = heads[slot] as number; other >= base && steps < STEPS; other = chain[other] as number) {
      if (lengths[other] !== lengths[i] || first[other] !== first[i]) continue;
      steps++;
      if (!isSameFolded(text, table.textOf(i), table.textOf(other))) continue;
      const entry = table.entryOf(i);
      // Numbered lists are steps, not changes.
      if (isDigit(text.charCodeAt(entry.start))) break;
      const folded = foldEntry(text, entry);
      if (!isDistinctive(folded)) break;
      const twin = table.entryOf(other);
      if (!isSameGroup(twin, entry)) continue;
      found.push({ span: restOfLine(changelog, entry.start), entry, first: twin, text: folded });
      break;
    }
    chain[i] = heads[slot] as number;
    heads[slot] = i;
  }
  return found;
}

/**
 * Groups and inner headings name different things that the same may be said of, and a section of its own kind may gather what
 * others say: “Highlights”, “Since rc.1”.
 */
function isSameGroup(first: Entry, second: Entry): boolean {
  if (first.section?.group !== second.section?.group) return false;
  const isOfOwnKind = first.section?.category === null || second.section?.category === null;
  if (isOfOwnKind && first.section !== second.section) return false;
  return !hasHeadingBetween(second.release.innerHeadings, first.start, second.start);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
