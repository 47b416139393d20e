import { BlockKind } from './blocks.ts';
import type { BlocksBuilder } from './blocks-builder.ts';
import { Char } from './characters.ts';
import { DefinitionReader } from './definitions.ts';
import { HtmlCloser } from './html.ts';
import type { LineCursor } from './line-cursor.ts';
import { closesFence } from './markers.ts';
import { ParagraphLines } from './paragraph-lines.ts';

/** Not a kind of block: no leaf is open. */
export const NO_LEAF = 0;

/**
 * The paragraph, code or HTML that takes the lines of the innermost container, until it is closed. Only then it becomes a
 * block: by then it is known whether it was a paragraph at all, or a heading, or definitions.
 */
export class OpenLeaf {
  kind: BlockKind | typeof NO_LEAF = NO_LEAF;
  start = 0;
  end = 0;
  line = 0;
  private lastLine = 0;
  private fenceMarker = 0;
  private fenceLength = 0;
  private htmlKind = 0;
  private mayDefine = false;
  private readonly lines = new ParagraphLines();
  private readonly htmlCloser: HtmlCloser;
  private readonly definitions: DefinitionReader;
  private readonly cursor: LineCursor;
  private readonly builder: BlocksBuilder;

  constructor(cursor: LineCursor, builder: BlocksBuilder) {
    this.cursor = cursor;
    this.builder = builder;
    this.htmlCloser = new HtmlCloser(cursor.text);
    this.definitions = new DefinitionReader(cursor.text, this.lines);
  }

  open(kind: BlockKind): void {
    this.kind = kind;
    this.start = this.cursor.next;
    this.line = this.cursor.line;
    this.extend();
  }

  openFence(length: number): void {
    this.open(BlockKind.Fence);
    this.fenceMarker = this.cursor.text.charCodeAt(this.cursor.next);
    this.fenceLength = length;
  }

  openHtml(htmlKind: number): void {
    this.open(BlockKind.Html);
    this.htmlKind = htmlKind;
  }

  openParagraph(): void {
    this.open(BlockKind.Paragraph);
    const { text, next, end } = this.cursor;
    this.mayDefine = text.charCodeAt(next) === Char.LeftBracket;
    if (!this.mayDefine) return;
    this.lines.clear();
    this.lines.push(next, end);
  }

  extendParagraph(): void {
    this.extend();
    if (this.mayDefine) this.lines.push(this.cursor.next, this.cursor.end);
  }

  /** Takes a blank line of the innermost container; false where that ends the leaf. */
  takesBlankLine(): boolean {
    if (this.kind === BlockKind.IndentedCode) return true;
    if (this.kind !== BlockKind.Fence && (this.kind !== BlockKind.Html || this.htmlKind > 5)) return false;
    this.extend();
    return true;
  }

  /** Takes a line of the innermost container that is not blank; false where the leaf does not reach to it. */
  takesLine(): boolean {
    if (this.kind === NO_LEAF || this.kind === BlockKind.Paragraph) return false;
    if (this.kind === BlockKind.IndentedCode && this.cursor.indent < 4) return false;
    this.extend();
    return true;
  }

  /** True where the line that was just taken is the last one of the fence or HTML block. */
  endsHere(): boolean {
    const { text, next, end, indent } = this.cursor;
    if (this.kind === BlockKind.Fence)
      return indent < 4 && closesFence(text, next, end, this.fenceMarker, this.fenceLength);
    return this.kind === BlockKind.Html && this.htmlKind < 6 && this.htmlCloser.closes(this.htmlKind, next, end);
  }

  /** Writes the leaf into the table as a child of `parent`. */
  close(parent: number): void {
    if (this.kind === BlockKind.Paragraph) this.takeDefinitions(parent);
    const { kind } = this;
    if (kind === NO_LEAF) return;
    this.kind = NO_LEAF;
    this.builder.add(kind, this.start, this.end, parent, this.line, this.lastLine);
  }

  /** Takes the definitions from the start of the open paragraph; where nothing else is left, no paragraph is. */
  takeDefinitions(parent: number): void {
    if (!this.mayDefine) return;
    this.mayDefine = false;
    const { lines } = this;
    const { text } = this.cursor;
    let first = 0;
    while (first < lines.count && text.charCodeAt(lines.startOf(first)) === Char.LeftBracket) {
      const parsed = this.definitions.read(first);
      if (!parsed) break;
      this.builder.addDefinition(parsed, first, parent, this.line);
      first = parsed.lastLine + 1;
    }
    if (first === lines.count) {
      this.kind = NO_LEAF;
    } else if (first > 0) {
      this.start = lines.startOf(first);
      this.line += first;
    }
  }

  private extend(): void {
    this.end = this.cursor.end;
    this.lastLine = this.cursor.line;
  }
}
