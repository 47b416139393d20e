import { type BreakingMarker, findBreakingMarker } from '../../changelog/breaking.ts';
import type { Entry } from '../../changelog/model.ts';
import { Char } from '../../markdown/characters.ts';
import type { RuleContext } from '../rule.ts';
import { entryAt, gatherEntries } from './entry-table.ts';

/** An entry with a mark that says that it breaks something. */
export interface MarkedEntry {
  readonly entry: Entry;
  readonly marker: BreakingMarker;
}

/** Every marker has one of these in it, or starts with a colon; asking each entry would read the whole text. */
const TRACES = ['Break', 'BREAK', 'break', '!:', '💥'] as const;

/** The entries with a breaking marker, in order. Ask for it with `index.once(gatherMarkedEntries, context)`. */
export function gatherMarkedEntries({ changelog, index, text }: RuleContext): readonly MarkedEntry[] {
  const table = index.once(gatherEntries, changelog);
  const marked = new Map<Entry, BreakingMarker | null>();
  const ask = (entry: Entry | null): void => {
    if (entry && !marked.has(entry)) marked.set(entry, findBreakingMarker(text, entry));
  };
  for (const trace of TRACES) for (const at of index.find(trace)) ask(entryAt(table, at));
  for (let i = 0; i < table.count; i++) if (table.first[i] === Char.Colon) ask(table.entryOf(i));
  const found: MarkedEntry[] = [];
  for (const [entry, marker] of marked) if (marker) found.push({ entry, marker });
  return found.sort((a, b) => a.entry.start - b.entry.start);
}
