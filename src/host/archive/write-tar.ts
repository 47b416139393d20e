import type { ArchiveWriter, Sink } from './archive-file.ts';
import { BLOCK, padding, toTarHeader } from './tar-header.ts';

/** `tar` writes in records of twenty blocks. */
const RECORD = 20 * BLOCK;
const ZEROS = Buffer.alloc(2 * BLOCK + RECORD);

/** Writes an archive of `tar`, uncompressed. @param time of every file, in seconds since 1970 */
export function createTarWriter(sink: Sink, time: number): ArchiveWriter {
  let length = 0;
  const write: Sink = (bytes) => {
    length += bytes.length;
    return bytes.length > 0 ? sink(bytes) : undefined;
  };
  return {
    add: async (files) => {
      for (const { path, bytes, isProgram } of files) {
        const header = write(toTarHeader(path, bytes.length, isProgram, time));
        if (header) await header;
        const content = write(bytes);
        if (content) await content;
        const rest = write(ZEROS.subarray(0, padding(bytes.length)));
        if (rest) await rest;
      }
    },
    end: async () => {
      const end = length + 2 * BLOCK;
      await write(ZEROS.subarray(0, 2 * BLOCK + ((RECORD - (end % RECORD)) % RECORD)));
    },
  };
}
