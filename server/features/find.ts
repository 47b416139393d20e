import type { Changelog, Entry, Release, Section, Span } from '../../src/core/index.ts';
import { lastStartingAt } from '../../src/core/text/last-starting-at.ts';

/** What of a changelog stands at an offset, from the outside to the inside. */
export interface Found {
  readonly release: Release | null;
  readonly section: Section | null;
  readonly entry: Entry | null;
}

export function findAt({ releases }: Changelog, offset: number): Found {
  const release = spanAt(releases, offset);
  const section = release ? spanAt(release.sections, offset) : null;
  return { release, section, entry: spanAt(section?.entries ?? release?.looseEntries ?? [], offset) };
}

/** True where the offset lies in the span or right behind it, where a caret stands that belongs to it. */
export function touches(span: Span | null, offset: number): boolean {
  return span !== null && offset >= span.start && offset <= span.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The last of the spans, which are in order, that starts at or before the offset, if it ends at or behind it: a caret there belongs to it. */
function spanAt<T extends Span>(spans: readonly T[], offset: number): T | null {
  const span = lastStartingAt(spans, offset);
  return span && offset <= span.end ? span : null;
}
