import type { Heading } from '../../markdown/blocks.ts';

/** True where one of the headings, which are in order, starts behind `from` and before `to`. */
export function hasHeadingBetween(headings: readonly Heading[], from: number, to: number): boolean {
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((headings[middle] as Heading).start <= from) low = middle + 1;
    else high = middle;
  }
  const heading = headings[low];
  return heading !== undefined && heading.start < to;
}
