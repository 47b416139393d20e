import type { Span } from '../text/source.ts';

export interface Line {
  /** Without its line ending. */
  readonly line: string;
  readonly span: Span;
}

/** The lines of a text with their places; a byte-order mark is no part of the first one. */
export function* linesOf(text: string): Generator<Line> {
  let start = text.startsWith('\ufeff') ? 1 : 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const next = feed < 0 ? text.length : feed + 1;
    let end = feed < 0 ? text.length : feed;
    if (end > start && text[end - 1] === '\r') end--;
    yield { line: text.slice(start, end), span: { start, end } };
    start = next;
  }
}
