import type { Span } from '../text/source.ts';
import { Char, isBlank, isControl, isSpace, skipSpaces } from './characters.ts';
import type { ParagraphLines } from './paragraph-lines.ts';

/** The longest link label in characters (CommonMark 4.7). */
const MAX_LABEL = 999;

/** The ASCII characters that a bare destination ends at, or that say where it does. */
const MAY_END_BARE = Uint8Array.from({ length: 128 }, (_, code) =>
  code === Char.Space ||
  isControl(code) ||
  code === Char.Backslash ||
  code === Char.LeftParenthesis ||
  code === Char.RightParenthesis
    ? 1
    : 0,
);

/** A link reference definition within its paragraph; `lastLine` counts the paragraph's lines from 0. */
export interface ParsedDefinition extends Span {
  readonly lastLine: number;
  readonly label: Span;
  readonly url: Span;
}

/** Reads link reference definitions (CommonMark 4.7) from the lines of paragraphs. */
export class DefinitionReader {
  private readonly text: string;
  private readonly lines: ParagraphLines;
  private line = 0;
  private at = 0;
  private end = 0;

  /** @param lines those of the paragraph that is read, whichever that is */
  constructor(text: string, lines: ParagraphLines) {
    this.text = text;
    this.lines = lines;
  }

  /**
   * Reads one definition that starts on line `first` of the paragraph, null where none does.
   *
   * Linear in the lines that it looks at. A paragraph asks again only behind a definition that was read, so that a paragraph
   * is read a constant number of times however it is made.
   */
  read(first: number): ParsedDefinition | null {
    this.line = first;
    this.at = this.lines.startOf(first);
    this.end = this.lines.endOf(first);
    const start = this.at;
    const label = this.readLabel();
    if (!label || this.at === this.end || this.text.charCodeAt(this.at) !== Char.Colon) return null;
    this.at++;
    if (!this.skipWhiteSpace()) return null;
    const url = this.readDestination();
    if (!url) return null;
    const lastLine = this.readTitle();
    return lastLine < 0 ? null : { start, end: this.lines.endOf(lastLine), lastLine, label, url };
  }

  /** Moves over spaces, tabs and at most one line ending; false where the paragraph ends there. */
  private skipWhiteSpace(): boolean {
    this.at = skipSpaces(this.text, this.at, this.end);
    if (this.at < this.end) return true;
    if (!this.nextLine()) return false;
    this.at = skipSpaces(this.text, this.at, this.end);
    return true;
  }

  private nextLine(): boolean {
    if (this.line + 1 >= this.lines.count) return false;
    this.line++;
    this.at = this.lines.startOf(this.line);
    this.end = this.lines.endOf(this.line);
    return true;
  }

  private readLabel(): Span | null {
    const { text } = this;
    const start = this.at + 1;
    let size = 0;
    let blank = true;
    this.at = start;
    for (;;) {
      if (this.at === this.end) {
        if (!this.nextLine() || ++size > MAX_LABEL) return null;
        continue;
      }
      const code = text.charCodeAt(this.at++);
      if (code === Char.RightBracket) return blank ? null : { start, end: this.at - 1 };
      if (code === Char.LeftBracket || ++size > MAX_LABEL) return null;
      if (blank && !isSpace(code)) blank = false;
      if (code === Char.Backslash && this.at < this.end && isLabelEscape(text.charCodeAt(this.at))) {
        this.at++;
        size++;
      }
    }
  }

  private readDestination(): Span | null {
    return this.text.charCodeAt(this.at) === Char.LessThan ? this.readEnclosed() : this.readBare();
  }

  private readEnclosed(): Span | null {
    const { text, end } = this;
    const start = this.at + 1;
    for (let next = start; next < end; next++) {
      const code = text.charCodeAt(next);
      if (code === Char.LessThan) return null;
      if (code === Char.Backslash && next + 1 < end) next++;
      if (code !== Char.GreaterThan) continue;
      this.at = next + 1;
      return { start, end: next };
    }
    return null;
  }

  private readBare(): Span | null {
    const { text, end } = this;
    const start = this.at;
    let depth = 0;
    let next = start;
    for (; next < end; next++) {
      const code = text.charCodeAt(next);
      // Nearly all of a URL says nothing about where it ends.
      if (code >= 128 || MAY_END_BARE[code] === 0) continue;
      if (code === Char.Space || isControl(code)) break;
      if (code === Char.Backslash && next + 1 < end && isParenthesisEscape(text.charCodeAt(next + 1))) next++;
      else if (code === Char.LeftParenthesis) depth++;
      else if (code === Char.RightParenthesis && --depth < 0) break;
    }
    if (depth !== 0 || next === start) return null;
    this.at = next;
    return { start, end: next };
  }

  /** Moves over the optional title and returns the definition's last line, -1 where its destination is followed by junk. */
  private readTitle(): number {
    const { line, at } = this;
    const alone = isBlank(this.text, at, this.end);
    const separated = this.skipWhiteSpace() && (this.line > line || this.at > at);
    if (separated && this.skipTitle() && isBlank(this.text, this.at, this.end)) return this.line;
    return alone ? line : -1;
  }

  private skipTitle(): boolean {
    const { text } = this;
    const opener = text.charCodeAt(this.at);
    if (opener !== Char.QuotationMark && opener !== Char.Apostrophe && opener !== Char.LeftParenthesis) return false;
    const closer = opener === Char.LeftParenthesis ? Char.RightParenthesis : opener;
    this.at++;
    for (;;) {
      if (this.at >= this.end) {
        if (!this.nextLine()) return false;
        continue;
      }
      const code = text.charCodeAt(this.at++);
      if (code === closer) return true;
      if (code === Char.LeftParenthesis && closer === Char.RightParenthesis) return false;
      if (code === Char.Backslash && this.at < this.end) this.at++;
    }
  }
}

function isLabelEscape(code: number): boolean {
  return code === Char.LeftBracket || code === Char.Backslash || code === Char.RightBracket;
}

function isParenthesisEscape(code: number): boolean {
  return code === Char.LeftParenthesis || code === Char.RightParenthesis || code === Char.Backslash;
}
