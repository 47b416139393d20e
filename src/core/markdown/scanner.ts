import type { Source, Span } from '../text/source.ts';
import { BlockKind, type Blocks, type Heading } from './blocks.ts';
import { BlocksBuilder, type Shift } from './blocks-builder.ts';
import { Char, isDigit, isLetter, skipSpaces, skipSpacesBack } from './characters.ts';
import { ContainerStack, MAX_DEPTH } from './container-stack.ts';
import { htmlKind } from './html.ts';
import { LineCursor } from './line-cursor.ts';
import * as markers from './markers.ts';
import { NO_LEAF, OpenLeaf } from './open-leaf.ts';

/** With how many blocks the columns start at most, so that a megabyte of line endings does not reserve forty. */
const MAX_INITIAL_CAPACITY = 1 << 16;
/** A line of a list is an item and a paragraph; with blank lines between, a document has fewer blocks than that. */
const BLOCKS_OF_LINE = 2;

/**
 * One pass over the lines of a document, as the appendix "A parsing strategy" of CommonMark describes its first phase:
 * each line first continues open containers, then opens new ones, and what is left of it goes to a leaf.
 */
export class Scanner {
  private readonly source: Source;
  private readonly text: string;
  private readonly builder: BlocksBuilder;
  private readonly hasCarriageReturn: boolean;
  private readonly cursor: LineCursor;
  private readonly stack = new ContainerStack();
  private readonly leaf: OpenLeaf;

  /** @param blockCount how many blocks are expected */
  constructor(source: Source, blockCount = Math.min(source.lineCount * BLOCKS_OF_LINE, MAX_INITIAL_CAPACITY)) {
    this.source = source;
    this.text = source.text;
    this.hasCarriageReturn = source.text.includes('\r');
    this.builder = new BlocksBuilder(blockCount);
    this.cursor = new LineCursor(source.text);
    this.leaf = new OpenLeaf(this.cursor, this.builder);
  }

  /** Takes the lines from `from` up to `to`. All in front of them were taken, or stand for nothing that is still open. */
  scanLines(from: number, to: number): void {
    const { text, hasCarriageReturn } = this;
    const { lineStarts, lineCount, contentStart } = this.source;
    for (let line = from; line < to; line++) {
      const start = line === 0 ? contentStart : (lineStarts[line] as number);
      let end = line + 1 < lineCount ? (lineStarts[line + 1] as number) - 1 : text.length;
      if (hasCarriageReturn && end > start && isCrLf(text, end)) end--;
      this.cursor.startLine(line, start, end);
      this.scanLine();
    }
  }

  /** Closes what is open, and returns all blocks. */
  finish(): Blocks {
    this.leaf.close(this.stack.block);
    return this.builder.toBlocks();
  }

  /** Takes the blocks of another scan up to a heading, of the document itself, instead of the lines that they are of. */
  takeHead(blocks: Blocks, heading: Heading): void {
    this.builder.addUpTo(blocks, heading);
  }

  /** True where the last line that was taken, `line`, is an ATX heading of the document itself: nothing is open behind it. */
  endsWithHeading(line: number): boolean {
    const heading = this.builder.lastHeading;
    return heading !== undefined && heading.line === line && heading.parent === -1 && heading.form === 'atx';
  }

  /** Takes the blocks of another scan behind a heading, the one that was taken last. */
  takeTail(blocks: Blocks, heading: Heading, shift: Shift): void {
    this.builder.addBehind(blocks, heading, shift);
  }

  private scanLine(): void {
    const { cursor, leaf, stack } = this;
    if (this.takesPlainItem()) return;
    const matched = stack.depth === 0 ? 0 : this.matchContainers();
    const isWhole = matched === stack.depth;
    if (cursor.isBlank) {
      if (!isWhole || !leaf.takesBlankLine()) this.settle(matched);
    } else if (isWhole && leaf.takesLine()) {
      if (leaf.endsHere()) leaf.close(stack.block);
    } else {
      this.openBlocks(matched);
    }
  }

  /**
   * Takes a line `- text` of a list in the document itself, where the text starts with a letter and so can open nothing else: what
   * most lines of most changelogs are. It does what the general way does with such a line, in a quarter of the steps.
   */
  private takesPlainItem(): boolean {
    const { cursor, leaf, stack, text } = this;
    const { next, end } = cursor;
    if (cursor.nextColumn !== 0 || end - next < 3 || text.charCodeAt(next) !== Char.HyphenMinus) return false;
    if (text.charCodeAt(next + 1) !== Char.Space || !isLetter(text.charCodeAt(next + 2))) return false;
    const { depth } = stack;
    // What is open in the document itself may take the line, or be interrupted by it; an item ends, with all that is open in it.
    if (depth === 0 ? leaf.kind !== NO_LEAF : stack.kinds[1] !== BlockKind.Item) return false;
    this.settle(0);
    const { line } = cursor;
    const { builder } = this;
    if (!stack.isInList(Char.HyphenMinus)) {
      stack.openList(builder.add(BlockKind.List, next, next, -1, line, line), Char.HyphenMinus);
    }
    cursor.next = next + 2;
    cursor.nextColumn = 2;
    cursor.column = 2;
    stack.pushItem(builder.addItem(next, next + 1, stack.list, line, next + 2), 2, false);
    leaf.openParagraph();
    return true;
  }

  /** The level up to which the open containers go on on this line. */
  private matchContainers(): number {
    const { cursor, stack } = this;
    const { depth } = stack;
    for (let level = 1; level <= depth; level++) {
      // Not asked level by level: a document of nothing but blank lines may stand in a hundred items.
      if (cursor.isBlank && level > stack.quoteLevel) return stack.topIsEmpty ? depth - 1 : depth;
      if (stack.kinds[level] === BlockKind.Quote) {
        if (!this.isQuoteMarker()) return level - 1;
        cursor.takeQuoteMarker();
        this.builder.extend(stack.blocks[level] as number, cursor.next, cursor.line);
      } else if (!cursor.isBlank) {
        const width = stack.widths[level] as number;
        if (cursor.indent < width) return level - 1;
        cursor.column += width;
      }
    }
    return depth;
  }

  private isQuoteMarker(): boolean {
    const { cursor } = this;
    return !cursor.isBlank && cursor.indent < 4 && this.text.charCodeAt(cursor.next) === Char.GreaterThan;
  }

  /** Opens what starts behind the first `matched` containers, or continues the open paragraph. */
  private openBlocks(matched: number): void {
    const { cursor, leaf } = this;
    // A paragraph that is open in unmatched containers goes on lazily, unless a block starts; one in the innermost matched
    // container can also become a setext heading, and fewer kinds of list items interrupt it.
    let inParagraph = leaf.kind === BlockKind.Paragraph;
    let interrupts = inParagraph && matched === this.stack.depth;
    let level = matched;
    for (;;) {
      if (cursor.indent > 3) {
        if (inParagraph) break;
        this.settleFor(level);
        leaf.open(BlockKind.IndentedCode);
        return;
      }
      const code = this.text.charCodeAt(cursor.next);
      if (this.opensLeaf(code, level, inParagraph, interrupts)) return;
      if (!this.opensContainer(code, level, interrupts)) break;
      if (cursor.isBlank) return;
      level++;
      inParagraph = false;
      interrupts = false;
    }
    // An underline of nothing but definitions has closed the paragraph and starts another.
    if (inParagraph && leaf.kind === BlockKind.Paragraph) {
      leaf.extendParagraph();
    } else {
      this.settleFor(level);
      leaf.openParagraph();
    }
  }

  /** Opens the leaf block that starts with `code`, the next character; false where none does. */
  private opensLeaf(code: number, level: number, inParagraph: boolean, interrupts: boolean): boolean {
    switch (code) {
      case Char.NumberSign:
        return this.takesAtxHeading(level);
      case Char.Backtick:
      case Char.Tilde:
        return this.opensFence(level);
      case Char.LessThan:
        return this.opensHtml(level, inParagraph);
      case Char.EqualsSign:
        return interrupts && this.takesSetextHeading();
      case Char.HyphenMinus:
        return (interrupts && this.takesSetextHeading()) || this.takesThematicBreak(level);
      case Char.Asterisk:
      case Char.Underscore:
        return this.takesThematicBreak(level);
      default:
        return false;
    }
  }

  private opensContainer(code: number, level: number, interrupts: boolean): boolean {
    if (level === MAX_DEPTH) return false;
    if (code === Char.GreaterThan) {
      this.openQuote(level);
      return true;
    }
    if (code !== Char.HyphenMinus && code !== Char.Asterisk && code !== Char.PlusSign && !isDigit(code)) return false;
    const marker = markers.listMarker(this.text, this.cursor.next, this.cursor.end);
    if (marker === 0 || (interrupts && !this.mayInterrupt(marker))) return false;
    this.openItem(level, marker);
    return true;
  }

  /** True where an item with `marker` interrupts a paragraph: where it is not empty, and its number, if any, is 1. */
  private mayInterrupt(marker: number): boolean {
    const { next, end } = this.cursor;
    const width = marker & 0xff;
    if (skipSpaces(this.text, next + width, end) === end) return false;
    return !isDigit(this.text.charCodeAt(next)) || markers.startsAtOne(this.text, next, width);
  }

  private openQuote(level: number): void {
    const { cursor, stack } = this;
    this.settleFor(level);
    const start = cursor.next;
    cursor.takeQuoteMarker();
    stack.pushQuote(this.builder.add(BlockKind.Quote, start, cursor.next, stack.block, cursor.line, cursor.line));
  }

  private openItem(level: number, marker: number): void {
    const { cursor, stack, builder } = this;
    this.settle(level);
    const { next: start, indent, line, end } = cursor;
    const width = marker & 0xff;
    const type = marker >> 8;
    if (!stack.isInList(type)) stack.openList(builder.add(BlockKind.List, start, start, stack.block, line, line), type);
    cursor.takeMarker(width);
    const isEmpty = cursor.isBlank;
    // More than four columns behind the marker are the indentation of a code block, of which the marker takes one.
    const hugs = isEmpty || cursor.indent > 4;
    const taken = hugs ? 1 : cursor.indent;
    cursor.column += taken;
    const contentStart = hugs ? Math.min(start + width + 1, end) : cursor.next;
    const item = builder.addItem(start, isEmpty ? end : start + width, stack.list, line, contentStart);
    stack.pushItem(item, indent + width + taken, isEmpty);
  }

  private opensFence(level: number): boolean {
    const length = markers.openingFence(this.text, this.cursor.next, this.cursor.end);
    if (length === 0) return false;
    this.settleFor(level);
    this.leaf.openFence(length);
    return true;
  }

  private opensHtml(level: number, inParagraph: boolean): boolean {
    const kind = htmlKind(this.text, this.cursor.next, this.cursor.end);
    if (kind === 0 || (kind === 7 && inParagraph)) return false;
    this.settleFor(level);
    this.leaf.openHtml(kind);
    if (this.leaf.endsHere()) this.leaf.close(this.stack.block);
    return true;
  }

  private takesAtxHeading(level: number): boolean {
    const { next, end, line } = this.cursor;
    const depth = markers.atxLevel(this.text, next, end);
    if (depth === 0) return false;
    this.settleFor(level);
    const start = skipSpaces(this.text, next + depth, end);
    this.addHeading('atx', depth, next, line, { start, end: markers.atxTextEnd(this.text, start, end) });
    return true;
  }

  /** Makes the open paragraph a heading, if the line is an underline and the paragraph is more than definitions. */
  private takesSetextHeading(): boolean {
    const { leaf } = this;
    const depth = markers.setextLevel(this.text, this.cursor.next, this.cursor.end);
    if (depth === 0) return false;
    leaf.takeDefinitions(this.stack.block);
    if (leaf.kind === NO_LEAF) return false;
    leaf.kind = NO_LEAF;
    const text = { start: leaf.start, end: skipSpacesBack(this.text, leaf.start, leaf.end) };
    this.addHeading('setext', depth, leaf.start, leaf.line, text);
    return true;
  }

  private addHeading(form: Heading['form'], level: number, start: number, line: number, text: Span): void {
    const { end, line: lastLine } = this.cursor;
    this.builder.addHeading(form, level, start, end, text, this.stack.block, line, lastLine);
  }

  private takesThematicBreak(level: number): boolean {
    const { cursor } = this;
    if (!cursor.isThematicBreak()) return false;
    this.settleFor(level);
    this.builder.add(BlockKind.ThematicBreak, cursor.next, cursor.end, this.stack.block, cursor.line, cursor.line);
    return true;
  }

  /** Closes the open leaf and the containers above `level`. */
  private settle(level: number): void {
    this.leaf.close(this.stack.block);
    this.stack.cut(level);
  }

  /** The same, since a block that is no list item is added at `level`. */
  private settleFor(level: number): void {
    this.settle(level);
    this.stack.fill();
  }
}

function isCrLf(text: string, lineFeed: number): boolean {
  return text.charCodeAt(lineFeed) === Char.LineFeed && text.charCodeAt(lineFeed - 1) === Char.CarriageReturn;
}
