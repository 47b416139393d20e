import type { Refusal } from '../../core/refusal.ts';
import type { JournalRecord } from '../../core/release/journal-record.ts';
import { openRelease, type ReleaseContext } from './context.ts';
import { readOpenJournal, readRecords } from './journal.ts';

/** What the journal of a repository tells. */
export interface Log {
  /** The operations that have ended, the newest first. */
  readonly records: readonly JournalRecord[];
  /** The one that was interrupted or is under way. */
  readonly open: JournalRecord | null;
  /** Files that are no records of ours. */
  readonly unreadable: readonly Refusal[];
}

/** Reads the journal's history; changes nothing and waits for nobody. */
export async function readLog(context: ReleaseContext): Promise<Log | Refusal> {
  const release = await openRelease(context);
  if ('code' in release) return release;
  const [open, all] = await Promise.all([readOpenJournal(release.folder), readRecords(release.folder)]);
  const found = [...all, ...(open === null ? [] : [open])];
  return {
    records: all.filter((each) => !('code' in each)) as readonly JournalRecord[],
    open: open !== null && !('code' in open) ? open : null,
    unreadable: found.filter((each) => 'code' in each) as readonly Refusal[],
  };
}
