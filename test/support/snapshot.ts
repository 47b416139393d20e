import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestRepository } from './repository.ts';

/** Everything of a repository that an operation or a person changes. */
export interface RepositorySnapshot {
  readonly head: string;
  readonly refs: string;
  readonly index: string;
  /** With their permissions. */
  readonly files: Readonly<Record<string, string>>;
}

export function snapshotOf(repo: TestRepository): RepositorySnapshot {
  return {
    head: repo.git('rev-parse', '--symbolic-full-name', 'HEAD'),
    refs: repo.git('for-each-ref', '--format=%(refname) %(objectname)'),
    index: repo.git('ls-files', '--stage'),
    files: Object.fromEntries(filesBelow(repo.folder, '')),
  };
}

function filesBelow(root: string, folder: string): readonly (readonly [string, string])[] {
  return readdirSync(path.join(root, folder))
    .sort()
    .flatMap((name): readonly (readonly [string, string])[] => {
      const file = path.join(folder, name);
      const stats = lstatSync(path.join(root, file));
      if (file === '.git') return [];
      if (stats.isDirectory()) return filesBelow(root, file);
      if (!stats.isFile()) return [[file, 'no file']];
      return [[file, `${(stats.mode & 0o777).toString(8)} ${readFileSync(path.join(root, file), 'latin1')}`]];
    });
}
