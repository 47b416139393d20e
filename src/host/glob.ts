import { join } from 'node:path';
import type { Files } from '../core/ports.ts';
import { matchesGlob, matchesSegment } from '../core/text/matches-glob.ts';

export { matchesGlob };

/** What a search of folders found; paths are relative to where it started, with `/`, in the order of their names. */
export interface GlobResult {
  readonly paths: readonly string[];
  /** False where the search gave up before it had seen everything. */
  readonly complete: boolean;
}

const IGNORED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git']);
const FOLDER_LIMIT = 20_000;
const DEPTH_LIMIT = 32;

/** True where a pattern has to be searched for; otherwise it is a path. */
export function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

/**
 * Finds the files that a pattern names: `*` and `?` stay within a segment, `**` is any number of folders.
 *
 * Only the folders that the pattern can lead to are read. `node_modules`, `.git` and symbolic links to folders are not
 * entered, hidden folders only where the pattern names them, and the search ends after a stated number of folders.
 */
export async function expandGlob(files: Files, root: string, pattern: string): Promise<GlobResult> {
  const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
  const found = new Set<string>();
  if (segments.length === 0 || segments.includes('..')) return { paths: [], complete: true };
  const queue: { readonly folder: string; readonly at: number; readonly depth: number }[] = [
    { folder: '', at: 0, depth: 0 },
  ];
  const seen = new Set<string>();
  let complete = true;
  const enter = (folder: string, at: number, depth: number): void => {
    const key = `${at}/${folder}`;
    if (seen.has(key)) return;
    seen.add(key);
    if (queue.length < FOLDER_LIMIT && depth <= DEPTH_LIMIT) queue.push({ folder, at, depth });
    else complete = false;
  };
  for (let i = 0; i < queue.length; i++) {
    const { folder, at, depth } = queue[i] as (typeof queue)[number];
    const segment = segments[at] as string;
    const isLast = at === segments.length - 1;
    if (segment === '**' && !isLast) enter(folder, at + 1, depth);
    for (const { name, kind } of await files.list(join(root, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'folder') {
        if (IGNORED_FOLDERS.has(name) || (name.startsWith('.') && !segment.startsWith('.'))) continue;
        if (segment === '**') enter(path, at, depth + 1);
        else if (!isLast && matchesSegment(name, segment)) enter(path, at + 1, depth + 1);
      } else if (isLast && kind !== 'other' && (segment === '**' || matchesSegment(name, segment))) {
        found.add(path);
      }
    }
  }
  return { paths: [...found].sort(), complete };
}
