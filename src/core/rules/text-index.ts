import type { TextChange } from '../text/find-change.ts';

/** A search whose answer about a place depends on nothing but that place and `reach` characters on both sides of it. */
export interface LocalSearch {
  readonly reach: number;
  /** The offsets of what is found in a text, in order. */
  readonly search: (text: string) => readonly number[];
}

type Wanted = string | LocalSearch;

/**
 * Finds rare texts in a large document, and remembers what was found for the other rules of the same run.
 *
 * Most entries of most changelogs have nothing that a rule looks for. Asking the whole text once with `indexOf` costs a
 * fraction of asking each of ten thousand entries, so rules about rare things start here and look up the entry afterwards.
 * The search is fast where the needle starts with a rare character (a capital letter, `<`, `!`) and slow where it starts
 * with a frequent one (a space, `e`, `(`).
 */
export interface TextIndex {
  /** The offsets of every occurrence of a text, without overlaps, or what a search finds; in order. The answer is remembered. */
  readonly find: (wanted: Wanted) => readonly number[];
  /** What was found so far. */
  readonly found: ReadonlyMap<Wanted, readonly number[]>;
  /** True where the text contains `needle`. */
  readonly has: (needle: string) => boolean;
  /**
   * What `gather` makes of `input`, made once a run: every rule that asks with the same function gets the same answer.
   * `input` is the run's changelog, context or text; asking with another one is a mistake that nothing would notice.
   */
  readonly once: <Input, T>(gather: (input: Input) => T, input: Input) => T;
}

/**
 * V8 looks for needles up to this length with `memchr` for their first character; for longer ones it walks the text, which
 * takes fifty times as long where nothing is found.
 */
const FAST_LENGTH = 6;

/** What was found in an earlier version of a text, and how it became the next one. */
export interface EarlierFound {
  readonly found: TextIndex['found'];
  readonly change: TextChange;
}

/**
 * Makes the index of one text. Nothing is searched before it is asked.
 *
 * @param earlier what was found there is searched again only where the text changed
 */
export function toTextIndex(text: string, earlier: EarlierFound | null = null): TextIndex {
  const found = new Map<Wanted, readonly number[]>();
  const gathered = new Map<unknown, unknown>();
  const find = (wanted: Wanted): readonly number[] => {
    const known = found.get(wanted);
    if (known) return known;
    const before = earlier?.found.get(wanted);
    const offsets = earlier && before ? findAgain(text, wanted, before, earlier.change) : findAll(text, wanted);
    found.set(wanted, offsets);
    return offsets;
  };
  return {
    find,
    found,
    has: (needle) => find(needle).length > 0,
    once: <Input, T>(gather: (input: Input) => T, input: Input): T => {
      if (!gathered.has(gather)) gathered.set(gather, gather(input));
      return gathered.get(gather) as T;
    },
  };
}

function overlapsItself(needle: string): boolean {
  for (let at = 1; at < needle.length; at++) if (needle.startsWith(needle.slice(at))) return true;
  return false;
}

/** What is found in the whole text: it is searched where the change reaches, and what was found elsewhere has moved. */
function findAgain(
  text: string,
  wanted: Wanted,
  before: readonly number[],
  { start, endBefore, endAfter }: TextChange,
): readonly number[] {
  // Which of several occurrences that overlap are found depends on where the first of them starts.
  if (typeof wanted === 'string' && overlapsItself(wanted)) return findAll(text, wanted);
  const reach = typeof wanted === 'string' ? wanted.length : wanted.reach;
  const from = Math.max(0, start - reach);
  const to = endAfter + reach;
  const base = Math.max(0, from - reach);
  const offsets: number[] = [];
  let i = 0;
  for (; i < before.length && (before[i] as number) < from; i++) offsets.push(before[i] as number);
  for (const each of findAll(text.slice(base, to + reach), wanted)) {
    const at = base + each;
    if (at >= from && at < to) offsets.push(at);
  }
  while (i < before.length && (before[i] as number) < endBefore + reach) i++;
  const shift = endAfter - endBefore;
  for (; i < before.length; i++) offsets.push((before[i] as number) + shift);
  return offsets;
}

function findAll(text: string, wanted: Wanted): readonly number[] {
  if (typeof wanted !== 'string') return wanted.search(text);
  const offsets: number[] = [];
  if (wanted === '') return offsets;
  const probe = wanted.slice(0, FAST_LENGTH);
  let at = text.indexOf(probe);
  while (at >= 0) {
    const matches = probe === wanted || text.startsWith(wanted, at);
    if (matches) offsets.push(at);
    at = text.indexOf(probe, matches ? at + wanted.length : at + 1);
  }
  return offsets;
}
