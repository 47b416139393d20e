import type { Changelog, Entry, Release } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';

/**
 * Every entry of a changelog in the order of the document, in columns.
 *
 * A large changelog has ten thousand entries, and making an object of each costs more than all the rules together. Rules that
 * look at all of them read the columns, and ask for an entry where there is something to say about it.
 */
export class EntryTable {
  readonly #releases: readonly Release[];
  #entries: readonly Entry[] | null = null;
  readonly count: number;
  /** The first code unit of each entry's text; 0 for an entry without text. */
  readonly first: Uint16Array;
  /** The offset at which each entry starts, its text starts, and it ends. */
  readonly start: Int32Array;
  readonly contentStart: Int32Array;
  readonly end: Int32Array;
  /** The block of each entry. */
  readonly block: Int32Array;
  /** The index of the release that each entry stands in. */
  readonly release: Int32Array;

  constructor({ releases, blocks, source: { text } }: Changelog) {
    const { table, topItems } = blocks;
    const before = countBefore(topItems, releases[0]?.heading.block ?? table.count);
    const count = topItems.length - before;
    const first = new Uint16Array(count);
    const start = new Int32Array(count);
    const contentStart = new Int32Array(count);
    const end = new Int32Array(count);
    const blockOf = new Int32Array(count);
    const releaseOf = new Int32Array(count);
    let release = 0;
    let next = releases[1]?.heading.block ?? table.count;
    for (let i = 0; i < count; i++) {
      const block = topItems[before + i] as number;
      while (block > next) next = releases[++release + 1]?.heading.block ?? table.count;
      const content = blocks.contentStart[block] as number;
      const blockEnd = table.end[block] as number;
      blockOf[i] = block;
      releaseOf[i] = release;
      start[i] = table.start[block] as number;
      contentStart[i] = content;
      end[i] = blockEnd;
      first[i] = content < blockEnd ? text.charCodeAt(content) : 0;
    }
    this.#releases = releases;
    this.count = count;
    this.first = first;
    this.start = start;
    this.contentStart = contentStart;
    this.end = end;
    this.block = blockOf;
    this.release = releaseOf;
  }

  /** All entries as objects; for rules that are off by default. */
  get entries(): readonly Entry[] {
    this.#entries ??= this.#releases.flatMap(entriesOf);
    return this.#entries;
  }

  /** Where the text of an entry stands. */
  textOf(i: number): Span {
    return { start: this.contentStart[i] as number, end: this.end[i] as number };
  }

  /** The indexes of the entries of a release: from `start` up to `end`. */
  entriesOf(release: number): Span {
    return { start: this.#firstOf(release), end: this.#firstOf(release + 1) };
  }

  /** The index of the first entry that stands in this release or a later one. */
  #firstOf(release: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.release[middle] as number) < release) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  releaseOf(i: number): Release {
    return this.#releases[this.release[i] as number] as Release;
  }

  entryOf(i: number): Entry {
    const block = this.block[i] as number;
    const { looseEntries, sections } = this.releaseOf(i);
    const section = lastBefore(sections, block, ({ heading }) => heading.block);
    const entry = lastBefore(section?.entries ?? looseEntries, block + 1, (each) => each.block);
    return entry as Entry;
  }

  /** The index of the entry whose span holds `offset`, -1 where none does. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.start[middle] as number) <= offset) low = middle + 1;
      else high = middle;
    }
    return low > 0 && offset < (this.end[low - 1] as number) ? low - 1 : -1;
  }
}

function countBefore(items: Int32Array, block: number): number {
  let count = 0;
  while (count < items.length && (items[count] as number) < block) count++;
  return count;
}

/** The last of some things in order whose block comes before `block`. */
function lastBefore<T>(things: readonly T[], block: number, blockOf: (thing: T) => number): T | undefined {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blockOf(things[middle] as T) < block) low = middle + 1;
    else high = middle;
  }
  return things[low - 1];
}

function entriesOf({ looseEntries, sections }: Release): readonly Entry[] {
  return [...looseEntries, ...sections.flatMap(({ entries }) => entries)];
}

/** Gathers the entries of a changelog. Ask for it with `index.once(gatherEntries, changelog)`. */
export function gatherEntries(changelog: Changelog): EntryTable {
  return new EntryTable(changelog);
}

/** The entry whose span holds `offset`, or null where none does. */
export function entryAt(table: EntryTable, offset: number): Entry | null {
  const index = table.indexAt(offset);
  return index < 0 ? null : table.entryOf(index);
}
