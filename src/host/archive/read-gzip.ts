import { crc32, createInflateRaw } from 'node:zlib';
import type { UnpackMeter } from './unpack-meter.ts';
import { UnreadableArchive } from './unreadable-archive.ts';

const PIECE = 256 * 1024;
const NAME_FLAG = 8;

/**
 * Unpacks gzip (RFC 1952) piece by piece. One member and nothing else: what is appended is refused, because programs disagree
 * about what it is.
 *
 * @throws UnreadableArchive, or the reason of the signal.
 */
export async function readGzip(
  bytes: Uint8Array,
  meter: UnpackMeter,
  take: (piece: Uint8Array) => void,
  signal?: AbortSignal,
): Promise<void> {
  const start = findStart(bytes);
  const inflate = createInflateRaw({ chunkSize: PIECE });
  let sum = 0;
  let length = 0;
  const feed = async (): Promise<void> => {
    for (let at = start; at < bytes.length; at += PIECE) {
      if (inflate.writableEnded || inflate.destroyed) return;
      if (!inflate.write(bytes.subarray(at, at + PIECE)))
        await new Promise<void>((resolve) => {
          inflate.once('drain', resolve).once('close', resolve).once('end', resolve);
        });
    }
    inflate.end();
  };
  const fed = feed();
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      meter.countBytes(piece.length);
      sum = crc32(piece, sum);
      length += piece.length;
      take(piece);
    }
  } catch (error) {
    // The code of an abort is a number.
    const code = String((error as NodeJS.ErrnoException).code);
    if (code === 'Z_BUF_ERROR') throw new UnreadableArchive('it ends in the middle: a part of it is missing');
    if (code.startsWith('Z_')) throw new UnreadableArchive('it is damaged: what it holds cannot be unpacked');
    throw error;
  } finally {
    inflate.destroy();
    await fed;
  }
  const end = start + inflate.bytesWritten;
  if (bytes.length < end + 8) throw new UnreadableArchive('it ends in the middle: a part of it is missing');
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + end, 8);
  if (trailer.getUint32(0, true) !== sum || trailer.getUint32(4, true) !== length % 2 ** 32)
    throw new UnreadableArchive('it is damaged: its checksum is wrong');
  if (bytes.length > end + 8) throw new UnreadableArchive('something is appended to it');
}

/** Where the compressed data begins. */
function findStart(bytes: Uint8Array): number {
  const [first, second, method, flags] = bytes;
  if (first !== 0x1f || second !== 0x8b || method !== 8 || flags === undefined || bytes.length < 18)
    throw new UnreadableArchive('it is not compressed by gzip');
  if (flags === 0) return 10;
  const end = flags === NAME_FLAG ? bytes.indexOf(0, 10) : -1;
  if (end < 0) throw new UnreadableArchive('its gzip header has more than a name');
  return end + 1;
}
