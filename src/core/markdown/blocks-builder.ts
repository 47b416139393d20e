import type { Span } from '../text/source.ts';
import { BlockKind, type Blocks, type Definition, type Heading } from './blocks.ts';
import type { ParsedDefinition } from './definitions.ts';

type Column = Int32Array<ArrayBuffer>;

/** With how many blocks the columns start at most, so that a megabyte of line endings does not reserve forty. */
const MAX_INITIAL_CAPACITY = 1 << 16;
/** A line of a list is an item and a paragraph; with blank lines between, a document has fewer blocks than that. */
const BLOCKS_OF_LINE = 2;

/**
 * The growable form of `Blocks`.
 *
 * Columns of numbers instead of an object per block: a megabyte of changelog has thirty thousand blocks, and allocating
 * them would cost more than finding them.
 */
export class BlocksBuilder {
  private count = 0;
  private kind: Uint8Array<ArrayBuffer>;
  private start: Column;
  private end: Column;
  private parent: Column;
  private line: Column;
  private lastLine: Column;
  private contentStart: Column;
  private readonly headings: Heading[] = [];
  private readonly definitions: Definition[] = [];
  private topItems: Column;
  private topItemCount = 0;

  constructor(lineCount: number) {
    const capacity = Math.min(lineCount * BLOCKS_OF_LINE, MAX_INITIAL_CAPACITY) + 64;
    this.kind = new Uint8Array(capacity);
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
    this.parent = new Int32Array(capacity);
    this.line = new Int32Array(capacity);
    this.lastLine = new Int32Array(capacity);
    this.contentStart = new Int32Array(capacity);
    this.topItems = new Int32Array(capacity >> 2);
  }

  /** Adds a block and returns its index. */
  add(kind: BlockKind, start: number, end: number, parent: number, line: number, lastLine: number): number {
    const block = this.count++;
    if (block === this.kind.length) this.grow(block * 2);
    this.kind[block] = kind;
    this.start[block] = start;
    this.end[block] = end;
    this.parent[block] = parent;
    this.line[block] = line;
    this.lastLine[block] = lastLine;
    return block;
  }

  addItem(start: number, end: number, list: number, line: number, contentStart: number): number {
    const block = this.add(BlockKind.Item, start, end, list, line, line);
    this.contentStart[block] = contentStart;
    if (this.parent[list] === -1) this.addTopItem(block);
    return block;
  }

  private addTopItem(block: number): void {
    const { topItems, topItemCount } = this;
    if (topItemCount === topItems.length) this.topItems = grown(topItems, 2 * topItemCount);
    this.topItems[this.topItemCount++] = block;
  }

  addHeading(
    form: Heading['form'],
    level: number,
    start: number,
    end: number,
    text: Span,
    parent: number,
    line: number,
    lastLine: number,
  ): void {
    const block = this.add(BlockKind.Heading, start, end, parent, line, lastLine);
    this.headings.push({ start, end, block, parent, level, form, line, lastLine, text });
  }

  /** Adds a definition that was read from the paragraph that starts on line `paragraphLine`, on its line `first`. */
  addDefinition(parsed: ParsedDefinition, first: number, parent: number, paragraphLine: number): void {
    const { start, end, label, url } = parsed;
    const line = paragraphLine + first;
    const lastLine = paragraphLine + parsed.lastLine;
    const block = this.add(BlockKind.Definition, start, end, parent, line, lastLine);
    this.definitions.push({ start, end, block, parent, line, lastLine, label, url });
  }

  /** Makes `block` reach at least to `end` on `line`. */
  extend(block: number, end: number, line: number): void {
    if (end > (this.end[block] as number)) this.end[block] = end;
    if (line > (this.lastLine[block] as number)) this.lastLine[block] = line;
  }

  toBlocks(): Blocks {
    this.closeContainers();
    const { count } = this;
    const table = {
      count,
      kind: this.kind.subarray(0, count),
      start: this.start.subarray(0, count),
      end: this.end.subarray(0, count),
      parent: this.parent.subarray(0, count),
      line: this.line.subarray(0, count),
      lastLine: this.lastLine.subarray(0, count),
    };
    const { headings, definitions } = this;
    const topItems = this.topItems.subarray(0, this.topItemCount);
    return { table, headings, definitions, contentStart: this.contentStart.subarray(0, count), topItems };
  }

  /** Makes every container reach to the end of its last child. */
  private closeContainers(): void {
    const { end, parent, lastLine } = this;
    // Children follow their parents, so one pass from the back sees every block's final end before its parent needs it.
    for (let block = this.count - 1; block >= 0; block--) {
      const above = parent[block] as number;
      if (above < 0) continue;
      const blockEnd = end[block] as number;
      if (blockEnd <= (end[above] as number)) continue;
      end[above] = blockEnd;
      lastLine[above] = lastLine[block] as number;
    }
  }

  private grow(capacity: number): void {
    const kind = new Uint8Array(capacity);
    kind.set(this.kind);
    this.kind = kind;
    this.start = grown(this.start, capacity);
    this.end = grown(this.end, capacity);
    this.parent = grown(this.parent, capacity);
    this.line = grown(this.line, capacity);
    this.lastLine = grown(this.lastLine, capacity);
    this.contentStart = grown(this.contentStart, capacity);
  }
}

function grown(column: Column, capacity: number): Column {
  const larger = new Int32Array(capacity);
  larger.set(column);
  return larger;
}
