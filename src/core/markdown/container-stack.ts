import { BlockKind } from './blocks.ts';

/**
 * How many quotes and list items may stand in one another. Beyond it, markers are the text of a paragraph.
 *
 * No document needs more. Without a limit, a line of ten thousand `>` would be ten thousand blocks, and every line that
 * continues them ten thousand steps.
 */
export const MAX_DEPTH = 100;

/**
 * The open containers: level 0 is the document, each level above it a quote or a list item.
 *
 * A list is open as long as its parent is and nothing but its items was added there, so it is a property of the level in
 * which it stands and not a level of its own.
 */
export class ContainerStack {
  depth = 0;
  /** True where the innermost container is an item that has nothing behind its marker and no block yet. */
  topIsEmpty = false;
  readonly kinds = new Uint8Array(MAX_DEPTH + 1);
  readonly blocks = new Int32Array(MAX_DEPTH + 1).fill(-1);
  /** For items: how many columns of indentation their content needs. */
  readonly widths = new Int32Array(MAX_DEPTH + 1);
  /** The innermost quote of each level and those below it, 0 where there is none. */
  private readonly quotes = new Uint8Array(MAX_DEPTH + 1);
  /** The open list of each level, -1 where there is none, and the character that tells its markers from others. */
  private readonly lists = new Int32Array(MAX_DEPTH + 1).fill(-1);
  private readonly listTypes = new Uint8Array(MAX_DEPTH + 1);

  /** The block of the innermost container, -1 for the document. */
  get block(): number {
    return this.blocks[this.depth] as number;
  }

  /** The level of the innermost quote, 0 where there is none. Above it, blank lines continue all containers. */
  get quoteLevel(): number {
    return this.quotes[this.depth] as number;
  }

  /** The list that is open in the innermost container, -1 where none is. */
  get list(): number {
    return this.lists[this.depth] as number;
  }

  /** True where the list that is open in the innermost container goes on with markers of `type`. */
  isInList(type: number): boolean {
    return this.list >= 0 && this.listTypes[this.depth] === type;
  }

  openList(block: number, type: number): void {
    this.lists[this.depth] = block;
    this.listTypes[this.depth] = type;
  }

  pushQuote(block: number): void {
    this.push(BlockKind.Quote, block);
    this.quotes[this.depth] = this.depth;
  }

  pushItem(block: number, width: number, isEmpty: boolean): void {
    this.push(BlockKind.Item, block);
    this.quotes[this.depth] = this.quotes[this.depth - 1] as number;
    this.widths[this.depth] = width;
    this.topIsEmpty = isEmpty;
  }

  /** Closes everything above `level`. */
  cut(level: number): void {
    if (this.depth > level) {
      this.depth = level;
      this.topIsEmpty = false;
    }
  }

  /** Records that a block other than an item is added to the innermost container. */
  fill(): void {
    this.topIsEmpty = false;
    this.lists[this.depth] = -1;
  }

  private push(kind: BlockKind, block: number): void {
    this.depth++;
    this.kinds[this.depth] = kind;
    this.blocks[this.depth] = block;
    this.lists[this.depth] = -1;
    this.topIsEmpty = false;
  }
}
