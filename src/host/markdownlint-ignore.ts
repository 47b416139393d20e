import { join } from 'node:path';
import type { Files } from '../core/ports.ts';
import { matchesGlob } from '../core/text/matches-glob.ts';

/** What markdownlint-cli leaves out, in the form of `.gitignore`. */
export const IGNORE_FILE = '.markdownlintignore';

const LINE_LIMIT = 2000;

/** True where the ignore file of a folder names a file of it. One that cannot be read names none. @param within the file's path there, with `/` */
export async function isIgnoredByFile(files: Files, root: string, folder: string, within: string): Promise<boolean> {
  const { file } = await files.readText({ path: join(folder, IGNORE_FILE), root, name: IGNORE_FILE });
  let ignored = false;
  for (const line of file?.text.split(/\r\n?|\n/).slice(0, LINE_LIMIT) ?? []) {
    const pattern = line.trim().replace(/^\\(?=[#!])/, '');
    if (pattern === '' || line.startsWith('#')) continue;
    const isNegated = line.startsWith('!');
    if (names(isNegated ? pattern.slice(1) : pattern, within)) ignored = !isNegated;
  }
  return ignored;
}

/** A pattern without a `/` before its end names what is called so in any folder, and a folder names what is in it. */
function names(pattern: string, path: string): boolean {
  const bare = pattern.replace(/^\/|\/+$/g, '');
  if (bare === '') return false;
  const anywhere = bare.includes('/') || pattern.startsWith('/') ? bare : `**/${bare}`;
  const isFolder = pattern.endsWith('/');
  return (!isFolder && matchesGlob(path, anywhere)) || matchesGlob(path, `${anywhere}/**/*`);
}
