import fs from 'node:fs/promises';
import path from 'node:path';
import { isInside } from '../root.ts';
import { toRealPath, toSafeFolders } from './search-path.ts';

/**
 * Finds the git program on the search path, as an absolute path.
 *
 * Entries that are relative, or that lie inside one of `avoid` (the folders that are worked on) or of the work tree around it,
 * are passed over: a repository must not bring its own `git`.
 *
 * @returns null where there is none.
 */
export async function locateGit(env: Readonly<NodeJS.ProcessEnv>, avoid: readonly string[]): Promise<string | null> {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  const forbidden = (await Promise.all(avoid.map(toWorkTree))).map(toRealPath);
  for (const folder of toSafeFolders(env.PATH ?? env.Path ?? '', forbidden)) {
    const candidate = path.join(folder, name);
    const real = await fs.realpath(candidate).catch(() => null);
    if (real === null || forbidden.some((each) => isInside(each, real))) continue;
    if (await isExecutable(real)) return candidate;
  }
  return null;
}

/** The nearest folder from here upwards that has a `.git`, whatever that is; the folder itself where none has. */
async function toWorkTree(folder: string): Promise<string> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const found = await fs.lstat(path.join(at, '.git')).catch(() => null);
    if (found) return at;
    if (at === path.dirname(at)) return folder;
  }
}

async function isExecutable(file: string): Promise<boolean> {
  const stat = await fs.stat(file).catch(() => null);
  if (!stat?.isFile()) return false;
  return fs.access(file, fs.constants.X_OK).then(
    () => true,
    () => false,
  );
}
