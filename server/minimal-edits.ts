import type { Edit } from '../src/core/index.ts';

/** A run of lines of both texts: `before` from `a` to `aEnd`, `after` from `b` to `bEnd`. */
interface Hunk {
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
}

/**
 * The edits that turn `before` into `after` and leave alone the lines that both have, so that carets, folds and the history of
 * the editor keep their places. Lines that stand once in either text hold the comparison together (as in patience diff), which
 * keeps it close to linear.
 */
export function toMinimalEdits(before: string, after: string): readonly Edit[] {
  if (before === after) return [];
  const a = splitLines(before);
  const b = splitLines(after);
  const aOffsets = offsetsOf(a);
  const edits: Edit[] = [];
  for (const hunk of findHunks(a, b)) {
    const rowByRow = hunk.aEnd - hunk.a === hunk.bEnd - hunk.b;
    const step = rowByRow ? 1 : Math.max(hunk.aEnd - hunk.a, hunk.bEnd - hunk.b);
    for (let i = 0; hunk.a + i < hunk.aEnd || hunk.b + i < hunk.bEnd; i += step) {
      const old = a.slice(hunk.a + i, Math.min(hunk.a + i + step, hunk.aEnd)).join('');
      const text = b.slice(hunk.b + i, Math.min(hunk.b + i + step, hunk.bEnd)).join('');
      const edit = trim(aOffsets[hunk.a + i] as number, old, text);
      if (edit) edits.push(edit);
    }
  }
  return edits;
}

/** The runs of lines between those that both texts have in the same order. */
function findHunks(a: readonly string[], b: readonly string[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let ai = 0;
  let bi = 0;
  for (const [aAnchor, bAnchor] of [...findAnchors(a, b), [a.length, b.length] as const]) {
    while (ai < aAnchor && bi < bAnchor && a[ai] === b[bi]) {
      ai++;
      bi++;
    }
    let aEnd = aAnchor;
    let bEnd = bAnchor;
    while (aEnd > ai && bEnd > bi && a[aEnd - 1] === b[bEnd - 1]) {
      aEnd--;
      bEnd--;
    }
    if (aEnd > ai || bEnd > bi) hunks.push({ a: ai, aEnd, b: bi, bEnd });
    ai = aAnchor + 1;
    bi = bAnchor + 1;
  }
  return hunks;
}

/** Pairs of equal lines that stand once in each text, the longest chain of them that rises in both. */
function findAnchors(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const inA = onlyPlaces(a);
  const inB = onlyPlaces(b);
  const pairs: (readonly [number, number])[] = [];
  for (const [line, i] of inA) {
    const j = inB.get(line);
    if (i >= 0 && j !== undefined && j >= 0) pairs.push([i, j]);
  }
  return longestRising(pairs.sort((one, other) => one[0] - other[0]));
}

/** Each line with its place, -1 where it stands at several. */
function onlyPlaces(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [i, line] of lines.entries()) places.set(line, places.has(line) ? -1 : i);
  return places;
}

function longestRising(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const tails: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  for (const [i, [, value]] of pairs.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] as number] as readonly [number, number])[1] < value) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[i] = tails[low - 1] as number;
    tails[low] = i;
  }
  const chain: (readonly [number, number])[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i] as number) chain.push(pairs[i] as readonly [number, number]);
  return chain.reverse();
}

/** The replacement of `old` at `offset` without what both texts have at their ends. */
function trim(offset: number, old: string, text: string): Edit | null {
  if (old === text) return null;
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old[start] === text[start]) start++;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
  return { start: offset + start, end: offset + old.length - end, text: text.slice(start, text.length - end) };
}

function splitLines(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

function offsetsOf(lines: readonly string[]): readonly number[] {
  const offsets = [0];
  for (const line of lines) offsets.push((offsets.at(-1) as number) + line.length);
  return offsets;
}
