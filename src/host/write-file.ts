import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, link, open, realpath, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileRefusal, FileRequest, FileWriter, TextFile } from '../core/ports.ts';
import { changed, exists, fromSystemError, insideGit, outside } from './file-refusals.ts';
import { hashOf, isTaken, readBytes } from './files.ts';
import { isInsideGit, realPathWithin } from './root.ts';

/**
 * Writes to the machine's disk.
 *
 * **Invariant:** at every moment a reader of the file sees either all of the old bytes or all of the new ones, and so does
 * whoever comes after a crash. Files are written beside their target, made durable, and moved over it in one step.
 */
export const diskWriter: FileWriter = {
  replace: (file, text) => guarded(file.name, () => replace(file, text)),
  create: (request, text) => guarded(request.name, () => create(request, text)),
};

async function guarded(name: string, write: () => Promise<FileRefusal | null>): Promise<FileRefusal | null> {
  try {
    return await write();
  } catch (error) {
    return fromSystemError(error, name, 'written');
  }
}

async function replace({ path, root, name, hash }: TextFile, text: string): Promise<FileRefusal | null> {
  const target = await realPathWithin(root, path);
  if (target === null) return outside(name, root);
  if (isInsideGit(await realpath(root), target)) return insideGit(name);
  // Moving over a file needs no permission of the file itself; who took it away did not mean it to be replaced.
  await access(target, constants.W_OK);
  const before = await readBytes(target, name);
  if (before.refusal) return before.refusal;
  if (hashOf(before.bytes) !== hash) return changed(name);
  const temporary = await writeBeside(target, text, before.stats);
  try {
    const now = await readBytes(target, name);
    if (now.refusal || hashOf(now.bytes) !== hash || (await realPathWithin(root, path)) !== target)
      return changed(name);
    await rename(temporary, target);
  } finally {
    await discard(temporary);
  }
  await syncFolder(dirname(target));
  return null;
}

async function create({ path, root, name }: FileRequest, text: string): Promise<FileRefusal | null> {
  if (await isTaken(path)) return exists(name);
  const folder = await realPathWithin(root, dirname(path));
  if (folder === null) return outside(name, root);
  const target = join(folder, basename(path));
  if (isInsideGit(await realpath(root), target)) return insideGit(name);
  const temporary = await writeBeside(target, text, null);
  try {
    if ((await realPathWithin(root, dirname(path))) !== folder) return changed(name);
    await moveToFreeName(temporary, target);
  } finally {
    await discard(temporary);
  }
  await syncFolder(folder);
  return null;
}

/** A hard link fails where the name is taken meanwhile; a rename would replace what stands there. */
export async function moveToFreeName(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    if (!NO_HARD_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    // Whoever makes the empty file has the name; what is moved over it is then nobody else's.
    await (await open(target, 'wx', NEW_FILE)).close();
    await rename(temporary, target);
  }
}

/** What file systems without hard links (FAT, some network disks) answer. */
const NO_HARD_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** The permission bits of a file; what stands above them says what kind of file it is. */
const PERMISSIONS = 0o7777;

/** What a new file is made with, less what the user's mask takes away: never to be written by everybody. */
const NEW_FILE = 0o664;

async function writeBeside(
  target: string,
  text: string,
  like: { readonly mode: number; readonly uid: number; readonly gid: number } | null,
): Promise<string> {
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(8).toString('hex')}.tmp`);
  const handle = await open(temporary, 'wx', like ? 0o600 : NEW_FILE);
  try {
    await handle.writeFile(text, 'utf8');
    if (like) {
      await keepOwner(handle, like);
      await handle.chmod(like.mode & PERMISSIONS);
    }
    await handle.sync();
  } catch (error) {
    await handle.close();
    await discard(temporary);
    throw error;
  }
  await handle.close();
  return temporary;
}

/** Only a privileged user may give a file away; for everybody else the new file is his own, as it is with any editor. */
async function keepOwner(
  handle: Awaited<ReturnType<typeof open>>,
  { uid, gid }: { readonly uid: number; readonly gid: number },
): Promise<void> {
  if (process.getuid?.() === uid && process.getgid?.() === gid) return;
  await handle.chown(uid, gid).catch(() => undefined);
}

async function discard(temporary: string): Promise<void> {
  await unlink(temporary).catch(() => undefined);
}

/** Makes the new name durable. Windows and some network disks cannot; there the file system decides by itself. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The bytes themselves are durable already.
  }
}
