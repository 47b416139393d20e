/**
 * Finds rare texts in a large document, and remembers what was found for the other rules of the same run.
 *
 * Most entries of most changelogs have nothing that a rule looks for. Asking the whole text once with `indexOf` costs a
 * fraction of asking each of ten thousand entries, so rules about rare things start here and look up the entry afterwards.
 * The search is fast where the needle starts with a rare character (a capital letter, `<`, `!`) and slow where it starts
 * with a frequent one (a space, `e`, `(`).
 */
export interface TextIndex {
  /** The offsets of every occurrence of `needle`, in order, without overlaps. The answer is remembered. */
  readonly find: (needle: string) => readonly number[];
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

/** Makes the index of one text. Nothing is searched before it is asked. */
export function toTextIndex(text: string): TextIndex {
  const found = new Map<string, readonly number[]>();
  const gathered = new Map<unknown, unknown>();
  const find = (needle: string): readonly number[] => {
    const known = found.get(needle);
    if (known) return known;
    const offsets = findAll(text, needle);
    found.set(needle, offsets);
    return offsets;
  };
  return {
    find,
    has: (needle) => find(needle).length > 0,
    once: <Input, T>(gather: (input: Input) => T, input: Input): T => {
      if (!gathered.has(gather)) gathered.set(gather, gather(input));
      return gathered.get(gather) as T;
    },
  };
}

function findAll(text: string, needle: string): readonly number[] {
  const offsets: number[] = [];
  if (needle === '') return offsets;
  const probe = needle.slice(0, FAST_LENGTH);
  let at = text.indexOf(probe);
  while (at >= 0) {
    const matches = probe === needle || text.startsWith(needle, at);
    if (matches) offsets.push(at);
    at = text.indexOf(probe, matches ? at + needle.length : at + 1);
  }
  return offsets;
}
