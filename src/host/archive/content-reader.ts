import { createHash, type Hash } from 'node:crypto';
import type { ListedFile } from '../../core/bundle/listing.ts';

/** Larger files are only hashed. */
const TEXT_LIMIT = 16 * 1024 * 1024;

/** Takes the content of one file of an archive piece by piece, and keeps no more of it than its digest. */
export class ContentReader {
  readonly #path: string;
  readonly #hash: Hash = createHash('sha256');
  readonly #kept: Buffer[] | null;
  #size = 0;

  constructor(path: string, size: number, isKept: boolean) {
    this.#path = path;
    this.#kept = isKept && size <= TEXT_LIMIT ? [] : null;
  }

  take(piece: Uint8Array): void {
    this.#hash.update(piece);
    this.#kept?.push(Buffer.from(piece));
    this.#size += piece.length;
  }

  end(): { readonly file: ListedFile; readonly text: string | null } {
    const file = { path: this.#path, size: this.#size, digest: this.#hash.digest('hex') };
    return { file, text: this.#kept === null ? null : Buffer.concat(this.#kept).toString('utf8') };
  }
}
