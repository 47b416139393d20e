/**
 * The candidate that `word` was probably meant to be, for "did you mean".
 *
 * @returns the candidate with the fewest edits (insert, delete, replace, swap of neighbours), compared without case; null
 * where even the best one needs more than a third of the word's length.
 */
export function closest(word: string, candidates: Iterable<string>): string | null {
  const wanted = word.toLowerCase();
  let best: string | null = null;
  let fewest = Math.floor(wanted.length / 3) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), fewest);
    if (distance < fewest) {
      best = candidate;
      fewest = distance;
    }
  }
  return best;
}

/** Words longer than this are not compared: nobody mistypes them by a letter or two, and the cost is their product. */
const LENGTH_LIMIT = 200;

/** Optimal string alignment distance; `limit` or more is reported as `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit || a.length > LENGTH_LIMIT || b.length > LENGTH_LIMIT) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (last[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (last[j - 1] as number) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] as number) + 1);
      }
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return Math.min(limit, last[b.length] as number);
}
