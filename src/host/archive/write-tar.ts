import type { ArchiveWriter, Sink } from './archive-file.ts';
import { BLOCK, padding, toTarHeader } from './tar-header.ts';

/** `tar` writes in records of twenty blocks. */
const RECORD = 20 * BLOCK;
const ZEROS = Buffer.alloc(2 * BLOCK + RECORD);

/** Writes an archive of `tar`, uncompressed. @param time of every file, in seconds since 1970 */
export function createTarWriter(sink: Sink, time: number): ArchiveWriter {
  let length = 0;
  const write = async (bytes: Uint8Array): Promise<void> => {
    length += bytes.length;
    if (bytes.length > 0) await sink(bytes);
  };
  return {
    add: async (files) => {
      for (const { path, bytes, isProgram } of files) {
        await write(toTarHeader(path, bytes.length, isProgram, time));
        await write(bytes);
        await write(ZEROS.subarray(0, padding(bytes.length)));
      }
    },
    end: () => {
      const end = length + 2 * BLOCK;
      return write(ZEROS.subarray(0, 2 * BLOCK + ((RECORD - (end % RECORD)) % RECORD)));
    },
  };
}
