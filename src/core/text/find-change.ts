/** How one text became another: `start`..`endBefore` of the one was replaced by `start`..`endAfter` of the other. */
export interface TextChange {
  readonly start: number;
  readonly endBefore: number;
  readonly endAfter: number;
}

/** So many characters are compared at once: V8 compares them word by word where they belong to flat texts. */
const BLOCK = 1 << 14;

/** The smallest change that makes `after` of `before`. Empty and at the end of both where they are the same. */
export function findChange(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  const start = countSame(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  const same = countSame(
    shorter - start,
    (from, to) =>
      before.slice(before.length - to, before.length - from) === after.slice(after.length - to, after.length - from),
  );
  return { start, endBefore: before.length - same, endAfter: after.length - same };
}

/** How much of `length`, counted from its start, is the same: in large steps as long as that goes well, then in smaller ones. */
function countSame(length: number, isSame: (from: number, to: number) => boolean): number {
  let count = 0;
  for (let step = BLOCK; step >= 1; step >>= 1) {
    while (count + step <= length && isSame(count, count + step)) count += step;
  }
  return count;
}
