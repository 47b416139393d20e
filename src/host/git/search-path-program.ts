import fs from 'node:fs/promises';
import path from 'node:path';
import { isInside } from '../root.ts';
import { toRealPath, toSafeFolders } from './search-path.ts';

/**
 * Finds a program that the user's configuration names: an absolute path (`~/` is the home folder), or a name that is looked for
 * on the search path.
 *
 * @param avoid the folders that are worked on: what lies there, or leads there by a link, is none.
 * @returns an absolute path, or null.
 */
export async function locateProgram(
  name: string,
  env: Readonly<NodeJS.ProcessEnv>,
  avoid: readonly string[],
): Promise<string | null> {
  const home = env.HOME ?? env.USERPROFILE ?? '';
  const expanded = name.startsWith('~/') ? path.join(home, name.slice(2)) : name;
  const candidates = path.isAbsolute(expanded)
    ? [expanded]
    : /[/\\]/.test(expanded)
      ? []
      : toSafeFolders(env.PATH ?? env.Path ?? '', avoid).flatMap((folder) =>
          process.platform === 'win32' ? [path.join(folder, `${expanded}.exe`)] : [path.join(folder, expanded)],
        );
  for (const candidate of candidates) {
    const real = toRealPath(candidate);
    if (avoid.some((folder) => isInside(toRealPath(folder), real))) continue;
    const stats = await fs.stat(real).catch(() => null);
    if (!stats?.isFile()) continue;
    const mayRun = await fs.access(real, fs.constants.X_OK).then(
      () => true,
      () => false,
    );
    if (mayRun) return candidate;
  }
  return null;
}
