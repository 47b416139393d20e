import type { Changelog, Release, Section } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';

/** The release whose section holds `offset`, or null in front of the first one and behind the last one. */
export function releaseAt({ releases }: Changelog, offset: number): Release | null {
  return spanAt(releases, offset);
}

/** The category of a release that holds `offset`, or null where none does. */
export function sectionAt({ sections }: Release, offset: number): Section | null {
  return spanAt(sections, offset);
}

/** Finds the span that holds an offset among spans in order, in logarithmic time. */
function spanAt<T extends Span>(spans: readonly T[], offset: number): T | null {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as T).start <= offset) low = middle + 1;
    else high = middle;
  }
  const span = spans[low - 1];
  return span && offset < span.end ? span : null;
}
