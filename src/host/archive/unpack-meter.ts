import type { ArchiveLimits } from '../../core/bundle/listing.ts';
import { UnreadableArchive } from './unreadable-archive.ts';

/** Text compresses well; what is small may compress as well as it likes. */
const FREE = 16 * 1024 * 1024;

/** Watches how much comes out of an archive, and stops what was made to never end. */
export class UnpackMeter {
  readonly #limits: ArchiveLimits;
  readonly #packed: number;
  #bytes = 0;
  #files = 0;

  /** @param packed the size of the archive in bytes */
  constructor(limits: ArchiveLimits, packed: number) {
    this.#limits = limits;
    this.#packed = packed;
  }

  /** @throws UnreadableArchive where it is too much. */
  countBytes(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#limits.bytes)
      throw new UnreadableArchive('it unpacks to more than is ever read of an archive');
    if (this.#bytes > FREE && this.#bytes > this.#packed * this.#limits.ratio)
      throw new UnreadableArchive(
        `it unpacks to more than ${this.#limits.ratio} times its size, as what is made to fill a disk does`,
      );
  }

  /** @throws UnreadableArchive where it is too much. */
  countFile(): void {
    if (++this.#files > this.#limits.files)
      throw new UnreadableArchive(`it has more than ${this.#limits.files} entries`);
  }
}
