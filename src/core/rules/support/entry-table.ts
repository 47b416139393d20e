import type { Changelog, Entry, Release } from '../../changelog/model.ts';
import { BlockKind } from '../../markdown/blocks.ts';
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
    const { table } = blocks;
    const { kind, parent } = table;
    const firstBlock = releases[0]?.heading.block ?? table.count;
    let capacity = 0;
    for (let block = firstBlock; block < table.count; block++) if (kind[block] === BlockKind.Item) capacity++;
    const first = new Uint16Array(capacity);
    const start = new Int32Array(capacity);
    const contentStart = new Int32Array(capacity);
    const end = new Int32Array(capacity);
    const blockOf = new Int32Array(capacity);
    const releaseOf = new Int32Array(capacity);
    let count = 0;
    let release = -1;
    let next = firstBlock;
    for (let block = firstBlock; block < table.count; block++) {
      if (block === next) {
        release++;
        next = releases[release + 1]?.heading.block ?? table.count;
      }
      if (kind[block] !== BlockKind.Item) continue;
      const list = parent[block] as number;
      if (list < 0 || kind[list] !== BlockKind.List || parent[list] !== -1) continue;
      const content = blocks.contentStart[block] as number;
      const blockEnd = table.end[block] as number;
      blockOf[count] = block;
      releaseOf[count] = release;
      start[count] = table.start[block] as number;
      contentStart[count] = content;
      end[count] = blockEnd;
      first[count++] = content < blockEnd ? text.charCodeAt(content) : 0;
    }
    this.#releases = releases;
    this.count = count;
    this.first = first.subarray(0, count);
    this.start = start.subarray(0, count);
    this.contentStart = contentStart.subarray(0, count);
    this.end = end.subarray(0, count);
    this.block = blockOf.subarray(0, count);
    this.release = releaseOf.subarray(0, count);
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
