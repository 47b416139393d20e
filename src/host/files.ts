import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { lstat, open, readdir, readlink, stat } from 'node:fs/promises';
import type { FileRefusal, FileRequest, Files, FolderEntry, Reading } from '../core/ports.ts';
import { decodeText } from './decode.ts';
import { changed, directory, fromSystemError, notAFile, outside, SIZE_LIMIT, tooLarge } from './file-refusals.ts';
import { realPathWithin } from './root.ts';

/** Reads the machine's disk. */
export const diskFiles: Files = { readText, list };

/** The bytes of a regular file, and what the disk says about it. */
export type BytesReading =
  | {
      readonly bytes: Uint8Array;
      readonly stats: Stats;
      /** The path of what was opened, where the system tells it (Linux); by it nobody can lead astray. */
      readonly openedAs: string | null;
      readonly refusal?: undefined;
    }
  | { readonly bytes?: undefined; readonly refusal: FileRefusal };

async function readText(request: FileRequest): Promise<Reading> {
  try {
    const read = await readBytesWithin(request);
    if (read.refusal) return { refusal: read.refusal };
    const decoded = decodeText(read.bytes, request.name);
    if (decoded.refusal) return { refusal: decoded.refusal };
    return { file: { ...request, text: decoded.text, hash: hashOf(read.bytes) } };
  } catch (error) {
    return { refusal: fromSystemError(error, request.name, 'read') };
  }
}

/** A file that is moved over once while it is read is an editor that saves; one that never stays is something else. */
const ATTEMPTS = 5;

/**
 * Reads a file that lies in the root once every link is followed.
 *
 * What was opened is compared with what stands at the path behind that: a folder or file on the way may have become a link
 * meanwhile, and what it led to is not given out.
 */
async function readBytesWithin({ root, path, name }: FileRequest): Promise<BytesReading> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const realPath = await realPathWithin(root, path);
    if (realPath === null) return { refusal: outside(name, root) };
    const read = await readBytes(realPath, name);
    if (read.refusal) return read;
    const isStill = (await realPathWithin(root, path)) === realPath && isSameFile(await lstat(realPath), read.stats);
    if (isStill && (read.openedAs === null || read.openedAs === realPath)) return read;
  }
  return { refusal: changed(name) };
}

function isSameFile(a: Stats, b: Stats): boolean {
  return a.ino === b.ino && a.dev === b.dev;
}

/**
 * Reads a regular file of at most `SIZE_LIMIT` bytes.
 *
 * What stands there is looked at before it is opened, because opening a device can already do something; and again behind
 * that, because it may be another one by then. A pipe is never waited for.
 *
 * @throws what the operating system says.
 */
export async function readBytes(path: string, name: string): Promise<BytesReading> {
  const before = kindRefusal(await stat(path), name);
  if (before) return { refusal: before };
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
  try {
    const stats = await handle.stat();
    const refusal = kindRefusal(stats, name);
    if (refusal) return { refusal };
    const openedAs = await readlink(`/proc/self/fd/${handle.fd}`).catch(() => null);
    const bytes = await readAtMost(handle, stats.size);
    return bytes === null ? { refusal: tooLarge(name, null) } : { bytes, stats, openedAs };
  } finally {
    await handle.close();
  }
}

/** The whole file, or null where it has grown over the limit since its size was asked for. */
async function readAtMost(handle: Awaited<ReturnType<typeof open>>, size: number): Promise<Uint8Array | null> {
  let buffer = Buffer.allocUnsafe(Math.min(SIZE_LIMIT, size) + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
    if (bytesRead === 0) return buffer.subarray(0, length);
    length += bytesRead;
    if (length > SIZE_LIMIT) return null;
    if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(SIZE_LIMIT + 1, buffer.length * 2));
  }
}

function kindRefusal(stats: Stats, name: string): FileRefusal | null {
  if (stats.isDirectory()) return directory(name);
  if (stats.isFIFO()) return notAFile(name, 'a named pipe');
  if (stats.isSocket()) return notAFile(name, 'a socket');
  if (stats.isBlockDevice() || stats.isCharacterDevice()) return notAFile(name, 'a device');
  if (!stats.isFile()) return notAFile(name, 'no file');
  return stats.size > SIZE_LIMIT ? tooLarge(name, stats.size) : null;
}

/** The SHA-256 of bytes, in lower-case hexadecimal digits. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function list(folder: string): Promise<readonly FolderEntry[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const named = entries.map((entry): FolderEntry => {
      if (entry.isSymbolicLink()) return { name: entry.name, kind: 'link' };
      if (entry.isDirectory()) return { name: entry.name, kind: 'folder' };
      return { name: entry.name, kind: entry.isFile() ? 'file' : 'other' };
    });
    return named.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** True where anything at all stands at a path, a dangling link included. */
export async function isTaken(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code !== 'ENOENT' && code !== 'ENOTDIR';
  }
}
