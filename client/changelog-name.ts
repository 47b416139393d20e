/** A changelog among several as people tell them apart. */
export interface NamedChangelog {
  /** The package that it is the changelog of, by its folder; the file where it stands at the root or goes by another name. */
  readonly name: string;
  /** What leads to it; empty at the root. */
  readonly folder: string;
}

/** @param path with `/` */
export function nameChangelog(path: string): NamedChangelog {
  const segments = path.split('/');
  const file = segments.pop() ?? '';
  const name = /^changelog\.md$/i.test(file) ? (segments.pop() ?? file) : file;
  return { name, folder: segments.join('/') };
}
