import type { Edit } from '../../text/edit.ts';
import { lineEnd, lineEndWithEol, type Source } from '../../text/source.ts';

/**
 * Takes lines `first` to `last` (from 0) out of a text, their line endings included. Where the last line of the text goes and
 * had no line ending, the one before it goes instead, so that the text still ends without one. A byte-order mark
 * belongs to the file, and not to its first line.
 */
export function removeLines(source: Source, first: number, last: number): Edit {
  const end = lineEndWithEol(source, last);
  const endsWithoutEol = end === lineEnd(source, last);
  const start = endsWithoutEol && first > 0 ? lineEnd(source, first - 1) : toStart(source, first);
  return { start, end, text: '' };
}

function toStart({ lineStarts, contentStart }: Source, line: number): number {
  return Math.max(contentStart, lineStarts[line] as number);
}
