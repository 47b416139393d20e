import { type Refusal, refusal } from '../refusal.ts';
import { closest } from '../text/closest.ts';
import type { Checklist, Task } from './checklist.ts';

/** The one task that somebody means: by its name, the start of it, or words of its text. */
export function findTask({ tasks }: Checklist, wanted: string): Task | Refusal {
  const named = tasks.filter(({ id }) => id !== null);
  const folded = wanted.trim().toLowerCase();
  const ways: readonly ((task: Task) => boolean)[] = [
    ({ id }) => id?.toLowerCase() === folded,
    ({ text }) => text.toLowerCase() === folded,
    ({ id }) => id?.toLowerCase().startsWith(folded) === true,
    ({ text }) => text.toLowerCase().includes(folded),
  ];
  for (const isMeant of folded === '' ? [] : ways) {
    const found = named.filter(isMeant);
    if (found.length === 1) return found[0] as Task;
    if (found.length > 1) {
      const names = found.map(({ id }) => id).join(', ');
      return refusal('ambiguous', `“${wanted}” may be several items: ${names}`, 'Give the whole name of one');
    }
  }
  const guess = closest(
    wanted,
    named.flatMap(({ id }) => id ?? []),
  );
  const hint = guess === null ? 'See the names with “release-ledger checklist VERSION”' : `Did you mean ${guess}?`;
  return refusal('missing', `the checklist has no item “${wanted}”`, hint);
}
