import type { Span } from '../text/source.ts';

/** The kinds of CommonMark 0.31 blocks (sections 4 and 5) that `scanBlocks` tells apart. */
export const enum BlockKind {
  Quote = 1,
  List = 2,
  Item = 3,
  Paragraph = 4,
  Heading = 5,
  ThematicBreak = 6,
  Fence = 7,
  IndentedCode = 8,
  Html = 9,
  Definition = 10,
}

/**
 * A document's blocks in document order, one column per property: block `i` is `kind[i]`, `start[i]`, ….
 *
 * `start` is the offset of the block's first character (behind the markers of its containers and its indentation), `end`
 * the end of its last line, white space at that line's end included and the line ending not. `parent` is the index of the
 * containing quote, list or item, -1 for the blocks of the document itself; parents stand in front of their children.
 * `line` and `lastLine` count from 0. A fence or HTML block that is not closed has the blank lines behind it, and so do the
 * items that it stands in; a quote has the blank lines that it marks.
 */
export interface BlockTable {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly parent: Int32Array;
  readonly line: Int32Array;
  readonly lastLine: Int32Array;
}

/** An ATX or setext heading (CommonMark 4.2, 4.3). `start`..`end` is the whole block, `text` the inline content. */
export interface Heading extends Span {
  readonly block: number;
  /** The containing quote or item, -1 where the heading stands in the document itself. */
  readonly parent: number;
  readonly level: number;
  readonly form: 'atx' | 'setext';
  readonly line: number;
  readonly lastLine: number;
  /** The inline content without markers and surrounding white space; of a setext heading it may span several lines. */
  readonly text: Span;
}

/** A link reference definition (CommonMark 4.7). */
export interface Definition extends Span {
  readonly block: number;
  readonly parent: number;
  readonly line: number;
  readonly lastLine: number;
  /** The label between its brackets, as written. */
  readonly label: Span;
  /** The destination, as written, without `<` and `>`. */
  readonly url: Span;
}

export interface Blocks {
  readonly table: BlockTable;
  readonly headings: readonly Heading[];
  readonly definitions: readonly Definition[];
  /** For each block of kind Item the offset at which its content starts; 0 for the others. */
  readonly contentStart: Int32Array;
  /** The items of the lists that stand in the document itself, in order. */
  readonly topItems: Int32Array;
}
