import { join } from 'node:path';
import type { Files, FolderEntry } from '../core/ports.ts';

/** Where others' code and what is built from one's own lie; hidden folders are passed over as well. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  'venv',
  'env',
  'target',
  'dist',
  'build',
  'out',
  'bin',
  'obj',
]);
const FOLDER_LIMIT = 20_000;
const DEPTH_LIMIT = 32;

/**
 * Finds the files below a folder that somebody asks for, in the order of their paths. Links are not followed, and the search
 * ends after a stated number of folders.
 *
 * @param isWanted is asked about paths relative to the folder, with `/`, and told what else stands beside each.
 * @param depthLimit how many folders deep is searched
 */
export async function findFiles(
  files: Files,
  root: string,
  isWanted: (path: string, beside: readonly FolderEntry[]) => boolean,
  depthLimit: number = DEPTH_LIMIT,
): Promise<readonly string[]> {
  const found: string[] = [];
  const folders: { readonly path: string; readonly depth: number }[] = [{ path: '', depth: 0 }];
  for (let i = 0; i < folders.length; i++) {
    const { path: folder, depth } = folders[i] as (typeof folders)[number];
    const entries = await files.list(join(root, ...folder.split('/')));
    for (const { name, kind } of entries) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'file' && isWanted(path, entries)) found.push(path);
      const isEntered = kind === 'folder' && !name.startsWith('.') && !PASSED_OVER.has(name);
      if (isEntered && depth < depthLimit && folders.length < FOLDER_LIMIT) folders.push({ path, depth: depth + 1 });
    }
  }
  return found.sort();
}
