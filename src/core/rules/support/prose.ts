import type { Changelog } from '../../changelog/model.ts';
import { BlockKind } from '../../markdown/blocks.ts';
import { Char, skipRun } from '../../markdown/characters.ts';
import type { Span } from '../../text/source.ts';
import { blockAt } from './block-at.ts';

/** Tells what is written to be read from what is code or markup. */
export interface Prose {
  /** True where `offset` stands in a paragraph or heading and not inside a code span or an HTML comment. */
  readonly holds: (offset: number) => boolean;
  /** True inside a code span or a code block, where every character may be meant. */
  readonly isCode: (offset: number) => boolean;
}

/** Ask for it with `index.once(gatherProse, changelog)`: what it learns of a block is remembered for the next question. */
export function gatherProse({ source: { text }, blocks: { table } }: Changelog): Prose {
  const codeOfBlock = new Map<number, readonly Span[]>();
  const isInline = (block: number): boolean =>
    block >= 0 && (table.kind[block] === BlockKind.Paragraph || table.kind[block] === BlockKind.Heading);
  const isMarked = (block: number, offset: number): boolean => {
    let code = codeOfBlock.get(block);
    if (!code) {
      code = codeOf(text, table.start[block] as number, table.end[block] as number);
      codeOfBlock.set(block, code);
    }
    return holdsOffset(code, offset);
  };
  return {
    holds: (offset) => {
      const block = blockAt(table, offset);
      return isInline(block) && !isMarked(block, offset);
    },
    isCode: (offset) => {
      const block = blockAt(table, offset);
      if (isInline(block)) return isMarked(block, offset);
      return block >= 0 && (table.kind[block] === BlockKind.Fence || table.kind[block] === BlockKind.IndentedCode);
    },
  };
}

function holdsOffset(spans: readonly Span[], offset: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span).start <= offset) low = middle + 1;
    else high = middle;
  }
  const span = spans[low - 1];
  return span !== undefined && offset < span.end;
}

/** The code spans (CommonMark 6.1) and comments (6.6) between two offsets of one block, in order. Linear. */
export function codeOf(text: string, start: number, end: number): readonly Span[] {
  const spans: Span[] = [];
  // A run of backticks without a partner is text; without remembering which lengths have none, each would search to the end.
  const unmatched = new Set<number>();
  let commentMayClose = true;
  for (let at = start; at < end; ) {
    const code = text.charCodeAt(at);
    let close = -1;
    if (code === Char.Backslash) {
      at += 2;
      continue;
    }
    if (code === Char.Backtick) {
      const behind = skipRun(text, at, end, Char.Backtick);
      const length = behind - at;
      close = unmatched.has(length) ? -1 : closingRun(text, behind, end, length);
      if (close < 0) {
        unmatched.add(length);
        at = behind;
        continue;
      }
    } else if (code === Char.LessThan && commentMayClose && text.startsWith('<!--', at)) {
      const found = text.indexOf('-->', at + 4);
      commentMayClose = found >= 0 && found < end;
      if (commentMayClose) close = found + 3;
    }
    if (close < 0) at++;
    else {
      spans.push({ start: at, end: close });
      at = close;
    }
  }
  return spans;
}

/** The offset behind the next run of exactly `length` backticks, -1 where none is. */
function closingRun(text: string, from: number, end: number, length: number): number {
  for (let at = text.indexOf('`', from); at >= 0 && at < end; ) {
    const behind = skipRun(text, at, end, Char.Backtick);
    if (behind - at === length) return behind;
    at = text.indexOf('`', behind);
  }
  return -1;
}
