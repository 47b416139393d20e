import type { Edit } from '../../text/edit.ts';
import { lineEnd, lineEndWithEol, type Source } from '../../text/source.ts';

/**
 * Takes lines `first` to `last` (from 0) out of a text, their line endings included. Where the last line of the text goes and
 * had no line ending, the one before it goes instead, so that the text still ends without one.
 */
export function removeLines(source: Source, first: number, last: number): Edit {
  const end = lineEndWithEol(source, last);
  const endsWithoutEol = end === lineEnd(source, last);
  const start = endsWithoutEol && first > 0 ? lineEnd(source, first - 1) : (source.lineStarts[first] as number);
  return { start, end, text: '' };
}
