import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';

/** True where `path` is the folder itself or lies in it; both absolute and without symbolic links. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** True where a path leads into a repository's own folder, also by a name that other disks take for `.git`. */
export function isInsideGit(root: string, path: string): boolean {
  return relative(root, path)
    .split(sep)
    .some((part) => /^(?:\.git[. ]*|git~1)(?::.*)?$/i.test(part));
}

/**
 * Follows every symbolic link of a path.
 *
 * @returns the real path, or null where it leads out of the root.
 * @throws what the operating system says where nothing stands there.
 */
export async function realPathWithin(root: string, path: string): Promise<string | null> {
  const [realRoot, realPath] = await Promise.all([realpath(root), realpath(path)]);
  return isInside(realRoot, realPath) ? realPath : null;
}
