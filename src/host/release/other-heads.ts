import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RepositoryPlace } from '../git/repository.ts';

/** The branches that the other work trees of a repository have checked out. */
export async function otherHeads({
  gitFolder,
  commonFolder,
}: RepositoryPlace): Promise<readonly { readonly branch: string; readonly root: string }[]> {
  const linked = await readdir(path.join(commonFolder, 'worktrees')).catch(() => []);
  const folders = [commonFolder, ...linked.map((name) => path.join(commonFolder, 'worktrees', name))];
  const heads = [];
  for (const folder of folders) {
    if (folder === gitFolder) continue;
    const head = await readFile(path.join(folder, 'HEAD'), 'utf8').catch(() => '');
    const branch = /^ref: (refs\/heads\/\S+)\n?$/.exec(head)?.[1];
    if (branch === undefined) continue;
    const link = await readFile(path.join(folder, 'gitdir'), 'utf8').catch(() => null);
    heads.push({ branch, root: link === null ? path.dirname(commonFolder) : path.dirname(link.trimEnd()) });
  }
  return heads;
}
