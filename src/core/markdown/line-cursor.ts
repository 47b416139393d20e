import { Char } from './characters.ts';
import { thematicBreakFailure } from './markers.ts';

/**
 * Where the scanner stands in its line.
 *
 * Columns, not offsets, decide about indentation, since a container's marker may take a part of a tab (CommonMark 2.2).
 */
export class LineCursor {
  readonly text: string;
  line = 0;
  /** The end of the line, before its line ending. */
  end = 0;
  /** The column up to which containers took the line. */
  column = 0;
  /** The first character behind that column that is no space, `end` where there is none, and its column. */
  next = 0;
  nextColumn = 0;
  /** No thematic break starts on this line before this offset. */
  private breakFailure = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isBlank(): boolean {
    return this.next === this.end;
  }

  /** The columns of white space in front of `next` that no container took. */
  get indent(): number {
    return this.nextColumn - this.column;
  }

  startLine(line: number, start: number, end: number): void {
    this.line = line;
    this.end = end;
    this.column = 0;
    this.breakFailure = 0;
    this.findNext(start, 0);
  }

  /** Moves behind a marker of `width` characters; `column` is then behind it, `next` behind the white space as well. */
  takeMarker(width: number): void {
    const column = this.nextColumn + width;
    this.column = column;
    this.findNext(this.next + width, column);
  }

  /** Moves behind a `>` and the one column of white space that belongs to it. */
  takeQuoteMarker(): void {
    this.takeMarker(1);
    if (this.nextColumn > this.column) this.column++;
  }

  /** True where the line from `next`, a `-`, `*` or `_`, is a thematic break. */
  isThematicBreak(): boolean {
    if (this.next < this.breakFailure) return false;
    this.breakFailure = thematicBreakFailure(this.text, this.next, this.end);
    return this.breakFailure < 0;
  }

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
}
