import type { RuleContext } from '../rule.ts';
import { gatherEntries } from './entry-table.ts';

/**
 * What is found in the entries whose first letter may start it, in the order of the text. The table of first letters is read
 * for every entry, `read` is asked for the few that are left.
 */
export function findEntries<T>(
  { changelog, index }: RuleContext,
  isInitial: (code: number) => boolean,
  read: (start: number, end: number) => T | null,
): readonly T[] {
  const { first, contentStart, end } = index.once(gatherEntries, changelog);
  const found: T[] = [];
  for (let i = 0; i < first.length; i++) {
    if (!isInitial(first[i] as number)) continue;
    const one = read(contentStart[i] as number, end[i] as number);
    if (one !== null) found.push(one);
  }
  return found;
}
