import { createHash, hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { writeChecksums } from '../core/manifest/checksums.ts';
import type { Refusal } from '../core/refusal.ts';
import type { ArchiveWriter, Sink } from './archive/archive-file.ts';
import { createGzip } from './archive/gzip.ts';
import { createTarWriter } from './archive/write-tar.ts';
import { createZipWriter } from './archive/write-zip.ts';
import type { BundleSource, SourceFile } from './bundle-source.ts';

/** What stands in a bundle: a file of its source, or a text that was made for it. */
export interface PackedEntry {
  /** In the bundle. */
  readonly path: string;
  readonly content: SourceFile | string;
}

export interface PackRequest {
  /** In the order of the bundle. */
  readonly entries: readonly PackedEntry[];
  readonly source: BundleSource;
  readonly format: 'tar.gz' | 'zip';
  /** Of every file, in seconds since 1970. */
  readonly time: number;
  /** The list of digests to be put behind everything else; null for none. Its paths are relative to its folder. */
  readonly list: { readonly folder: string; readonly path: string } | null;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** So much is held in memory at a time, twice: what is packed, and what is read meanwhile. */
const BATCH_BYTES = 8 * 1024 * 1024;
const BATCH_FILES = 2000;

/** Carries a refusal out of the middle of writing. */
export class PackingRefused extends Error {
  override readonly name = 'PackingRefused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/**
 * Packs files into an archive. Reading the next files goes on while the last ones are compressed in other threads.
 *
 * @returns the SHA-256 of the archive in hexadecimal digits.
 * @throws PackingRefused, ArchiveLimitError, the reason of the signal, or what the system says.
 */
export async function packFiles(handle: FileHandle, request: PackRequest): Promise<string> {
  const { entries, source, list, signal, onProgress } = request;
  const sum = createHash('sha256');
  const writer = createWriter(request, async (bytes) => {
    sum.update(bytes);
    await handle.writeFile(bytes);
  });
  const digests: (readonly [string, string])[] = [];
  const batches = toBatches(entries);
  let next = batches[0] ? read(source, batches[0]) : null;
  let done = 0;
  for (const [index, batch] of batches.entries()) {
    const contents = await next;
    const following = batches[index + 1];
    next = following ? read(source, following) : null;
    // Whoever gives up before it is awaited has said why already.
    next?.catch(() => undefined);
    signal?.throwIfAborted();
    const files = batch.map(({ path, content }, at) => {
      const bytes = contents?.[at] as Uint8Array;
      if (list) digests.push([path.slice(list.folder.length), hash('sha256', bytes, 'hex')]);
      return { path, bytes, isProgram: typeof content !== 'string' && content.kind === 'program' };
    });
    await writer.add(files);
    done += batch.length;
    onProgress?.(done, entries.length);
  }
  if (list) await writer.add([{ path: list.path, bytes: Buffer.from(writeChecksums(digests)), isProgram: false }]);
  await writer.end();
  return sum.digest('hex');
}

function createWriter({ format, time }: PackRequest, sink: Sink): ArchiveWriter {
  if (format === 'zip') return createZipWriter(sink, time);
  const gzip = createGzip(sink);
  const tar = createTarWriter(gzip.write, time);
  return {
    add: tar.add,
    end: async () => {
      await tar.end();
      await gzip.end();
    },
  };
}

async function read(source: BundleSource, batch: readonly PackedEntry[]): Promise<readonly Uint8Array[]> {
  const files = batch.flatMap(({ content }) => (typeof content === 'string' ? [] : [content]));
  const contents = await source.read(files);
  if ('code' in contents) throw new PackingRefused(contents);
  let at = 0;
  return batch.map(({ content }) =>
    typeof content === 'string' ? Buffer.from(content, 'utf8') : (contents[at++] as Uint8Array),
  );
}

function toBatches(entries: readonly PackedEntry[]): readonly (readonly PackedEntry[])[] {
  const batches: PackedEntry[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const last = batches.at(-1);
    const size = typeof entry.content === 'string' ? entry.content.length : entry.content.size;
    if (last && bytes + size <= BATCH_BYTES && last.length < BATCH_FILES) last.push(entry);
    else {
      batches.push([entry]);
      bytes = 0;
    }
    bytes += size;
  }
  return batches;
}
