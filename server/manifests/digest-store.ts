import { sep } from 'node:path';
import type { FileDigest } from '../../src/core/manifest/facts.ts';
import type { Manifest } from '../../src/core/manifest/model.ts';

interface Kept {
  /** What the manifest said when its own digest was computed. */
  readonly text: string;
  readonly byPath: ReadonlyMap<string, FileDigest>;
}

/** The digests of the files that manifests list, from when each of them was saved or verified last. */
export class DigestStore {
  readonly #kept = new Map<string, Kept>();

  /** @param key the manifest's document key */
  set(key: string, { source }: Manifest, byPath: ReadonlyMap<string, FileDigest>): void {
    this.#kept.set(key, { text: source.text, byPath });
  }

  /** What is kept for a manifest: the same object for as long as nothing of it has changed. */
  get(key: string): Kept | undefined {
    return this.#kept.get(key);
  }

  delete(key: string): void {
    this.#kept.delete(key);
  }

  clear(): void {
    this.#kept.clear();
  }

  /** A file has changed: what is listed under a path that may be its own is not known any more. */
  fileChanged(path: string): void {
    const portable = path.split(sep).join('/');
    for (const [key, { text, byPath }] of this.#kept) {
      const left = [...byPath].filter(([listed]) => !portable.endsWith(`/${listed}`));
      if (left.length < byPath.size) this.#kept.set(key, { text, byPath: new Map(left) });
    }
  }
}

/** The digests that hold for a text: a manifest's own one is of the text that it was computed from. */
export function digestsFor(
  { source, fields }: Manifest,
  { text, byPath }: { readonly text: string; readonly byPath: ReadonlyMap<string, FileDigest> },
): ReadonlyMap<string, FileDigest> {
  if (source.text === text) return byPath;
  const own = new Set((fields.manifestChecksum?.value ?? []).map(({ path }) => path));
  return new Map([...byPath].filter(([path]) => !own.has(path)));
}
