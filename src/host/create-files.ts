import { randomBytes } from 'node:crypto';
import { type FileHandle, lstat, mkdir, open, realpath, rmdir, unlink } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { FileRefusal, FileRequest } from '../core/ports.ts';
import { exists, fromSystemError, insideGit, outside } from './file-refusals.ts';
import { isTaken } from './files.ts';
import { isInside, isInsideGit, realPathWithin } from './root.ts';
import { moveToFreeName, syncFolder } from './write-file.ts';

/** A file to be made, and what writes its bytes. */
export interface NewFile extends FileRequest {
  readonly write: (handle: FileHandle) => Promise<void>;
}

/**
 * Makes files that are not there yet, with the folders that they need: all of them or none.
 *
 * Every file is written completely and durably beside its place before the first one gets its name. What goes wrong, a full
 * disk or an abort too, leaves the disk as it was; nothing that is there is ever written over.
 *
 * @throws what a writer throws that is no error of the system (an abort, for one), once everything is cleaned up.
 */
export async function createFiles(files: readonly NewFile[]): Promise<FileRefusal | null> {
  const undo: (() => Promise<unknown>)[] = [];
  let current = files[0]?.name ?? '';
  try {
    const written: { readonly temporary: string; readonly target: string }[] = [];
    for (const file of files) {
      current = file.name;
      const place = await prepare(file, undo);
      if ('refusal' in place) return await giveUp(undo, place.refusal);
      const temporary = join(dirname(place.target), `.${basename(place.target)}.${randomBytes(8).toString('hex')}.tmp`);
      // Whoever looks into the folder meanwhile sees a file of nobody else's.
      const handle = await open(temporary, 'wx', 0o664);
      undo.push(() => unlink(temporary));
      try {
        await file.write(handle);
        await handle.sync();
      } finally {
        await handle.close();
      }
      written.push({ temporary, target: place.target });
    }
    for (const [index, { temporary, target }] of written.entries()) {
      current = files[index]?.name ?? '';
      await moveToFreeName(temporary, target);
      undo.push(() => unlink(target));
    }
    for (const { temporary } of written) await unlink(temporary).catch(() => undefined);
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

type Place = { readonly target: string } | { readonly refusal: FileRefusal };

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
  return (await isTaken(target)) ? { refusal: exists(name) } : { target };
}
