import { lstat, readFile, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { JournalRecord } from '../../core/release/journal-record.ts';
import type { RepositoryPlace } from '../git/repository.ts';
import { letIndexGo } from './index-entries.ts';
import { unlessMissing } from './unless-missing.ts';

/** A git that is alive gives a lock back at once. Milliseconds. */
const PATIENCE = 1_000;
const PAUSE = 25;

/**
 * Deletes the locks that git left behind when it was ended in the middle of this operation's transaction.
 *
 * Only those of what the journal names, and only where they are empty or hold exactly what we were about to write. Whoever wrote
 * the journal is dead, or was our own child; what another git has just taken is given the time to be let go.
 */
export async function removeStaleLocks(place: RepositoryPlace, record: JournalRecord): Promise<void> {
  const { head } = record;
  const branch = record.plan.facts.head;
  const movesHead = head !== null || record.refs.some(({ name }) => name === branch);
  const deletes = record.refs.some(({ to }) => to === null);
  const locks: readonly (readonly [file: string, texts: readonly (string | null)[]])[] = [
    ...record.refs.map(({ name, to }) => [path.join(place.commonFolder, ...name.split('/')), [to]] as const),
    ...(movesHead
      ? [[path.join(place.gitFolder, 'HEAD'), [head?.to ?? null, head ? `ref: ${head.to}` : null]] as const]
      : []),
    ...(deletes ? [[path.join(place.commonFolder, 'packed-refs'), []] as const] : []),
  ];
  // All at once, so that whoever recovers waits for the time of one.
  const ends = await Promise.allSettled(locks.map(([file, texts]) => removeStale(`${file}.lock`, texts)));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  await letIndexGo(path.join(place.gitFolder, 'index.lock'), record.id);
}

async function removeStale(lock: string, texts: readonly (string | null)[]): Promise<void> {
  for (const end = Date.now() + PATIENCE; ; await new Promise((resolve) => setTimeout(resolve, PAUSE))) {
    const stats = await unlessMissing(lstat(lock));
    if (!stats) return;
    if (Date.now() <= end) continue;
    const text = stats.isFile() ? await unlessMissing(readFile(lock, 'utf8')) : null;
    // What git has written in part is a beginning of the whole.
    const isOurs =
      text === '' || (text !== null && texts.some((each) => each !== null && `${each}\n`.startsWith(text)));
    if (isOurs) await unlink(lock);
    return;
  }
}
