import type { Span } from '../text/source.ts';
import { BlockKind, type Blocks, type Definition, type Heading } from './blocks.ts';
import type { ParsedDefinition } from './definitions.ts';

type Column = Int32Array<ArrayBuffer>;

/** How far the blocks behind a change moved. */
export interface Shift {
  readonly offset: number;
  readonly lines: number;
}

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

  /** @param blockCount how many blocks are expected */
  constructor(blockCount: number) {
    const capacity = blockCount + 64;
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

  get lastHeading(): Heading | undefined {
    return this.headings.at(-1);
  }

  /** Adds the blocks of another table up to `heading`, the first ones of this table, too. */
  addUpTo({ table, headings, definitions, contentStart, topItems }: Blocks, { block: last }: Heading): void {
    const count = last + 1;
    this.reserve(table.count);
    this.kind.set(table.kind.subarray(0, count));
    this.start.set(table.start.subarray(0, count));
    this.end.set(table.end.subarray(0, count));
    this.parent.set(table.parent.subarray(0, count));
    this.line.set(table.line.subarray(0, count));
    this.lastLine.set(table.lastLine.subarray(0, count));
    this.contentStart.set(contentStart.subarray(0, count));
    this.count = count;
    for (const heading of headings) if (heading.block <= last) this.headings.push(heading);
    for (const definition of definitions) if (definition.block <= last) this.definitions.push(definition);
    for (let i = 0; i < topItems.length && (topItems[i] as number) < last; i++) this.addTopItem(topItems[i] as number);
  }

  /** Adds the blocks of another table behind `heading`, moved by `shift`. */
  addBehind(
    { table, headings, definitions, contentStart, topItems }: Blocks,
    { block: last }: Heading,
    shift: Shift,
  ): void {
    const from = last + 1;
    const to = this.count;
    const blocks = to - from;
    const { offset, lines } = shift;
    this.reserve(to + table.count - from);
    this.kind.set(table.kind.subarray(from), to);
    addAll(table.start, from, this.start, to, offset);
    addAll(table.end, from, this.end, to, offset);
    addAll(table.line, from, this.line, to, lines);
    addAll(table.lastLine, from, this.lastLine, to, lines);
    for (let i = from; i < table.count; i++) {
      const parent = table.parent[i] as number;
      this.parent[i + blocks] = parent < 0 ? -1 : parent + blocks;
      const content = contentStart[i] as number;
      if (content !== 0) this.contentStart[i + blocks] = content + offset;
    }
    this.count = table.count + blocks;
    for (const each of headings) if (each.block > last) this.headings.push(movedHeading(each, blocks, shift));
    for (const each of definitions) if (each.block > last) this.definitions.push(movedDefinition(each, blocks, shift));
    for (let i = 0; i < topItems.length; i++) {
      const item = topItems[i] as number;
      if (item > last) this.addTopItem(item + blocks);
    }
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

  private reserve(capacity: number): void {
    if (capacity > this.kind.length) this.grow(capacity);
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

/** Copies the numbers from `from` on, each with `summand` added to it. */
function addAll(numbers: Int32Array, from: number, target: Column, to: number, summand: number): void {
  for (let i = from; i < numbers.length; i++) target[i - from + to] = (numbers[i] as number) + summand;
}

function movedHeading(heading: Heading, blocks: number, { offset, lines }: Shift): Heading {
  const { start, end, block, parent, level, form, line, lastLine, text } = heading;
  return {
    start: start + offset,
    end: end + offset,
    block: block + blocks,
    parent: parent < 0 ? -1 : parent + blocks,
    level,
    form,
    line: line + lines,
    lastLine: lastLine + lines,
    text: movedSpan(text, offset),
  };
}

function movedDefinition(definition: Definition, blocks: number, { offset, lines }: Shift): Definition {
  const { start, end, block, parent, line, lastLine, label, url } = definition;
  return {
    start: start + offset,
    end: end + offset,
    block: block + blocks,
    parent: parent < 0 ? -1 : parent + blocks,
    line: line + lines,
    lastLine: lastLine + lines,
    label: movedSpan(label, offset),
    url: movedSpan(url, offset),
  };
}

function movedSpan({ start, end }: Span, offset: number): Span {
  return { start: start + offset, end: end + offset };
}

function grown(column: Column, capacity: number): Column {
  const larger = new Int32Array(capacity);
  larger.set(column);
  return larger;
}
