import type { Changelog } from '../../changelog/model.ts';
import { lineAt, lineEnd, type Span } from '../../text/source.ts';

/** The first line that holds anything: where a rule reports what is missing at the top of the file. */
export function firstLine({ source, blocks: { table } }: Changelog): Span {
  const start = table.count > 0 ? (table.start[0] as number) : source.contentStart;
  return { start, end: lineEnd(source, lineAt(source, start)) };
}

/** From `start` to the end of its line. */
export function restOfLine({ source }: Changelog, start: number): Span {
  return { start, end: lineEnd(source, lineAt(source, start)) };
}
