import type { Changelog, Release, Section } from '../../changelog/model.ts';
import { lastStartingAt } from '../../text/last-starting-at.ts';
import type { Span } from '../../text/source.ts';

/** The release whose section holds `offset`, or null in front of the first one and behind the last one. */
export function releaseAt({ releases }: Changelog, offset: number): Release | null {
  return spanAt(releases, offset);
}

/** The category of a release that holds `offset`, or null where none does. */
export function sectionAt({ sections }: Release, offset: number): Section | null {
  return spanAt(sections, offset);
}

/** The span that holds an offset, which the character behind it does not. */
function spanAt<T extends Span>(spans: readonly T[], offset: number): T | null {
  const span = lastStartingAt(spans, offset);
  return span && offset < span.end ? span : null;
}
