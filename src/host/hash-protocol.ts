import type { FileDigest } from '../core/manifest/facts.ts';

/** What the thread that hashes files is sent once. */
export interface HashRequest {
  readonly root: string;
  readonly paths: readonly string[];
}

/** What it says: how many files are done, now and then, and the digests or why there are none at the end. */
export type HashAnswer =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'digests'; readonly digests: ReadonlyMap<string, FileDigest> }
  | { readonly kind: 'failed'; readonly message: string };
