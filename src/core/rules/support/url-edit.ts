import type { LinkedRelease } from '../../changelog/links/gather-links.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';

/** The place in the document of a piece of a release's URL, which is counted from the URL's start. */
export function urlPart({ urlSpan }: LinkedRelease, part: Span): Span {
  const offset = urlSpan?.start ?? 0;
  return { start: offset + part.start, end: offset + part.end };
}

/** Replaces a piece of a release's URL and keeps the rest of it. */
export function urlEdit(linked: LinkedRelease, part: Span, text: string): readonly Edit[] {
  return [{ ...urlPart(linked, part), text }];
}
