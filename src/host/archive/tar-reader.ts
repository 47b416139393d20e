import type { ArchiveListing, ListedFile } from '../../core/bundle/listing.ts';
import { ContentReader } from './content-reader.ts';
import { BLOCK, padding, shorten } from './tar-header.ts';
import { readPaxPath, readTarHeader, type TarHeader } from './tar-header-reader.ts';
import type { UnpackMeter } from './unpack-meter.ts';
import { UnreadableArchive } from './unreadable-archive.ts';

/** A record of pax that is longer than any path needs is something else. */
const PAX_LIMIT = 64 * 1024;

type State =
  | { readonly kind: 'header' }
  | { readonly kind: 'content'; readonly reader: ContentReader; left: number }
  | { readonly kind: 'pax'; readonly parts: Uint8Array[]; left: number }
  | { readonly kind: 'padding'; left: number }
  | { readonly kind: 'end' };

/**
 * Reads an archive of `tar` as it comes, and writes nothing anywhere. Only plain files and folders are accepted, with headers
 * that say everything in one way: what another program could understand otherwise is refused.
 */
export class TarReader {
  readonly #meter: UnpackMeter;
  readonly #wanted: (path: string) => boolean;
  readonly #files: ListedFile[] = [];
  readonly #folders: string[] = [];
  readonly #texts = new Map<string, string>();
  #state: State = { kind: 'header' };
  /** What has come of a header. */
  #header = Buffer.alloc(0);
  #paxPath: string | null = null;
  #zeroBlocks = 0;

  constructor(meter: UnpackMeter, wanted: (path: string) => boolean) {
    this.#meter = meter;
    this.#wanted = wanted;
  }

  /** @throws UnreadableArchive */
  take(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += this.#step(bytes.subarray(at));
  }

  /** @throws UnreadableArchive where the end has not come. */
  end(): ArchiveListing {
    if (this.#state.kind !== 'end' || this.#header.length > 0)
      throw new UnreadableArchive('it ends in the middle: a part of it is missing');
    return { files: this.#files, folders: this.#folders, texts: this.#texts };
  }

  /** Takes the beginning of what has come; returns how much. */
  #step(bytes: Uint8Array): number {
    const state = this.#state;
    if (state.kind === 'header' || state.kind === 'end') return this.#gatherBlock(bytes);
    const part = bytes.subarray(0, state.left);
    state.left -= part.length;
    if (state.kind === 'content') state.reader.take(part);
    else if (state.kind === 'pax') state.parts.push(part.slice());
    else if (part.some((byte) => byte !== 0))
      throw new UnreadableArchive('something is hidden behind the end of a file');
    if (state.left === 0) this.#finish(state);
    return part.length;
  }

  #finish(state: State): void {
    this.#state = { kind: 'header' };
    if (state.kind === 'content') {
      const { file, text } = state.reader.end();
      this.#files.push(file);
      if (text !== null) this.#texts.set(file.path, text);
      this.#pad(file.size);
    } else if (state.kind === 'pax') {
      const record = Buffer.concat(state.parts);
      this.#paxPath = readPaxPath(record);
      this.#pad(record.length);
    }
  }

  #pad(size: number): void {
    if (padding(size) > 0) this.#state = { kind: 'padding', left: padding(size) };
  }

  #gatherBlock(bytes: Uint8Array): number {
    const part = bytes.subarray(0, BLOCK - this.#header.length);
    this.#header = this.#header.length === 0 ? Buffer.from(part) : Buffer.concat([this.#header, part]);
    if (this.#header.length === BLOCK) {
      const block = this.#header;
      this.#header = Buffer.alloc(0);
      this.#takeBlock(block);
    }
    return part.length;
  }

  #takeBlock(block: Buffer): void {
    if (block.every((byte) => byte === 0)) {
      if (this.#paxPath !== null) throw new UnreadableArchive('a long name stands in front of no file');
      if (++this.#zeroBlocks === 2) this.#state = { kind: 'end' };
      return;
    }
    if (this.#zeroBlocks > 0) throw new UnreadableArchive('something stands behind its end');
    this.#meter.countFile();
    this.#start(readTarHeader(block));
  }

  #start(header: TarHeader): void {
    if (header.type === 'x') {
      if (this.#paxPath !== null || header.size === 0 || header.size > PAX_LIMIT)
        throw new UnreadableArchive('a long name is written in a form that programs read differently');
      this.#state = { kind: 'pax', parts: [], left: header.size };
      return;
    }
    const path = this.#paxPath ?? header.path;
    if (this.#paxPath !== null && !isStandIn(header, this.#paxPath))
      throw new UnreadableArchive(
        `“${header.path}” is called “${this.#paxPath}” in another place: programs would disagree about its name`,
      );
    this.#paxPath = null;
    if (header.type === '5') {
      this.#folders.push(path.replace(/\/$/, ''));
      return;
    }
    const reader = new ContentReader(path, header.size, this.#wanted(path));
    this.#state = { kind: 'content', reader, left: header.size };
    if (header.size === 0) this.#finish(this.#state);
  }
}

/** The name that stands in a header for a longer one has to be the beginning of it. */
function isStandIn({ rawName, rawPrefix }: TarHeader, path: string): boolean {
  const { name } = shorten(path, '');
  return rawPrefix.length === 0 && rawName.equals(name);
}
