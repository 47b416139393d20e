import type { Entry, Release } from '../changelog/model.ts';
import type { Span } from '../text/source.ts';

/** How a released section compares with what it was when it was tagged. */
export type Frozen =
  | { readonly state: 'unchanged' }
  | { readonly state: 'changed' | 'amended'; readonly changes: SectionChanges }
  | { readonly state: 'unknown'; readonly reason: string };

export interface SectionChanges {
  /** True where the tag has the section as Unreleased: it was still being written when the tag was made. */
  readonly unfinished: boolean;
  /** Entries that the tagged text does not have. */
  readonly added: readonly Entry[];
  /** Entries that only the tagged text has. */
  readonly removed: readonly TaggedEntry[];
  /** Entries that stand in both, with another wording. */
  readonly reworded: readonly { readonly entry: Entry; readonly was: TaggedEntry }[];
}

/** More entries with another wording than this, and somebody has gone over the section: what one of them says is no news. */
const REWRITTEN = 3;

/** True where a section was edited as a whole after its tag, so that its changes are told of together. */
export function isRewritten({ reworded }: SectionChanges): boolean {
  return reworded.length > REWRITTEN;
}

/** An entry as the tagged changelog has it. */
export interface TaggedEntry {
  readonly category: string;
  /** With its list marker, as written. */
  readonly text: string;
}

/** A section in its text. */
export interface ReleasedText {
  readonly text: string;
  readonly release: Release;
  /** Where it ends, if that is before the next release: what stands below a heading of something else is not its own. */
  readonly end: number;
}

const AMENDED = /<!--\s*release-ledger:\s*amended\s+\d{4}-\d{2}-\d{2}\s*-->|([*_])Amended \d{4}-\d{2}-\d{2}\.?\1/i;

/**
 * Compares a released section with the same section in the text that was tagged (Keep a Changelog 2.0.0: old sections may be
 * improved, with a note of when).
 *
 * White space, the heading and link definitions have no part in it: dates are stamped and links are added after the fact.
 *
 * @param before the section as the tag has it: its own, or Unreleased where the tag was made before the heading was stamped;
 * several where the tag has the release in pieces that are one now
 */
export function compareReleased(now: ReleasedText, before: readonly ReleasedText[]): Frozen {
  // Nearly every section is as it was, to the byte; reading its entries would find the same.
  const [was, is] = [before.map(bodyOf).join('\n'), bodyOf(now)];
  if (was === is || wordsOf(was) === wordsOf(is)) return { state: 'unchanged' };
  const taggedText = before[0]?.text ?? '';
  const rest = new Map<string, { readonly entry: Entry; readonly folded: string }[]>();
  for (const entry of before.flatMap(entriesOf)) {
    const folded = foldEntry(taggedText, entry);
    const same = rest.get(folded);
    if (same) same.push({ entry, folded });
    else rest.set(folded, [{ entry, folded }]);
  }
  const fresh: { readonly entry: Entry; readonly folded: string }[] = [];
  for (const entry of entriesOf(now)) {
    const folded = foldEntry(now.text, entry);
    if (!rest.get(folded)?.shift()) fresh.push({ entry, folded });
  }
  const gone = [...rest.values()].flat();
  const changes = { unfinished: before.some(({ release }) => release.unreleased), ...pairUp(fresh, gone, taggedText) };
  if (changes.added.length + changes.removed.length + changes.reworded.length === 0) return { state: 'unchanged' };
  const amended = AMENDED.test(now.text.slice(now.release.start, now.end));
  return { state: amended ? 'amended' : 'changed', changes };
}

function bodyOf({ text, release, end }: ReleasedText): string {
  return text.slice(release.heading.end, end).trim();
}

/** What a text says, however its lists are nested, its headings are ranked and its lines are broken. */
function wordsOf(text: string): string {
  return text
    .replace(/^[ \t]*(?:#{1,6}|[-*+])[ \t]+/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function entriesOf({ release, end }: ReleasedText): readonly Entry[] {
  const entries = [...release.looseEntries, ...release.sections.flatMap((section) => section.entries)];
  return end === release.end ? entries : entries.filter(({ start }) => start < end);
}

/** Two entries with the same words are the same entry, however their lines are broken or their links are written. */
function foldEntry(text: string, { contentStart, end }: Span & { readonly contentStart: number }): string {
  return text
    .slice(contentStart, end)
    .replace(/\]\([^()\s]*\)|\]\[[^\]]*\]/g, ']')
    .replace(/[[\]]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

type Folded = { readonly entry: Entry; readonly folded: string };

/**
 * A new entry that shares most of its words with one that is gone is that entry, reworded. Where others are left on both
 * sides the section was rewritten, and they are paired in their order: what is new beyond that was filed there.
 */
function pairUp(
  fresh: readonly Folded[],
  gone: readonly Folded[],
  taggedText: string,
): Omit<SectionChanges, 'unfinished'> {
  const left = new Set(gone);
  const unpaired: Entry[] = [];
  const reworded: { entry: Entry; was: TaggedEntry }[] = [];
  for (const each of fresh) {
    const match = closestOf(each, left);
    if (match) {
      left.delete(match);
      reworded.push({ entry: each.entry, was: toTaggedEntry(match.entry, taggedText) });
    } else unpaired.push(each.entry);
  }
  const rest = [...left];
  const rewritten = Math.min(unpaired.length, rest.length);
  for (let i = 0; i < rewritten; i++) {
    const was = toTaggedEntry((rest[i] as Folded).entry, taggedText);
    reworded.push({ entry: unpaired[i] as Entry, was });
  }
  return {
    added: unpaired.slice(rewritten),
    removed: rest.slice(rewritten).map(({ entry }) => toTaggedEntry(entry, taggedText)),
    reworded: reworded.sort((a, b) => a.entry.start - b.entry.start),
  };
}

/** The share of words that two wordings of one entry have in common at least. */
const ALIKE = 0.5;

function closestOf({ folded }: Folded, candidates: ReadonlySet<Folded>): Folded | null {
  const words = new Set(folded.split(' '));
  let best: Folded | null = null;
  let most = ALIKE;
  for (const candidate of candidates) {
    const others = new Set(candidate.folded.split(' '));
    const common = [...words].filter((word) => others.has(word)).length;
    const share = common / Math.max(words.size, others.size);
    if (share >= most) {
      best = candidate;
      most = share;
    }
  }
  return best;
}

function toTaggedEntry(entry: Entry, taggedText: string): TaggedEntry {
  return { category: entry.section?.name ?? '', text: taggedText.slice(entry.start, entry.end) };
}
