import { promisify } from 'node:util';
import { constants, crc32, deflateRaw as deflateRawWith } from 'node:zlib';
import type { Sink } from './archive-file.ts';

const deflateRaw = promisify<Uint8Array, { level: number; finishFlush: number }, Buffer>(deflateRawWith);

/** Each piece is compressed by itself: large enough that little is lost, small enough that several are at work. */
const PIECE = 1024 * 1024;
/** So many pieces are compressed at a time, in threads of Node's. The bytes do not depend on it. */
const AT_WORK = 4;
/** What GNU gzip takes, too. */
const LEVEL = 6;
/** RFC 1952, section 2.3: deflate, no flags, no time, no hints, and no system, so that every machine writes the same. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

/**
 * Compresses as `gzip` does (RFC 1952), as one member: pieces end at a byte and are joined, so that several processors can
 * work. The same bytes give the same bytes, however they are cut when they come.
 */
export function createGzip(sink: Sink): { readonly write: Sink; readonly end: () => Promise<void> } {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let length = 0;
  let sum = 0;
  let isStarted = false;
  const queue: Promise<Buffer>[] = [];
  const drain = async (left: number): Promise<void> => {
    while (queue.length > left) await sink(await (queue.shift() as Promise<Buffer>));
  };
  const compress = (piece: Uint8Array, finishFlush: number): void => {
    sum = crc32(piece, sum);
    length += piece.length;
    const compressed = deflateRaw(piece, { level: LEVEL, finishFlush });
    // Whoever waits for an earlier piece must not be surprised by this one.
    compressed.catch(() => undefined);
    queue.push(compressed);
  };
  const start = async (): Promise<void> => {
    if (!isStarted) await sink(HEADER);
    isStarted = true;
  };
  return {
    write: async (bytes) => {
      await start();
      waiting.push(bytes);
      size += bytes.length;
      if (size < PIECE) return;
      const all = waiting.length === 1 ? bytes : Buffer.concat(waiting);
      let at = 0;
      for (; all.length - at >= PIECE; at += PIECE) {
        compress(all.subarray(at, at + PIECE), constants.Z_SYNC_FLUSH);
        await drain(AT_WORK - 1);
      }
      waiting = [all.subarray(at)];
      size = all.length - at;
    },
    end: async () => {
      await start();
      compress(Buffer.concat(waiting), constants.Z_FINISH);
      await drain(0);
      const trailer = Buffer.alloc(8);
      trailer.writeUInt32LE(sum, 0);
      trailer.writeUInt32LE(length % 2 ** 32, 4);
      await sink(trailer);
    },
  };
}
