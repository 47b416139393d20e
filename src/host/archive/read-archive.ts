import {
  ARCHIVE_LIMITS,
  type ArchiveLimits,
  type ArchiveListing,
  type BrokenArchive,
} from '../../core/bundle/listing.ts';
import { readGzip } from './read-gzip.ts';
import { readZip } from './read-zip.ts';
import { TarReader } from './tar-reader.ts';
import { UnpackMeter } from './unpack-meter.ts';
import { UnreadableArchive } from './unreadable-archive.ts';

export interface ReadArchiveOptions {
  /** Asked about each file's path: whether its content is to be kept. */
  readonly wanted: (path: string) => boolean;
  readonly limits?: ArchiveLimits;
  readonly signal?: AbortSignal;
}

/**
 * Lists what an archive holds, in the form that its first bytes tell, with the digest of each file. Nothing is unpacked to disk.
 *
 * @throws the reason of the signal where it is aborted.
 */
export async function readArchive(
  bytes: Buffer,
  { wanted, limits = ARCHIVE_LIMITS, signal }: ReadArchiveOptions,
): Promise<ArchiveListing | BrokenArchive> {
  const meter = new UnpackMeter(limits, bytes.length);
  try {
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) return await readZip(bytes, meter, wanted, signal);
    const reader = new TarReader(meter, wanted);
    await readGzip(bytes, meter, (piece) => reader.take(piece), signal);
    return reader.end();
  } catch (error) {
    if (error instanceof UnreadableArchive) return { broken: error.message };
    throw error;
  }
}
