import { randomBytes } from 'node:crypto';
import { type FileHandle, link, lstat, mkdir, open, rename, rm, unlink } from 'node:fs/promises';
import path from 'node:path';
import { type Refusal, refusal } from '../../core/refusal.ts';

/** Where our own files are made before they get their name; whoever holds the lock may empty it. */
export function temporaryFolderOf(folder: string): string {
  return path.join(folder, 'tmp');
}

/**
 * Makes our folder in `.git`.
 *
 * @returns a refusal where something else has its place, or another user made it: what stands in it would not be ours.
 */
export async function prepareFolder(folder: string): Promise<Refusal | null> {
  for (const each of [folder, path.join(folder, 'log'), temporaryFolderOf(folder)]) {
    await mkdir(each).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    const stats = await lstat(each);
    if (!stats.isDirectory() || (process.getuid !== undefined && stats.uid !== process.getuid()))
      return refusal(
        'foreign-folder',
        `${each} is no folder of yours, so what stands in it cannot be relied on`,
        'Look at it, and move it away',
      );
  }
  return null;
}

/** Deletes what an interrupted process left behind. Only for the holder of the lock. */
export async function emptyTemporaryFolder(folder: string): Promise<void> {
  await rm(temporaryFolderOf(folder), { recursive: true, force: true });
  await mkdir(temporaryFolderOf(folder), { recursive: true });
}

/** A new file in our temporary folder, whole and on the disk. @param name what its own name begins with */
export async function writeTemporary(folder: string, name: string, bytes: string | Uint8Array): Promise<string> {
  const file = path.join(temporaryFolderOf(folder), `${name}-${randomBytes(8).toString('hex')}`);
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return file;
}

/** Gives a file whole, or not at all; what had the name before is replaced. */
export async function replaceDurably(folder: string, file: string, bytes: string): Promise<void> {
  const temporary = await writeTemporary(folder, path.basename(file), bytes);
  await rename(temporary, file).catch(discarding(temporary));
  await syncFolder(path.dirname(file));
}

/** The same for a name that nothing has. @returns false where something has it */
export async function createDurably(folder: string, file: string, bytes: string): Promise<boolean> {
  const temporary = await writeTemporary(folder, path.basename(file), bytes);
  try {
    if (!(await nameOnce(temporary, file))) return false;
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
  await syncFolder(path.dirname(file));
  return true;
}

/** What file systems without hard links (FAT, some network disks) answer. */
const NO_HARD_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/**
 * Gives a file a second name that nothing has. A link appears with all of its bytes; where there are none, whoever makes the
 * empty file has the name.
 */
export async function nameOnce(file: string, name: string): Promise<boolean> {
  try {
    await link(file, name);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!NO_HARD_LINKS.has(code)) throw error;
  }
  let handle: FileHandle;
  try {
    handle = await open(name, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  await handle.close();
  await rename(file, name);
  return true;
}

/** Makes names durable. Windows and some network disks cannot; there the file system decides by itself. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    // What the disk cannot do is no failure; what it failed to do is one.
    if (!/^(?:EPERM|EACCES|EINVAL|ENOTSUP|EBADF|EISDIR)$/.test((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
  }
}

function discarding(file: string): (error: unknown) => Promise<never> {
  return async (error) => {
    await unlink(file).catch(() => undefined);
    throw error;
  };
}
