import type { BlockKind, BlockTable } from './blocks.ts';

type Column = Int32Array<ArrayBuffer>;

/**
 * The growable form of a `BlockTable`.
 *
 * Columns of numbers instead of an object per block: a megabyte of changelog has thirty thousand blocks, and allocating
 * them would cost more than finding them.
 */
export class TableBuilder {
  count = 0;
  kind: Uint8Array<ArrayBuffer>;
  start: Column;
  end: Column;
  parent: Column;
  line: Column;
  lastLine: Column;
  contentStart: Column;

  constructor(capacity: number) {
    this.kind = new Uint8Array(capacity);
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
    this.parent = new Int32Array(capacity);
    this.line = new Int32Array(capacity);
    this.lastLine = new Int32Array(capacity);
    this.contentStart = new Int32Array(capacity);
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

  /** Makes `block` reach at least to `end` on `line`. */
  extend(block: number, end: number, line: number): void {
    if (end > (this.end[block] as number)) this.end[block] = end;
    if (line > (this.lastLine[block] as number)) this.lastLine[block] = line;
  }

  /** Makes every container reach to the end of its last child. */
  closeContainers(): void {
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

  toTable(): BlockTable {
    const { count } = this;
    return {
      count,
      kind: this.kind.subarray(0, count),
      start: this.start.subarray(0, count),
      end: this.end.subarray(0, count),
      parent: this.parent.subarray(0, count),
      line: this.line.subarray(0, count),
      lastLine: this.lastLine.subarray(0, count),
    };
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
