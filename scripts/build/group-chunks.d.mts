import type { Chunk } from './read-chunk.mjs';

export interface Kinds {
  readonly starts: readonly RegExp[];
  readonly later: readonly RegExp[];
}

export function groupChunks(
  chunks: ReadonlyMap<string, Chunk>,
  kinds: Kinds,
  named: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]>;
