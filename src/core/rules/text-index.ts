/**
 * Finds rare texts in a large document.
 *
 * Most entries of most changelogs have nothing that a rule looks for. Asking the whole text once with `indexOf` costs a
 * fraction of asking each of ten thousand entries, so rules about rare things start here and look up the entry afterwards.
 */
export interface TextIndex {
  /** The offsets of every occurrence of `needle`, in order. The answer is remembered for the other rules. */
  readonly find: (needle: string) => readonly number[];
  /** True where the text contains `needle`. */
  readonly has: (needle: string) => boolean;
}

/** Makes the index of one text. Nothing is searched before it is asked. */
export function toTextIndex(text: string): TextIndex {
  const found = new Map<string, readonly number[]>();
  const find = (needle: string): readonly number[] => {
    const known = found.get(needle);
    if (known) return known;
    const offsets: number[] = [];
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) offsets.push(at);
    found.set(needle, offsets);
    return offsets;
  };
  return { find, has: (needle) => find(needle).length > 0 };
}
