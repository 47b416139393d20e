import type { TextChange } from '../text/find-change.ts';
import type { Source } from '../text/source.ts';
import type { Blocks, Heading } from './blocks.ts';
import { Scanner } from './scanner.ts';

/** A text, its blocks, and how it became the next one. */
export interface EarlierScan {
  readonly source: Source;
  readonly blocks: Blocks;
  readonly change: TextChange;
}

/**
 * The blocks of a text of which an earlier version was scanned: what `scanBlocks` finds, in a fraction of the time where little
 * was changed.
 *
 * An ATX heading of the document itself (CommonMark 0.31, section 4.2) ends everything that stands open, and what follows it does
 * not depend on what stands before it. So the scan begins behind the last one in front of the change, and ends at the first one
 * behind the change that is one still.
 */
export function rescanBlocks(source: Source, { source: before, blocks, change }: EarlierScan): Blocks {
  const scanner = new Scanner(source, blocks.table.count);
  const last = lastEndingBefore(blocks.headings, before, change.start);
  if (last) scanner.takeHead(blocks, last);
  const offset = change.endAfter - change.endBefore;
  const lines = source.lineCount - before.lineCount;
  let line = last ? last.line + 1 : 0;
  for (const heading of blocks.headings) {
    // A line that starts in the change itself, or right behind it, may have become a part of another one.
    if (!isBarrier(heading) || (before.lineStarts[heading.line] as number) <= change.endBefore) continue;
    const end = heading.line + lines + 1;
    scanner.scanLines(line, end);
    line = end;
    if (scanner.endsWithHeading(end - 1)) {
      scanner.takeTail(blocks, heading, { offset, lines });
      return scanner.finish();
    }
  }
  scanner.scanLines(line, source.lineCount);
  return scanner.finish();
}

function isBarrier({ form, parent }: Heading): boolean {
  return form === 'atx' && parent === -1;
}

/** The last barrier whose line, with its ending, and one character more stand in front of `offset`. */
function lastEndingBefore(headings: readonly Heading[], { lineStarts }: Source, offset: number): Heading | null {
  for (let i = headings.length - 1; i >= 0; i--) {
    const heading = headings[i] as Heading;
    const next = lineStarts[heading.line + 1];
    if (next !== undefined && next < offset && isBarrier(heading)) return heading;
  }
  return null;
}
