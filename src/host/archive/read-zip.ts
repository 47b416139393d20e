import { crc32, createInflateRaw } from 'node:zlib';
import type { ArchiveListing, ListedFile } from '../../core/bundle/listing.ts';
import { ContentReader } from './content-reader.ts';
import type { UnpackMeter } from './unpack-meter.ts';
import { UnreadableArchive } from './unreadable-archive.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

/**
 * Reads a ZIP archive (PKWARE APPNOTE 6.3) from memory, and writes nothing anywhere. Its directory and what stands before each
 * file have to say the same, and every byte has to belong to one file.
 *
 * @throws UnreadableArchive, or the reason of the signal.
 */
export async function readZip(
  bytes: Buffer,
  meter: UnpackMeter,
  wanted: (path: string) => boolean,
  signal?: AbortSignal,
): Promise<ArchiveListing> {
  const files: ListedFile[] = [];
  const folders: string[] = [];
  const texts = new Map<string, string>();
  for (const entry of readZipDirectory(bytes, meter)) {
    signal?.throwIfAborted();
    if (entry.isFolder) {
      folders.push(entry.path.replace(/\/$/, ''));
      continue;
    }
    const reader = new ContentReader(entry.path, entry.size, wanted(entry.path));
    await unpack(entry, meter, (piece) => reader.take(piece));
    const { file, text } = reader.end();
    files.push(file);
    if (text !== null) texts.set(file.path, text);
  }
  return { files, folders, texts };
}

async function unpack(
  { path, content, method, sum, size }: ZipEntry,
  meter: UnpackMeter,
  take: (piece: Uint8Array) => void,
) {
  let actualSum = 0;
  let length = 0;
  const each = (piece: Uint8Array): void => {
    meter.countBytes(piece.length);
    length += piece.length;
    if (length > size) throw new UnreadableArchive(`“${path}” is larger than its directory says`);
    actualSum = crc32(piece, actualSum);
    take(piece);
  };
  if (method === 0) each(content);
  else {
    const inflate = createInflateRaw();
    inflate.end(content);
    try {
      for await (const piece of inflate as AsyncIterable<Buffer>) each(piece);
    } catch (error) {
      if (String((error as NodeJS.ErrnoException).code).startsWith('Z_'))
        throw new UnreadableArchive(`“${path}” is damaged: it cannot be unpacked`);
      throw error;
    }
    if (inflate.bytesWritten !== content.length) throw new UnreadableArchive(`something is hidden behind “${path}”`);
  }
  if (length !== size || actualSum !== sum) throw new UnreadableArchive(`“${path}” is damaged: its checksum is wrong`);
}
