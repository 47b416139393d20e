import type { Changelog, Entry } from '../../changelog/model.ts';

/** Every entry of a changelog in the order of the document, with what rules ask of each of them in columns. */
export interface EntryTable {
  readonly entries: readonly Entry[];
  /** The first code unit of each entry's text; 0 for an entry without text. */
  readonly first: Uint16Array;
  /** The offset at which each entry starts. */
  readonly start: Int32Array;
}

/**
 * Gathers the entries for rules that look at all of them: they read the columns and touch an entry only where its first
 * character is one that they look for. Ask for it with `index.once(gatherEntries, changelog)`.
 */
export function gatherEntries({ releases, source: { text } }: Changelog): EntryTable {
  const entries: Entry[] = [];
  for (const { looseEntries, sections } of releases) {
    for (const entry of looseEntries) entries.push(entry);
    for (const section of sections) for (const entry of section.entries) entries.push(entry);
  }
  const first = new Uint16Array(entries.length);
  const start = new Int32Array(entries.length);
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i] as Entry;
    start[i] = entry.start;
    first[i] = entry.contentStart < entry.end ? text.charCodeAt(entry.contentStart) : 0;
  }
  return { entries, first, start };
}

/** The entry whose span holds `offset`, or null where none does. */
export function entryAt({ entries, start }: EntryTable, offset: number): Entry | null {
  let low = 0;
  let high = start.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((start[middle] as number) <= offset) low = middle + 1;
    else high = middle;
  }
  const entry = entries[low - 1];
  return entry && offset < entry.end ? entry : null;
}
