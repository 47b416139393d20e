import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RepositoryPlace } from '../git/repository.ts';
import { unlessMissing } from './unless-missing.ts';

/** The branches that the other work trees of a repository have checked out. @throws what the system says */
export async function otherHeads({
  gitFolder,
  commonFolder,
}: RepositoryPlace): Promise<readonly { readonly branch: string; readonly root: string }[]> {
  const linked = (await unlessMissing(readdir(path.join(commonFolder, 'worktrees')))) ?? [];
  const folders = [commonFolder, ...linked.map((name) => path.join(commonFolder, 'worktrees', name))];
  const heads = [];
  for (const folder of folders) {
    if (folder === gitFolder) continue;
    const head = (await unlessMissing(readFile(path.join(folder, 'HEAD'), 'utf8'))) ?? '';
    const branch = /^ref: (refs\/heads\/\S+)\n?$/.exec(head)?.[1];
    if (branch === undefined) continue;
    const link = await unlessMissing(readFile(path.join(folder, 'gitdir'), 'utf8'));
    heads.push({ branch, root: link === null ? path.dirname(commonFolder) : path.dirname(link.trimEnd()) });
  }
  return heads;
}
