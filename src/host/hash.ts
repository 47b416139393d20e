import { createHash, hash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync, type Stats } from 'node:fs';
import { join, sep } from 'node:path';
import type { FileDigest } from '../core/manifest/facts.ts';
import { isInside } from './root.ts';

export interface HashOptions {
  readonly signal?: AbortSignal;
  /** Is told how many of the files are done, now and then. */
  readonly onProgress?: (done: number) => void;
}

/** Hashes files of a folder by their relative paths with `/`. */
export type HashFiles = (
  root: string,
  paths: readonly string[],
  options?: HashOptions,
) => Promise<ReadonlyMap<string, FileDigest>>;

/** Most files fit; a larger one is read piece by piece through the same memory. */
const BUFFER_SIZE = 1024 * 1024;
/** How long other work may wait, in milliseconds. */
const SLICE = 12;

/**
 * The SHA-256 of files.
 *
 * Only plain files count: links are not followed, neither as the file nor as a folder on the way to it, and nothing that could
 * be waited for is read. Each file is opened once, and what was read is what was looked at; one that changes meanwhile has no
 * digest. Reading and hashing a small file in one call each is several times as fast as streaming it; in between other work
 * gets its turn.
 *
 * @throws the signal's reason where it is aborted.
 */
export const hashFiles: HashFiles = async (root, paths, { signal, onProgress } = {}) => {
  const hasher = new FileHasher(root);
  const digests = new Map<string, FileDigest>();
  let turn = performance.now();
  const pause = async (): Promise<void> => {
    onProgress?.(digests.size);
    await new Promise(setImmediate);
    signal?.throwIfAborted();
    turn = performance.now();
  };
  const isDue = (): boolean => performance.now() - turn > SLICE;
  for (const path of paths) {
    const handle = hasher.open(path);
    if (typeof handle !== 'number') digests.set(path, handle);
    else {
      try {
        // What is done at once need not be waited for, which costs as much as hashing a small file.
        const small = hasher.hashSmall(handle);
        digests.set(path, small ?? (await hasher.hashLarge(handle, isDue, pause)));
      } catch (error) {
        signal?.throwIfAborted();
        digests.set(path, { refusal: describe(error) });
      } finally {
        closeSync(handle);
      }
    }
    if (isDue()) await pause();
  }
  for (const path of hasher.moved(paths)) digests.set(path, { refusal: 'its folder was replaced while it was hashed' });
  onProgress?.(digests.size);
  return digests;
};

class FileHasher {
  readonly #root: string;
  readonly #buffer = Buffer.allocUnsafe(BUFFER_SIZE);
  /** The folders that were looked at, relative, with why their files are not hashed. */
  readonly #folders = new Map<string, string | null>();

  constructor(root: string) {
    this.#root = realpathSync(root);
  }

  /** Opens a file that may be hashed; else says why not. */
  open(path: string): number | FileDigest {
    const at = path.lastIndexOf('/');
    const folder = path.slice(0, Math.max(0, at));
    const refusal = this.#folderRefusal(folder);
    if (refusal !== null) return { refusal };
    const name = path.slice(at + 1);
    if (name === '' || name === '.' || name === '..' || path.includes('\0')) return { refusal: OUTSIDE };
    const file = `${this.#root}${sep}${sep === '/' ? path : path.replaceAll('/', sep)}`;
    try {
      // Where the system cannot refuse links by itself, they are looked for first.
      if (constants.O_NOFOLLOW === undefined && lstatSync(file).isSymbolicLink()) return { refusal: LINK };
      return openSync(file, FLAGS);
    } catch (error) {
      return { refusal: describe(error) };
    }
  }

  /** The paths whose folders are not what they were at the start. */
  moved(paths: readonly string[]): readonly string[] {
    const replaced = new Set<string>();
    for (const [folder, refusal] of this.#folders)
      if (refusal === null && this.#whyNoFolder(folder) !== null) replaced.add(folder);
    return replaced.size === 0
      ? []
      : paths.filter((path) => replaced.has(path.slice(0, Math.max(0, path.lastIndexOf('/')))));
  }

  #folderRefusal(folder: string): string | null {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const refusal = this.#whyNoFolder(folder);
    this.#folders.set(folder, refusal);
    return refusal;
  }

  #whyNoFolder(folder: string): string | null {
    const path = join(this.#root, ...folder.split('/'));
    if (folder.startsWith('/') || folder.includes('\0') || !isInside(this.#root, path)) return OUTSIDE;
    try {
      return realpathSync(path) === path ? null : 'a folder on the way to it is a link, which could lead anywhere';
    } catch (error) {
      return describe(error);
    }
  }

  /** The digest of a file that one reading has all of; null for a larger one, whose first piece is then read. */
  hashSmall(handle: number): FileDigest | null {
    const before = fstatSync(handle);
    if (before.isDirectory()) return { refusal: 'it is a folder' };
    if (!before.isFile()) return { refusal: 'it is no plain file' };
    if (before.size >= BUFFER_SIZE) return null;
    const length = readSync(handle, this.#buffer, 0, BUFFER_SIZE, 0);
    const digest = hash('sha256', this.#buffer.subarray(0, length), 'hex');
    return length === before.size && isSame(before, fstatSync(handle)) ? { digest } : { refusal: CHANGED };
  }

  async hashLarge(handle: number, isDue: () => boolean, pause: () => Promise<void>): Promise<FileDigest> {
    const before = fstatSync(handle);
    const sum = createHash('sha256');
    let length = 0;
    for (;;) {
      if (isDue()) await pause();
      const read = readSync(handle, this.#buffer, 0, BUFFER_SIZE, length);
      if (read === 0) break;
      sum.update(this.#buffer.subarray(0, read));
      length += read;
      // What grows faster than it is read would never end.
      if (length > before.size) return { refusal: CHANGED };
    }
    const isWhole = length === before.size && isSame(before, fstatSync(handle));
    return isWhole ? { digest: sum.digest('hex') } : { refusal: CHANGED };
  }
}

const OUTSIDE = 'it lies outside of the folder';
const LINK = 'it is a link, which could lead anywhere';
const CHANGED = 'it changed while it was hashed';
const FLAGS =
  constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

function isSame(before: Stats, after: Stats): boolean {
  return before.size === after.size && before.mtimeMs === after.mtimeMs && before.ctimeMs === after.ctimeMs;
}

/** What an error of the system means for a list of digests; `missing` is told apart. */
function describe(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  if (code === 'ELOOP' || code === 'EMLINK') return LINK;
  if (code === 'EACCES' || code === 'EPERM') return 'it cannot be read without further rights';
  return `it cannot be read (${code ?? String(error)})`;
}
