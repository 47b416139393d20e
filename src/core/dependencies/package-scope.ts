import type { DependencyFile } from './compare.ts';
import { folderOf } from './find-loose.ts';
import { dependencyFileKindOf } from './kinds/all.ts';

/**
 * True for a dependency file that concerns a package: one in its folder, and a lock file above it, which packages may share.
 *
 * @param folder with `/` at its end
 */
export function concernsPackage(path: string, folder: string): boolean {
  return path.startsWith(folder) || (folder.startsWith(folderOf(path)) && dependencyFileKindOf(path)?.role === 'lock');
}

/**
 * What a package depends on: what its own files say, and of a lock file above them what these ask for. Nothing in a lock file that
 * is shared says whose the rest of it is. Where the package has a lock file of its own, that alone counts.
 *
 * @param files those that concern it (`concernsPackage`), at one state
 */
export function restrictToPackage(files: readonly DependencyFile[], folder: string): readonly DependencyFile[] {
  const own = files.filter(({ path }) => path.startsWith(folder));
  const locked = new Set(own.filter(({ kind }) => kind.role === 'lock').map(({ kind }) => kind.ecosystem));
  const asked = new Set(
    own.flatMap(({ kind, dependencies }) => dependencies.map(({ name }) => `${kind.ecosystem} ${name}`)),
  );
  const shared = files.filter((file) => !own.includes(file) && !locked.has(file.kind.ecosystem));
  return [
    ...own,
    ...shared.map((file) => ({
      ...file,
      dependencies: file.dependencies.filter(({ name }) => asked.has(`${file.kind.ecosystem} ${name}`)),
    })),
  ];
}
