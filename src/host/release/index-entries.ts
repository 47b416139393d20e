import { copyFile, open, readFile, rename, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Conflict, Entry, EntryChange, JournalRecord } from '../../core/release/journal-record.ts';
import { toVisibleLine } from '../../core/text/visible.ts';
import { complaintOf, type WritingGit } from '../git/write.ts';
import { nameOnce, syncFolder, temporaryFolderOf, writeTemporary } from './durable.ts';
import { GitFailed } from './git-failed.ts';
import { readHead } from './head.ts';
import { unlessMissing } from './unless-missing.ts';

/** Whoever runs git beside us holds the index for moments. Milliseconds. */
const PATIENCE = 3_000;
const PAUSE = 50;

/** What our hold of the index says; nobody else's lock has these bytes. */
export const indexLockText = (id: string): string => `release-ledger ${id}\n`;

/**
 * Brings index entries from the old commit's to the new one's, each where it still is the old one's; whatever is staged stays.
 *
 * The index is held by its own lock while a copy of it is changed, and the copy then takes its place in one step.
 *
 * @param folder our folder in `.git`.
 * @returns the entries that somebody has changed, which were left.
 * @throws GitFailed or what the system says.
 */
export async function applyIndex(
  git: WritingGit,
  folder: string,
  { id, index: changes, headAfter }: Pick<JournalRecord, 'id' | 'index' | 'headAfter'>,
): Promise<readonly Conflict[]> {
  if (changes.length === 0) return [];
  const { gitFolder } = git.place;
  const own = path.join(gitFolder, 'index');
  const lock = path.join(gitFolder, 'index.lock');
  await holdIndex(folder, lock, id);
  try {
    // Whoever switches branches needs the index, too: while we hold it, HEAD stays.
    const head = await readHead(git);
    if (head !== headAfter)
      return changes.map(({ path: name }) => ({
        kind: 'index',
        name,
        reason: `HEAD is at ${toVisibleLine(head)} now`,
      }));
    const copy = path.join(temporaryFolderOf(folder), 'index');
    const isThere = await copyFile(own, copy).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return false;
        throw error;
      },
    );
    const entries = isThere ? await readEntries(git, copy) : new Map<string, OwnEntry | 'unmerged'>();
    const { wanted, conflicts } = compare(entries, changes);
    if (wanted.length > 0) {
      await writeEntries(git, copy, wanted);
      await keepMarks(git, copy, entries, wanted);
      await syncFile(copy);
      await rename(copy, own);
      await syncFolder(gitFolder);
    }
    return conflicts;
  } finally {
    await letIndexGo(lock, id);
  }
}

async function holdIndex(folder: string, lock: string, id: string): Promise<void> {
  const marker = await writeTemporary(folder, path.basename(lock), indexLockText(id));
  try {
    for (const end = Date.now() + PATIENCE; ; await new Promise((resolve) => setTimeout(resolve, PAUSE))) {
      if (await nameOnce(marker, lock)) return;
      if (Date.now() > end)
        throw new GitFailed(
          'The index is in use',
          `${lock} is there`,
          'index-locked',
          'Wait for the end of the other git',
        );
    }
  } finally {
    await unlink(marker).catch(() => undefined);
  }
}

/** Deletes the lock of the index where it is ours. @throws what the system says; it may still be there then */
export async function letIndexGo(lock: string, id: string): Promise<void> {
  const text = await unlessMissing(readFile(lock, 'utf8'));
  if (text === indexLockText(id)) await unlink(lock);
}

/** An entry, and what the user has told git of its file: `S` not to have it (a sparse checkout), lower case not to look at it. */
interface OwnEntry extends Entry {
  readonly mark: string;
}

/** @throws GitFailed */
async function readEntries(git: WritingGit, index: string): Promise<ReadonlyMap<string, OwnEntry | 'unmerged'>> {
  const answer = await git.run(['ls-files', '--stage', '-v', '-z'], { index });
  if (answer.kind === 'failed' || answer.code !== 0)
    throw new GitFailed('The index cannot be read', complaintOf(answer));
  const entries = new Map<string, OwnEntry | 'unmerged'>();
  for (const line of answer.stdout.toString('utf8').split('\0')) {
    const [, mark = '', mode = '', object = '', stage, name] =
      /^(\S) (\d{6}) ([0-9a-f]+) (\d)\t([\s\S]*)$/.exec(line) ?? [];
    if (name !== undefined) entries.set(name, stage === '0' ? { mark, mode, object } : 'unmerged');
  }
  return entries;
}

function compare(
  entries: ReadonlyMap<string, OwnEntry | 'unmerged'>,
  changes: readonly EntryChange[],
): { readonly wanted: readonly EntryChange[]; readonly conflicts: readonly Conflict[] } {
  const wanted: EntryChange[] = [];
  const conflicts: Conflict[] = [];
  for (const change of changes) {
    const now = entries.get(change.path) ?? null;
    if (isSame(now, change.to)) continue;
    if (isSame(now, change.from)) wanted.push(change);
    else conflicts.push({ kind: 'index', name: change.path, reason: 'something else is staged' });
  }
  return { wanted, conflicts };
}

function isSame(now: Entry | 'unmerged' | null, entry: Entry | null): boolean {
  if (now === null || entry === null) return now === entry;
  return now !== 'unmerged' && now.object === entry.object && now.mode === entry.mode;
}

async function writeEntries(git: WritingGit, index: string, changes: readonly EntryChange[]): Promise<void> {
  const none = '0'.repeat(git.place.objectFormat === 'sha256' ? 64 : 40);
  const line = ({ path: name, to }: EntryChange): string =>
    to === null ? `0 ${none}\t${name}\0` : `${to.mode} ${to.object}\t${name}\0`;
  // What goes stands first, so that a file can take the place of a folder.
  const ordered = [...changes.filter(({ to }) => to === null), ...changes.filter(({ to }) => to !== null)];
  const answer = await git.run(['update-index', '-z', '--index-info'], {
    index,
    input: ordered.map(line).join(''),
    config: ['core.splitIndex=false', 'core.untrackedCache=keep'],
  });
  if (answer.kind === 'failed' || answer.code !== 0)
    throw new GitFailed('The index cannot be written', complaintOf(answer));
}

/** An entry that is written anew has lost what the user told git of its file. */
async function keepMarks(
  git: WritingGit,
  index: string,
  entries: ReadonlyMap<string, OwnEntry | 'unmerged'>,
  changes: readonly EntryChange[],
): Promise<void> {
  const marked = (pattern: RegExp): string =>
    changes
      .filter(({ path: name, to }) => {
        const entry = entries.get(name);
        return to !== null && entry !== undefined && entry !== 'unmerged' && pattern.test(entry.mark);
      })
      .map(({ path: name }) => `${name}\0`)
      .join('');
  for (const [option, input] of [
    ['--skip-worktree', marked(/[Ss]/)],
    ['--assume-unchanged', marked(/[a-z]/)],
  ] as const) {
    if (input === '') continue;
    const config = ['core.splitIndex=false', 'core.untrackedCache=keep'];
    const answer = await git.run(['update-index', '-z', option, '--stdin'], { index, input, config });
    if (answer.kind === 'failed' || answer.code !== 0)
      throw new GitFailed('The index cannot be written', complaintOf(answer));
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
