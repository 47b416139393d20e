import type { Chunk } from './read-chunk.mjs';

export interface File {
  readonly members: readonly string[];
  readonly links: ReadonlyMap<string, readonly string[]>;
}

export function linkFiles(
  chunks: ReadonlyMap<string, Chunk>,
  groups: ReadonlyMap<string, readonly string[]>,
): {
  readonly files: ReadonlyMap<string, File>;
  readonly fileOf: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, ReadonlyMap<string, string>>;
};
