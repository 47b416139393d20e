import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, realpath, rmdir, unlink } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { FileRefusal, FileRequest } from '../core/ports.ts';
import { exists, fromSystemError, insideGit, outside } from './file-refusals.ts';
import { isTaken } from './files.ts';
import { isInside, isInsideGit, realPathWithin } from './root.ts';
import { removeUnfinished, unfinishedNameOf } from './unfinished-files.ts';
import { moveToFreeName, syncFolder } from './write-file.ts';

/** A file to be made, and what writes its bytes. */
export interface NewFile extends FileRequest {
  readonly write: (handle: FileHandle) => Promise<void>;
}

/**
 * Makes files that are not there yet, with the folders that they need: all of them or none.
 *
 * Every file is written completely and durably beside its place before any of them gets its name. What goes wrong, a full
 * disk or an abort too, leaves the disk as it was; nothing that is there is ever written over.
 *
 * **Invariant:** the first file gets its name last, so that where it is there, all are. A process that was killed between the
 * names leaves others of them, and saying it again finishes that: a file that has the very bytes already is made already.
 *
 * @throws what a writer throws that is no error of the system (an abort, for one), once everything is cleaned up.
 */
export async function createFiles(files: readonly NewFile[]): Promise<FileRefusal | null> {
  const undo: (() => Promise<unknown>)[] = [];
  let current = files[0]?.name ?? '';
  try {
    const written: Written[] = [];
    for (const file of files) {
      current = file.name;
      const place = await prepare(file, undo);
      if ('refusal' in place) return await giveUp(undo, place.refusal);
      await removeUnfinished(place.target);
      if (place.isTaken && file === files[0]) {
        // All are there; a process that was killed at the very end left what it wrote them as.
        const beside = files.filter(({ path }) => dirname(path) === dirname(file.path));
        for (const { path } of beside) await removeUnfinished(join(dirname(place.target), basename(path)));
        return await giveUp(undo, exists(file.name));
      }
      const temporary = unfinishedNameOf(place.target);
      // Whoever looks into the folder meanwhile sees a file of nobody else's.
      const handle = await open(temporary, 'wx', 0o664);
      undo.push(() => unlink(temporary));
      try {
        await file.write(handle);
        await handle.sync();
      } finally {
        await handle.close();
      }
      if (place.isTaken && !(await haveSameBytes(temporary, place.target)))
        return await giveUp(undo, exists(file.name));
      written.push({ ...place, name: file.name, temporary });
    }
    for (const { name, temporary, target, isTaken: isThere } of written.toReversed()) {
      current = name;
      if (isThere) continue;
      if (await takeName(temporary, target)) undo.push(() => unlink(target));
    }
    // A disk that fails once may do it the second time; what stays then is deleted by whoever makes the file again.
    for (const { temporary } of written)
      await unlink(temporary)
        .catch(() => unlink(temporary))
        .catch(() => undefined);
    for (const folder of new Set(written.map(({ target }) => dirname(target)))) await syncFolder(folder);
    return null;
  } catch (error) {
    const isSystem = typeof (error as NodeJS.ErrnoException).code === 'string';
    const why = isSystem ? fromSystemError(error, current, 'written') : null;
    await giveUp(undo, why);
    if (why === null) throw error;
    return why;
  }
}

async function giveUp(undo: (() => Promise<unknown>)[], why: FileRefusal | null): Promise<FileRefusal | null> {
  for (const step of undo.reverse()) await step().catch(() => undefined);
  return why;
}

interface FoundPlace {
  readonly target: string;
  /** True where something stands there. */
  readonly isTaken: boolean;
}

interface Written extends FoundPlace {
  readonly name: string;
  readonly temporary: string;
}

type Place = FoundPlace | { readonly refusal: FileRefusal };

/** @returns false where somebody who makes the same was faster: then it is his, and stays */
async function takeName(temporary: string, target: string): Promise<boolean> {
  try {
    await moveToFreeName(temporary, target);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && (await haveSameBytes(temporary, target))) return false;
    throw error;
  }
}

async function haveSameBytes(file: string, other: string): Promise<boolean> {
  const [stats, otherStats] = await Promise.all([lstat(file), lstat(other)]);
  if (!otherStats.isFile() || stats.size !== otherStats.size) return false;
  const [digest, otherDigest] = await Promise.all([file, other].map(digestOf));
  return digest === otherDigest;
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

/** Makes the folders that are missing, and finds where the file is going to stand. */
async function prepare({ path, root, name }: FileRequest, undo: (() => Promise<unknown>)[]): Promise<Place> {
  const realRoot = await realpath(root);
  const folder = dirname(path);
  if (!isInside(root, path)) return { refusal: outside(name, root) };
  if (isInsideGit(root, path)) return { refusal: insideGit(name) };
  let way = root;
  for (const segment of relative(root, folder).split(sep)) {
    if (segment === '') continue;
    way = join(way, segment);
    if (!(await isTaken(way))) {
      await mkdir(way);
      const made = way;
      undo.push(() => rmdir(made));
    }
    // A link may lead anywhere: nothing is made behind one that leads out.
    if ((await lstat(way)).isSymbolicLink() && (await realPathWithin(root, way)) === null)
      return { refusal: outside(name, root) };
  }
  const realFolder = await realPathWithin(root, folder);
  if (realFolder === null) return { refusal: outside(name, root) };
  const target = join(realFolder, basename(path));
  if (isInsideGit(realRoot, target)) return { refusal: insideGit(name) };
  return { target, isTaken: await isTaken(target) };
}
