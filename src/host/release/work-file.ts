import { constants, type Stats } from 'node:fs';
import { lstat, mkdir, open, realpath, rename, rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import type { Entry, EntryChange } from '../../core/release/journal-record.ts';
import { readBytes } from '../files.ts';
import { blobId } from './blob-id.ts';
import { nameOnce, syncFolder } from './durable.ts';
import { unlessMissing } from './unless-missing.ts';

/** What stands at a path of the work tree. */
export type WorkFile =
  | { readonly kind: 'file'; readonly object: string; readonly bytes: Uint8Array; readonly stats: Stats }
  | { readonly kind: 'absent' }
  /** A link, a folder, a device, or something behind a link: never written to. */
  | { readonly kind: 'other'; readonly reason: string };

type ObjectFormat = 'sha1' | 'sha256';

/** Looks at a file of the work tree; no link is followed on the way to it. @throws what the system says */
export async function readWorkFile(root: string, name: string, format: ObjectFormat): Promise<WorkFile> {
  const segments = name.split('/');
  for (let depth = 1; depth < segments.length; depth++) {
    const folder = path.join(root, ...segments.slice(0, depth));
    const stats = await unlessMissing(lstat(folder));
    if (stats === null) return { kind: 'absent' };
    if (!stats.isDirectory())
      return {
        kind: 'other',
        reason: `${segments.slice(0, depth).join('/')} is ${stats.isSymbolicLink() ? 'a link' : 'no folder'}`,
      };
  }
  const file = path.join(root, ...segments);
  const stats = await unlessMissing(lstat(file));
  if (stats === null) return { kind: 'absent' };
  if (!stats.isFile())
    return { kind: 'other', reason: stats.isSymbolicLink() ? 'it is a link' : 'it is no regular file' };
  const read = await readBytes(file, name);
  if (read.refusal) return { kind: 'other', reason: read.refusal.message };
  return { kind: 'file', object: blobId(read.bytes, format), bytes: read.bytes, stats: read.stats };
}

/** The mode that git would record of a file. Where the disk knows none, it is told by whoever planned. */
export function modeOf(stats: Stats): '100644' | '100755' {
  return process.platform !== 'win32' && (stats.mode & constants.S_IXUSR) !== 0 ? '100755' : '100644';
}

export type FileEnd = { readonly kind: 'written' | 'already' } | { readonly kind: 'conflict'; readonly reason: string };

/**
 * Brings one file of the work tree from its old bytes to its new ones.
 *
 * **Invariant:** only the old bytes are ever replaced. A reader sees all of the old or all of the new ones, and so does whoever
 * comes after a crash; what is neither stays, and is named.
 *
 * @param temporary the name of the new bytes, beside the file, until they get its own; the same at each attempt.
 * @throws what the system says.
 */
export async function applyFile(
  root: string,
  { path: name, from, to }: EntryChange,
  bytes: Uint8Array | null,
  format: ObjectFormat,
  temporary: string,
): Promise<FileEnd> {
  const file = path.join(root, ...name.split('/'));
  const found = await readWorkFile(root, name, format);
  if (isAt(found, to)) return { kind: 'already' };
  if (!isAt(found, from)) return { kind: 'conflict', reason: toReason(found) };
  if (to === null) return removeFile(root, name, file);
  await makeFolders(root, name);
  const beside = path.join(path.dirname(file), temporary);
  await writeBeside(beside, bytes ?? new Uint8Array(), found.kind === 'file' ? found.stats : null, to.mode);
  try {
    const now = await readWorkFile(root, name, format);
    if (!isAt(now, from)) return { kind: 'conflict', reason: toReason(now) };
    if ((await realpath(path.dirname(file))) !== path.dirname(file))
      return { kind: 'conflict', reason: 'a folder on the way to it became a link' };
    if (from !== null) await rename(beside, file);
    else if (!(await nameOnce(beside, file))) return { kind: 'conflict', reason: 'somebody made it meanwhile' };
  } finally {
    await unlink(beside).catch(() => undefined);
  }
  await syncFolder(path.dirname(file));
  return { kind: 'written' };
}

function isAt(found: WorkFile, entry: Entry | null): boolean {
  if (entry === null) return found.kind === 'absent';
  return found.kind === 'file' && found.object === entry.object;
}

function toReason(found: WorkFile): string {
  if (found.kind === 'other') return found.reason;
  return found.kind === 'absent' ? 'it was deleted meanwhile' : 'it was changed meanwhile';
}

/** As git does, folders that become empty go, too. */
async function removeFile(root: string, name: string, file: string): Promise<FileEnd> {
  await unlink(file);
  await syncFolder(path.dirname(file));
  const folders = name.split('/').slice(0, -1);
  for (let depth = folders.length; depth > 0; depth--) {
    const isGone = await rmdir(path.join(root, ...folders.slice(0, depth))).then(
      () => true,
      () => false,
    );
    if (!isGone) break;
  }
  return { kind: 'written' };
}

async function makeFolders(root: string, name: string): Promise<void> {
  const folders = name.split('/').slice(0, -1);
  for (let depth = 1; depth <= folders.length; depth++) {
    await mkdir(path.join(root, ...folders.slice(0, depth))).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

const PERMISSIONS = 0o7777;
const MAY_RUN = 0o111;

async function writeBeside(beside: string, bytes: Uint8Array, like: Stats | null, mode: string): Promise<void> {
  // An attempt that was interrupted left it; its name holds the id of this operation.
  await unlink(beside).catch(() => undefined);
  const handle = await open(beside, 'wx', like ? 0o600 : mode === '100755' ? 0o775 : 0o664);
  try {
    await handle.writeFile(bytes);
    if (like) {
      const plain = like.mode & PERMISSIONS & ~MAY_RUN;
      // Whoever may read it may run it.
      const permissions = mode === '100755' ? plain | ((plain & 0o444) >> 2) : plain;
      if (process.getuid !== undefined && (like.uid !== process.getuid() || like.gid !== process.getgid?.()))
        await handle.chown(like.uid, like.gid).catch(() => undefined);
      await handle.chmod(permissions);
    }
    await handle.sync();
  } catch (error) {
    await handle.close();
    await unlink(beside).catch(() => undefined);
    throw error;
  }
  await handle.close();
}
