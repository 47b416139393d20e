import type { Span } from './source.ts';

/** Of spans in order, the last one that starts at or before an offset, in logarithmic time; undefined in front of the first one. */
export function lastStartingAt<T extends Span>(spans: readonly T[], offset: number): T | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as T).start <= offset) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1];
}
