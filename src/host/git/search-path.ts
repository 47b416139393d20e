import fs from 'node:fs';
import path from 'node:path';
import { isInside } from '../root.ts';

/**
 * The folders of a search path in which programs may be looked for: absolute ones that lie neither in one of `avoid` (the
 * folders that are worked on) nor, by a link, lead there. A repository must not bring its own programs.
 */
export function toSafeFolders(searchPath: string, avoid: readonly string[]): readonly string[] {
  const forbidden = avoid.map(toRealPath);
  return searchPath
    .split(path.delimiter)
    .filter(
      (folder) =>
        path.isAbsolute(folder) &&
        !forbidden.some((each) => isInside(each, path.resolve(folder)) || isInside(each, toRealPath(folder))),
    );
}

/** The path without links; where nothing stands there, the path itself. */
export function toRealPath(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}
