import type { Refusal } from '../../core/refusal.ts';
import type { JournalRecord } from '../../core/release/journal-record.ts';
import { type OpenRelease, openRelease, type ReleaseContext } from './context.ts';
import { emptyTemporaryFolder, prepareFolder } from './durable.ts';
import { finish } from './finish.ts';
import { toFailure } from './git-failed.ts';
import { readOpenJournal } from './journal.ts';
import { type Lock, takeLock } from './lock.ts';
import { type Interrupted, type NothingToRecover, type Recovered, type Refused, refused } from './outcome.ts';
import { settlePushes } from './push.ts';
import { whyNotOurs } from './verify-journal.ts';

/**
 * Finishes an operation that was interrupted, or takes it back; the refs decide which. Once there is nothing left to do it does
 * nothing.
 */
export async function recover(context: ReleaseContext): Promise<Recovered | NothingToRecover | Refused | Interrupted> {
  return withLock(context, async (release) => (await recoverOpen(release)) ?? { kind: 'nothing' });
}

/**
 * Opens a repository and holds its lock while something is done.
 *
 * What fails before a journal is open has changed nothing, and is a refusal.
 */
export async function withLock<Result>(
  context: ReleaseContext,
  work: (release: OpenRelease) => Promise<Result>,
): Promise<Result | Refused> {
  let lock: Lock | null = null;
  let folder: string | null = null;
  try {
    const release = await openRelease(context);
    if ('code' in release) return refused(release);
    const unfit = await prepareFolder(release.folder);
    if (unfit) return refused(unfit);
    const taken = await takeLock(release.folder, context.command);
    if ('code' in taken) return refused(taken);
    lock = taken;
    folder = release.folder;
    await emptyTemporaryFolder(folder);
    return await work(release);
  } catch (error) {
    return refused(toFailure(error));
  } finally {
    // What cannot be deleted now is deleted by whoever comes next.
    if (folder !== null) await emptyTemporaryFolder(folder).catch(() => undefined);
    await lock?.release();
  }
}

/** For the holder of the lock. @returns null where no operation was interrupted */
export async function recoverOpen(release: OpenRelease): Promise<Recovered | Refused | Interrupted | null> {
  const record = await readOpenJournal(release.folder);
  if (record === null) return null;
  if ('code' in record) return refused(record);
  const foreign = await whyNotOurs(release, record);
  if (foreign) return refused(foreign);
  return bringToEnd(release, record);
}

async function bringToEnd(release: OpenRelease, record: JournalRecord): Promise<Recovered | Interrupted> {
  try {
    const settled = await settlePushes(release, record);
    const { to, record: ended } = await finish(release, settled, { mayHaveLeftLocks: true });
    return { kind: 'recovered', to, record: ended, conflicts: ended.conflicts };
  } catch (error) {
    return interrupted(record, toFailure(error));
  }
}

/** The hint of what went wrong, and what finishes it once that is mended. */
export function interrupted(record: JournalRecord, { code, message, hint }: Refusal): Interrupted {
  const then = 'run “release-ledger recover”, which finishes it or takes it back';
  const next = hint === null ? `${then.charAt(0).toUpperCase()}${then.slice(1)}` : `${hint}, then ${then}`;
  return { kind: 'interrupted', id: record.id, reason: { code, message, hint: next } };
}
