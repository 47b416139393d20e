import fs from 'node:fs/promises';
import path from 'node:path';

/**
 * Finds the git program on the search path, as an absolute path.
 *
 * Entries that are relative, or that lie inside one of `avoid` (the folders that are worked on), are passed over: a
 * repository must not bring its own `git`.
 *
 * @returns null where there is none.
 */
export async function locateGit(env: Readonly<NodeJS.ProcessEnv>, avoid: readonly string[]): Promise<string | null> {
  const windows = process.platform === 'win32';
  const searchPath = env.PATH ?? env.Path ?? '';
  const names = windows ? ['git.exe'] : ['git'];
  const forbidden = await Promise.all(avoid.map((folder) => fs.realpath(folder).catch(() => path.resolve(folder))));
  for (const folder of searchPath.split(path.delimiter)) {
    if (!path.isAbsolute(folder)) continue;
    for (const name of names) {
      const candidate = path.join(folder, name);
      const real = await fs.realpath(candidate).catch(() => null);
      if (real === null || forbidden.some((each) => isInside(each, real) || isInside(each, folder))) continue;
      if (await isExecutable(real)) return candidate;
    }
  }
  return null;
}

function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || (!relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative));
}

async function isExecutable(file: string): Promise<boolean> {
  const stat = await fs.stat(file).catch(() => null);
  if (!stat?.isFile()) return false;
  return fs.access(file, fs.constants.X_OK).then(
    () => true,
    () => false,
  );
}
