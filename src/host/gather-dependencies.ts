import { join } from 'node:path';
import type { DependencyFile } from '../core/dependencies/compare.ts';
import { readDependencyFile } from '../core/dependencies/gather.ts';
import { isKnownDependencyFile } from '../core/dependencies/kinds/all.ts';
import type { Files } from '../core/ports.ts';
import { findFiles } from './find-files.ts';
import { matchesGlob } from './glob.ts';

/** A dependency file that cannot be read at all. */
export interface UnreadDependencyFile {
  readonly path: string;
  readonly message: string;
}

export interface PresentDependencies {
  readonly files: readonly DependencyFile[];
  readonly unread: readonly UnreadDependencyFile[];
  /** The texts of the files, by their paths. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Tells the files that the policy names, or, where it names none, those that are known by their names. */
export function toDependencyFilter(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return isKnownDependencyFile;
  return (path) => patterns.some((pattern) => matchesGlob(path, pattern));
}

/**
 * Reads the dependency files of a folder as they stand on disk.
 *
 * @param known further paths that may be there: what a search passes over may be tracked all the same.
 */
export async function readPresentDependencies(
  files: Files,
  root: string,
  isWanted: (path: string) => boolean,
  known: readonly string[],
): Promise<PresentDependencies> {
  const paths = new Set([...(await findFiles(files, root, isWanted)), ...known]);
  const read: DependencyFile[] = [];
  const unread: UnreadDependencyFile[] = [];
  const texts = new Map<string, string>();
  for (const path of [...paths].sort()) {
    const { file, refusal } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
    if (file) {
      texts.set(path, file.text);
      read.push(await readDependencyFile(path, file.text));
    } else if (refusal.code !== 'missing') unread.push({ path, message: refusal.message });
  }
  return { files: read, unread, texts };
}
