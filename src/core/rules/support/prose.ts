import type { Changelog } from '../../changelog/model.ts';
import { BlockKind } from '../../markdown/blocks.ts';
import { codeSpans } from '../../markdown/code-spans.ts';
import type { Span } from '../../text/source.ts';
import { blockAt } from './block-at.ts';

/** Tells what is written to be read from what is code or markup. */
export interface Prose {
  /** True where `offset` stands in a paragraph or heading and not inside a code span or an HTML comment. */
  readonly holds: (offset: number) => boolean;
  /** True inside a code span or a code block, where every character may be meant. */
  readonly isCode: (offset: number) => boolean;
}

/** A comment within a line of text is a remark of a few words; one that opened further away is not looked for. */
const LONGEST_COMMENT = 1000;

/** Ask for it with `index.once(gatherProse, changelog)`: what it learns of a block is remembered for the next question. */
export function gatherProse({ source: { text }, blocks: { table } }: Changelog): Prose {
  const codeOfBlock = new Map<number, readonly Span[]>();
  const isInline = (block: number): boolean =>
    block >= 0 && (table.kind[block] === BlockKind.Paragraph || table.kind[block] === BlockKind.Heading);
  const isInCodeSpan = (block: number, offset: number): boolean => {
    let code = codeOfBlock.get(block);
    if (!code) {
      code = codeSpans(text, table.start[block] as number, table.end[block] as number);
      codeOfBlock.set(block, code);
    }
    return holdsOffset(code, offset);
  };
  const isInComment = (block: number, offset: number): boolean => {
    const from = Math.max(table.start[block] as number, offset - LONGEST_COMMENT);
    const before = text.slice(from, offset);
    const open = before.lastIndexOf('<!--');
    return open >= 0 && before.indexOf('-->', open) < 0;
  };
  return {
    holds: (offset) => {
      const block = blockAt(table, offset);
      return isInline(block) && !isInCodeSpan(block, offset) && !isInComment(block, offset);
    },
    isCode: (offset) => {
      const block = blockAt(table, offset);
      if (isInline(block)) return isInCodeSpan(block, offset);
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
