import type { JournalRecord } from './journal-record.ts';

/**
 * The ids of the operations that were taken back, each with the undo that did it. An undo that was itself taken back since
 * counts for nothing.
 *
 * @param records the newest first
 */
export function findUndone(records: readonly JournalRecord[]): ReadonlyMap<string, string> {
  const undone = new Map<string, string>();
  for (const { id, state, plan } of records)
    if (state === 'done' && plan.undoes !== undefined && !undone.has(id)) undone.set(plan.undoes, id);
  return undone;
}

/**
 * The operation that “undo” means where none is named: the last one that was carried out and not taken back since. What was
 * sent elsewhere is none, and neither is an undo.
 *
 * @param records the newest first
 */
export function lastUndoable(records: readonly JournalRecord[]): JournalRecord | null {
  const undone = findUndone(records);
  return records.find((each) => each.state === 'done' && isUndoable(each) && !undone.has(each.id)) ?? null;
}

/** What was sent is not taken back in silence, and what took something back is an end. */
export function isUndoable({ plan: { operation } }: JournalRecord): boolean {
  return operation !== 'push' && operation !== 'undo';
}
