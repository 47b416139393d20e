import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
} from 'node:fs';
import { join, sep } from 'node:path';
import { isInside } from './root.ts';

const FLAGS =
  constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** Memory that small files share, in bytes. */
const SLAB = 1024 * 1024;
const SLAB_LIMIT = SLAB / 4;

/**
 * Reads plain files of a folder whole. Links are not followed, neither as the file nor as a folder on the way to it; each file
 * is opened once, and one that changes while it is read has no content.
 */
export class PlainFileReader {
  readonly #root: string;
  /** The folders that were looked at, with why their files are not read. */
  readonly #folders = new Map<string, string | null>();
  #slab = Buffer.alloc(0);
  #used = 0;

  constructor(root: string) {
    this.#root = realpathSync(root);
  }

  /** @returns the content, or why there is none: a part of a sentence. @param path relative to the folder, with `/` */
  read(path: string): Uint8Array | string {
    try {
      const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      const file = join(this.#root, ...path.split('/'));
      const why = isInside(this.#root, file) ? this.#whyNoFolder(folder) : 'it lies outside of the folder';
      if (why !== null) return why;
      // Where the system cannot refuse links by itself, they are looked for first.
      if (constants.O_NOFOLLOW === undefined && lstatSync(file).isSymbolicLink()) return 'it is a link';
      const handle = openSync(file, FLAGS);
      try {
        return this.#readUnchanged(handle);
      } finally {
        closeSync(handle);
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ELOOP') return 'it is a link';
      return code === 'ENOENT' ? 'it is not there any more' : `it cannot be read (${code ?? String(error)})`;
    }
  }

  #readUnchanged(handle: number): Uint8Array | string {
    const before = fstatSync(handle);
    if (!before.isFile()) return 'it is no plain file';
    const bytes = before.size < SLAB_LIMIT ? this.#readSmall(handle, before.size) : readFileSync(handle);
    return bytes.length === before.size && isSame(before, fstatSync(handle)) ? bytes : 'it changed while it was packed';
  }

  /** Small files share memory. One byte more is asked for than there should be, to notice a file that grows. */
  #readSmall(handle: number, size: number): Uint8Array {
    if (this.#slab.length - this.#used <= size) {
      this.#slab = Buffer.allocUnsafeSlow(SLAB);
      this.#used = 0;
    }
    const start = this.#used;
    const length = readSync(handle, this.#slab, start, size + 1, 0);
    this.#used = start + length;
    return this.#slab.subarray(start, this.#used);
  }

  #whyNoFolder(folder: string): string | null {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const path = folder === '' ? this.#root : `${this.#root}${sep}${folder.replaceAll('/', sep)}`;
    const why = realpathSync(path) === path ? null : 'a folder on the way to it is a link';
    this.#folders.set(folder, why);
    return why;
  }
}

function isSame(before: Stats, after: Stats): boolean {
  return before.size === after.size && before.mtimeMs === after.mtimeMs && before.ctimeMs === after.ctimeMs;
}
