import fs from 'node:fs/promises';
import path from 'node:path';
import { toRealPath, toSafeFolders } from '../git/search-path.ts';
import { isInside } from '../root.ts';

/**
 * Finds the program of a gate, as an absolute path.
 *
 * A name without a separator is looked for on the search path, but for folders inside of `root`: who means a program of the
 * repository says so, with its path. A path counts from `root` and has to stay in it; an absolute one is taken as it is.
 *
 * @returns null where there is none that can be run.
 */
export async function locateProgram(
  name: string,
  root: string,
  env: Readonly<NodeJS.ProcessEnv>,
): Promise<string | null> {
  if (path.isAbsolute(name)) return (await isProgram(name)) ? name : null;
  if (/[/\\]/.test(name)) {
    const own = path.resolve(root, name);
    return isInside(toRealPath(root), toRealPath(own)) && (await isProgram(own)) ? own : null;
  }
  for (const folder of toSafeFolders(env.PATH ?? env.Path ?? '', [root])) {
    for (const ending of ENDINGS) {
      const candidate = path.join(folder, `${name}${ending}`);
      if ((await isProgram(candidate)) && !isInside(toRealPath(root), toRealPath(candidate))) return candidate;
    }
  }
  return null;
}

/** Without a shell Windows starts programs only, no scripts. */
const ENDINGS = process.platform === 'win32' ? ['.exe', '.com', ''] : [''];

async function isProgram(file: string): Promise<boolean> {
  try {
    if (!(await fs.stat(file)).isFile()) return false;
    await fs.access(file, fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
