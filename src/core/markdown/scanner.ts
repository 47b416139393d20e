import type { Source } from '../text/source.ts';
import { BlockKind, type Blocks, type Definition, type Heading } from './blocks.ts';
import { Char, isDigit, skipSpaces, skipSpacesBack } from './characters.ts';
import { ContainerStack, MAX_DEPTH } from './containers.ts';
import { parseDefinition } from './definitions.ts';
import { HtmlCloser, htmlKind } from './html.ts';
import * as markers from './markers.ts';
import { ParagraphLines } from './paragraph-lines.ts';
import { TableBuilder } from './table.ts';

/** Not a kind of block: nothing is open in the innermost container. */
const NO_LEAF = 0;

/**
 * One pass over the lines of a document, as CommonMark's appendix "A parsing strategy" describes its first phase: each
 * line first continues open containers, then opens new ones, and what is left of it goes to a leaf.
 *
 * Columns, not offsets, decide about indentation, since a container's marker may take a part of a tab.
 */
export class Scanner {
  private readonly source: Source;
  private readonly text: string;
  private readonly table: TableBuilder;
  private readonly stack = new ContainerStack();
  private readonly htmlCloser: HtmlCloser;
  private readonly headings: Heading[] = [];
  private readonly definitions: Definition[] = [];

  private leaf: BlockKind | typeof NO_LEAF = NO_LEAF;
  private leafStart = 0;
  private leafEnd = 0;
  private leafLine = 0;
  private leafLastLine = 0;
  private fenceMarker = 0;
  private fenceLength = 0;
  private html = 0;
  /** The lines of the open paragraph where it starts with `[`; otherwise nobody asks for them. */
  private readonly paragraph = new ParagraphLines();
  private mayDefine = false;

  private line = 0;
  private end = 0;
  /** The column up to which containers took the line. */
  private column = 0;
  /** The first character behind that column that is no space, `end` where there is none, and its column. */
  private next = 0;
  private nextColumn = 0;
  /** No thematic break starts on this line before this offset. */
  private breakFailure = 0;

  constructor(source: Source) {
    this.source = source;
    this.text = source.text;
    this.table = new TableBuilder(source.lineCount + 64);
    this.htmlCloser = new HtmlCloser(source.text);
  }

  scan(): Blocks {
    const { text } = this;
    const { lineStarts, lineCount, contentStart } = this.source;
    const hasCarriageReturn = text.includes('\r');
    for (let line = 0; line < lineCount; line++) {
      let end = line + 1 < lineCount ? (lineStarts[line + 1] as number) - 1 : text.length;
      const start = line === 0 ? contentStart : (lineStarts[line] as number);
      if (hasCarriageReturn && end > start && isCrLf(text, end)) end--;
      this.line = line;
      this.end = end;
      this.scanLine(start);
    }
    this.closeLeaf();
    this.table.closeContainers();
    const contentStarts = this.table.contentStart.subarray(0, this.table.count);
    return {
      table: this.table.toTable(),
      headings: this.headings,
      definitions: this.definitions,
      contentStart: contentStarts,
    };
  }

  private scanLine(start: number): void {
    this.column = 0;
    this.breakFailure = 0;
    this.findNext(start, 0);
    const matched = this.stack.depth === 0 ? 0 : this.matchContainers();
    if (this.next === this.end) this.takeBlankLine(matched);
    else if (!this.continuesLeaf(matched)) this.openBlocks(matched);
  }

  /** Finds the next character that is no space, from offset `at`, which stands in column `column`. */
  private findNext(at: number, column: number): void {
    const { text, end } = this;
    let next = at;
    let nextColumn = column;
    for (; next < end; next++) {
      const code = text.charCodeAt(next);
      if (code === Char.Space) nextColumn++;
      else if (code === Char.Tab) nextColumn = (nextColumn & ~3) + 4;
      else break;
    }
    this.next = next;
    this.nextColumn = nextColumn;
  }

  /** The level up to which the open containers go on on this line. */
  private matchContainers(): number {
    const { stack, end } = this;
    const { depth } = stack;
    for (let level = 1; level <= depth; level++) {
      const blank = this.next === end;
      if (stack.kinds[level] === BlockKind.Quote) {
        if (blank || this.nextColumn - this.column > 3 || this.text.charCodeAt(this.next) !== Char.GreaterThan)
          return level - 1;
        this.takeQuoteMarker();
        this.table.extend(stack.blocks[level] as number, this.next, this.line);
      } else if (blank) {
        if (level === depth && stack.topIsEmpty) return level - 1;
      } else {
        const width = stack.widths[level] as number;
        if (this.nextColumn - this.column < width) return level - 1;
        this.column += width;
      }
    }
    return depth;
  }

  private takeQuoteMarker(): void {
    this.takeMarker(1);
    const behind = this.nextColumn > this.column ? 1 : 0;
    this.column += behind;
  }

  /** Moves behind a marker of `width` characters; `column` is then behind it, `next` behind the white space as well. */
  private takeMarker(width: number): void {
    const column = this.nextColumn + width;
    this.column = column;
    this.findNext(this.next + width, column);
  }

  private takeBlankLine(matched: number): void {
    const { leaf, stack } = this;
    if (matched < stack.depth) {
      this.closeLeaf();
      stack.cut(matched);
    } else if (leaf === BlockKind.Fence || (leaf === BlockKind.Html && this.html < 6)) {
      this.extendLeaf();
    } else if (leaf !== BlockKind.IndentedCode) {
      this.closeLeaf();
    }
  }

  /** Gives the line to the open fence, HTML block or indented code; false where none is or goes on. */
  private continuesLeaf(matched: number): boolean {
    if (this.leaf === NO_LEAF || this.leaf === BlockKind.Paragraph || matched < this.stack.depth) return false;
    switch (this.leaf) {
      case BlockKind.Fence: {
        this.extendLeaf();
        const indent = this.nextColumn - this.column;
        if (indent < 4 && markers.closesFence(this.text, this.next, this.end, this.fenceMarker, this.fenceLength))
          this.closeLeaf();
        return true;
      }
      case BlockKind.Html:
        this.extendLeaf();
        if (this.html < 6 && this.htmlCloser.closes(this.html, this.next, this.end)) this.closeLeaf();
        return true;
      default:
        if (this.nextColumn - this.column < 4) return false;
        this.extendLeaf();
        return true;
    }
  }

  /** Opens what starts behind the first `matched` containers, or continues the open paragraph. */
  private openBlocks(matched: number): void {
    const { text, end, stack } = this;
    let level = matched;
    // A paragraph that is open in unmatched containers goes on lazily, unless a block starts; one in the innermost matched
    // container can also become a setext heading, and fewer kinds of list items interrupt it.
    let paragraph = this.leaf === BlockKind.Paragraph;
    let interrupting = paragraph && matched === stack.depth;
    for (;;) {
      if (this.nextColumn - this.column > 3) {
        if (paragraph) break;
        this.openLeaf(BlockKind.IndentedCode, level);
        return;
      }
      const code = text.charCodeAt(this.next);
      if (code === Char.GreaterThan) {
        if (level === MAX_DEPTH) break;
        this.openQuote(level);
      } else {
        if (this.openBlock(code, level, paragraph, interrupting)) return;
        const marker = level < MAX_DEPTH && mayStartItem(code) ? markers.listMarker(text, this.next, end) : 0;
        if (marker === 0 || (interrupting && !this.mayInterrupt(marker))) break;
        this.openItem(level, marker);
      }
      if (this.next === end) return;
      level++;
      paragraph = false;
      interrupting = false;
    }
    if (paragraph && this.leaf === BlockKind.Paragraph) this.extendParagraph();
    else this.openParagraph(level);
  }

  private mayInterrupt(marker: number): boolean {
    const width = marker & 0xff;
    if (skipSpaces(this.text, this.next + width, this.end) === this.end) return false;
    return !isDigit(this.text.charCodeAt(this.next)) || markers.startsAtOne(this.text, this.next, width);
  }

  /** Opens the leaf block that starts at `next`; false where none does. */
  private openBlock(code: number, level: number, paragraph: boolean, interrupting: boolean): boolean {
    const { text, next, end } = this;
    switch (code) {
      case Char.NumberSign:
        return this.takeAtxHeading(level);
      case Char.Backtick:
      case Char.Tilde: {
        const length = markers.openingFence(text, next, end);
        if (length === 0) return false;
        this.openLeaf(BlockKind.Fence, level);
        this.fenceMarker = code;
        this.fenceLength = length;
        return true;
      }
      case Char.LessThan: {
        const html = htmlKind(text, next, end);
        if (html === 0 || (html === 7 && paragraph)) return false;
        this.openLeaf(BlockKind.Html, level);
        this.html = html;
        if (html < 6 && this.htmlCloser.closes(html, next, end)) this.closeLeaf();
        return true;
      }
      case Char.EqualsSign:
        return interrupting && this.takeSetextHeading();
      case Char.HyphenMinus:
        return (interrupting && this.takeSetextHeading()) || this.takeThematicBreak(level);
      case Char.Asterisk:
      case Char.Underscore:
        return this.takeThematicBreak(level);
      default:
        return false;
    }
  }

  private openQuote(level: number): void {
    this.settle(level);
    this.stack.fill();
    const start = this.next;
    this.takeQuoteMarker();
    this.stack.pushQuote(this.table.add(BlockKind.Quote, start, this.next, this.stack.block, this.line, this.line));
  }

  private openItem(level: number, marker: number): void {
    const { stack, table, line } = this;
    this.settle(level);
    const start = this.next;
    const indent = this.nextColumn - this.column;
    const width = marker & 0xff;
    const type = marker >> 8;
    if (stack.listTypes[level] !== type || (stack.lists[level] as number) < 0) {
      stack.lists[level] = table.add(BlockKind.List, start, start, stack.block, line, line);
      stack.listTypes[level] = type;
    }
    this.takeMarker(width);
    const isEmpty = this.next === this.end;
    const behind = this.nextColumn - this.column;
    // More than four columns behind the marker are the indentation of a code block, of which the marker takes one.
    const taken = isEmpty || behind > 4 ? 1 : behind;
    const item = table.add(
      BlockKind.Item,
      start,
      isEmpty ? this.end : start + width,
      stack.lists[level] as number,
      line,
      line,
    );
    table.contentStart[item] = isEmpty || behind > 4 ? Math.min(start + width + 1, this.end) : this.next;
    this.column += taken;
    stack.pushItem(item, indent + width + taken, isEmpty);
  }

  private takeAtxHeading(level: number): boolean {
    const depth = markers.atxLevel(this.text, this.next, this.end);
    if (depth === 0) return false;
    this.settle(level);
    this.stack.fill();
    const start = skipSpaces(this.text, this.next + depth, this.end);
    const text = { start, end: markers.atxTextEnd(this.text, start, this.end) };
    this.addHeading('atx', depth, this.next, this.line, text);
    return true;
  }

  /** Makes the open paragraph a heading, if the line is an underline and the paragraph is more than definitions. */
  private takeSetextHeading(): boolean {
    const depth = markers.setextLevel(this.text, this.next, this.end);
    if (depth === 0) return false;
    this.takeDefinitions();
    if (this.leaf === NO_LEAF) return false;
    this.leaf = NO_LEAF;
    const text = { start: this.leafStart, end: skipSpacesBack(this.text, this.leafStart, this.leafEnd) };
    this.addHeading('setext', depth, this.leafStart, this.leafLine, text);
    return true;
  }

  private addHeading(form: Heading['form'], level: number, start: number, line: number, text: Heading['text']): void {
    const { end, line: lastLine } = this;
    const parent = this.stack.block;
    const block = this.table.add(BlockKind.Heading, start, end, parent, line, lastLine);
    this.headings.push({ start, end, block, parent, level, form, line, lastLine, text });
  }

  private takeThematicBreak(level: number): boolean {
    if (this.next < this.breakFailure) return false;
    this.breakFailure = markers.thematicBreakFailure(this.text, this.next, this.end);
    if (this.breakFailure >= 0) return false;
    this.settle(level);
    this.stack.fill();
    this.table.add(BlockKind.ThematicBreak, this.next, this.end, this.stack.block, this.line, this.line);
    return true;
  }

  /** Closes the open leaf and everything above `level`, since a block is added there. */
  private settle(level: number): void {
    this.closeLeaf();
    this.stack.cut(level);
  }

  private openParagraph(level: number): void {
    this.openLeaf(BlockKind.Paragraph, level);
    this.mayDefine = this.text.charCodeAt(this.next) === Char.LeftBracket;
    if (!this.mayDefine) return;
    this.paragraph.clear();
    this.paragraph.push(this.next, this.end);
  }

  private extendParagraph(): void {
    this.extendLeaf();
    if (this.mayDefine) this.paragraph.push(this.next, this.end);
  }

  private openLeaf(kind: BlockKind, level: number): void {
    this.settle(level);
    this.stack.fill();
    this.leaf = kind;
    this.leafStart = this.next;
    this.leafLine = this.line;
    this.extendLeaf();
  }

  private extendLeaf(): void {
    this.leafEnd = this.end;
    this.leafLastLine = this.line;
  }

  private closeLeaf(): void {
    if (this.leaf === BlockKind.Paragraph) this.takeDefinitions();
    const { leaf } = this;
    if (leaf === NO_LEAF) return;
    this.leaf = NO_LEAF;
    this.table.add(leaf, this.leafStart, this.leafEnd, this.stack.block, this.leafLine, this.leafLastLine);
  }

  /** Takes the definitions from the start of the open paragraph; where nothing else is left, no paragraph is. */
  private takeDefinitions(): void {
    if (!this.mayDefine) return;
    this.mayDefine = false;
    const { text, paragraph } = this;
    const parent = this.stack.block;
    let first = 0;
    while (first < paragraph.count && text.charCodeAt(paragraph.startOf(first)) === Char.LeftBracket) {
      const parsed = parseDefinition(text, paragraph, first);
      if (!parsed) break;
      const { start, end, label, url } = parsed;
      const line = this.leafLine + first;
      const lastLine = this.leafLine + parsed.lastLine;
      const block = this.table.add(BlockKind.Definition, start, end, parent, line, lastLine);
      this.definitions.push({ start, end, block, parent, line, lastLine, label, url });
      first = parsed.lastLine + 1;
    }
    if (first === paragraph.count) {
      this.leaf = NO_LEAF;
    } else if (first > 0) {
      this.leafStart = paragraph.startOf(first);
      this.leafLine += first;
    }
  }
}

function mayStartItem(code: number): boolean {
  return code === Char.HyphenMinus || code === Char.Asterisk || code === Char.PlusSign || isDigit(code);
}

function isCrLf(text: string, lineFeed: number): boolean {
  return text.charCodeAt(lineFeed) === Char.LineFeed && text.charCodeAt(lineFeed - 1) === Char.CarriageReturn;
}
