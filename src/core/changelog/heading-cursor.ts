import type { Span } from '../text/source.ts';

/** A heading's text with a place in it; every `take…` moves the place behind what it read, or leaves it where it found nothing. */
export interface HeadingCursor {
  /** The heading's text alone. */
  readonly text: string;
  /** Where that text starts in the document. */
  readonly offset: number;
  /** Places in `text`. */
  at: number;
  end: number;
}

/** The span in the document of a piece of the heading. */
export function spanOf(cursor: HeadingCursor, start: number, end: number): Span {
  return { start: cursor.offset + start, end: cursor.offset + end };
}

/** What is left to read. */
export function restOf(cursor: HeadingCursor): string {
  return cursor.text.slice(cursor.at, cursor.end);
}
