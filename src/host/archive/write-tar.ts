import type { ArchiveWriter, Sink } from './archive-file.ts';
import { BLOCK, padding, toTarHeader } from './tar-header.ts';

/** `tar` writes in records of twenty blocks. */
const RECORD = 20 * BLOCK;

/** Writes an archive of `tar`, uncompressed. @param time of every file, in seconds since 1970 */
export function createTarWriter(sink: Sink, time: number): ArchiveWriter {
  let length = 0;
  const write = async (parts: readonly Uint8Array[]): Promise<void> => {
    for (const part of parts) length += part.length;
    await sink(Buffer.concat(parts));
  };
  return {
    add: (files) =>
      write(
        files.flatMap(({ path, bytes, isProgram }) => [
          toTarHeader(path, bytes.length, isProgram, time),
          bytes,
          Buffer.alloc(padding(bytes.length)),
        ]),
      ),
    end: () => {
      const end = length + 2 * BLOCK;
      return write([Buffer.alloc(2 * BLOCK + ((RECORD - (end % RECORD)) % RECORD))]);
    },
  };
}
