import type { JournalRecord } from './journal-record.ts';

/**
 * The operation that “undo” means where none is named: the last one that was carried out and not taken back since.
 *
 * @param records the newest first
 */
export function lastUndoable(records: readonly JournalRecord[]): JournalRecord | null {
  let takenBack = 0;
  for (const record of records) {
    if (record.state !== 'done') continue;
    // Each undo answers for the operation below it that no other one answers for.
    if (record.plan.operation === 'undo') takenBack++;
    else if (takenBack > 0) takenBack--;
    else return record;
  }
  return null;
}
