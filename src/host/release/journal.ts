import { lstat, readdir, readFile, unlink } from 'node:fs/promises';
import path from 'node:path';
import { type Refusal, refusal } from '../../core/refusal.ts';
import { type JournalRecord, toJournalRecord } from '../../core/release/journal-record.ts';
import { isRecordId } from '../../core/release/read-plan.ts';
import { createDurably, replaceDurably, syncFolder } from './durable.ts';
import { GitFailed } from './git-failed.ts';

/** A plan holds the texts of its files, each of which is limited; what is larger is no journal. Bytes. */
const SIZE_LIMIT = 128 * 1024 * 1024;

const openName = (folder: string): string => path.join(folder, 'journal.json');
const recordName = (folder: string, id: string): string => path.join(folder, 'log', `${id}.json`);
const toText = (record: JournalRecord): string => `${JSON.stringify(record, null, 2)}\n`;

/** States what is going to happen. From here on the operation is finished or taken back, whatever comes between. */
export async function openJournal(folder: string, record: JournalRecord): Promise<boolean> {
  return createDurably(folder, openName(folder), toText(record));
}

/** Takes back what `openJournal` could not bring to its end; the journal of anybody else stays. */
export async function dropJournal(folder: string, record: JournalRecord): Promise<void> {
  const found = await readOpenJournal(folder);
  if (found === null) return;
  if ('code' in found) throw new GitFailed('The journal cannot be taken back', found.message);
  if (found.id !== record.id) return;
  await unlink(openName(folder));
  // Should a power loss bring it back, recovery brings it to an end like any other.
  await syncFolder(folder).catch(() => undefined);
}

/** The journal of an operation that has not ended; null where there is none. */
export function readOpenJournal(folder: string): Promise<JournalRecord | Refusal | null> {
  return readRecord(openName(folder));
}

/** Keeps the journal as the record of what happened, and closes it. */
export async function closeJournal(folder: string, record: JournalRecord): Promise<void> {
  await replaceDurably(folder, recordName(folder, record.id), toText(record));
  await unlink(openName(folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  // A journal that comes back with a power loss is closed again: all that it says is done.
  await syncFolder(folder).catch(() => undefined);
}

/** The records of all operations that have ended, the newest first; refusals for what cannot be read. */
export async function readRecords(folder: string): Promise<readonly (JournalRecord | Refusal)[]> {
  const records: (JournalRecord | Refusal)[] = [];
  for await (const record of walkRecords(folder)) records.push(record);
  return records;
}

/** The same one by one: a record holds the texts of its files, and many of them are a lot of memory. */
export async function* walkRecords(folder: string): AsyncGenerator<JournalRecord | Refusal> {
  const names = await readdir(path.join(folder, 'log')).catch(() => []);
  const ids = names.flatMap((name) =>
    name.endsWith('.json') && isRecordId(name.slice(0, -5)) ? [name.slice(0, -5)] : [],
  );
  for (const id of ids.sort().reverse()) {
    const record = await readRecord(recordName(folder, id));
    if (record === null) continue;
    const isItsOwn = 'code' in record || record.id === id;
    yield isItsOwn
      ? record
      : refusal('invalid-journal', `${recordName(folder, id)} is the record of another operation`);
  }
}

async function readRecord(file: string): Promise<JournalRecord | Refusal | null> {
  let text: string;
  try {
    const stats = await lstat(file);
    if (!stats.isFile() || stats.size > SIZE_LIMIT || (process.getuid !== undefined && stats.uid !== process.getuid()))
      return refusal('invalid-journal', `${file} is no journal of yours`, 'Look at it, and move it away');
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    return refusal('unreadable-journal', `${file} cannot be read: ${code ?? message}`, 'Check its permissions');
  }
  try {
    return toJournalRecord(JSON.parse(text), file);
  } catch {
    return toJournalRecord(null, file);
  }
}
