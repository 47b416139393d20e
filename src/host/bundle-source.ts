import { lstatSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { BundleCandidate } from '../core/bundle/plan-bundle.ts';
import { isKnown } from '../core/ledger/ledger.ts';
import type { Files } from '../core/ports.ts';
import { type Refusal, refusal } from '../core/refusal.ts';
import { toVisibleLine } from '../core/text/visible.ts';
import type { OpenRepository } from './git/open-repository.ts';
import { toRealPath } from './git/search-path.ts';
import { expandGlob, isGlob } from './glob.ts';
import { PlainFileReader } from './plain-file-reader.ts';

/** A file with what its source needs to find its content. */
export interface SourceFile extends BundleCandidate {
  /** The object in the repository; null for a file of the folder. */
  readonly object: string | null;
}

/** Where the files of a bundle come from. */
export interface BundleSource {
  readonly files: readonly SourceFile[];
  /** The contents of some of them, in their order, held in memory together. */
  readonly read: (files: readonly SourceFile[]) => Promise<readonly Uint8Array[] | Refusal>;
}

/** The files of a commit, whatever the folder looks like now. @param root the folder of the policy, absolute */
export async function openCommit(
  { objects, place }: OpenRepository,
  commit: string,
  root: string,
): Promise<BundleSource | Refusal> {
  const tree = await objects.tree(commit);
  if (!isKnown(tree)) return refusal('not-read', tree.notKnown);
  const way = relative(toRealPath(place.root), toRealPath(root)).split(sep).join('/');
  const folder = way === '' ? '' : `${way}/`;
  return {
    files: tree.flatMap(({ path, ...rest }) =>
      path.startsWith(folder) ? [{ ...rest, path: path.slice(folder.length) }] : [],
    ),
    read: async (files) => {
      const blobs = await objects.blobs(files.map(({ object }) => object ?? ''));
      return isKnown(blobs)
        ? blobs
        : refusal('not-read', blobs.notKnown, 'Is the clone complete? “git fetch” may help');
    },
  };
}

export interface FolderRequest {
  readonly files: Files;
  readonly root: string;
  /** The policy's patterns, filled in. */
  readonly patterns: readonly string[];
}

/** The files of a folder as they are. What changes while it is packed is noticed. */
export async function openFolder({ files, root, patterns }: FolderRequest): Promise<BundleSource | Refusal> {
  const paths = new Set<string>();
  for (const pattern of patterns) {
    const found = isGlob(pattern) ? await expandGlob(files, root, pattern) : { paths: [pattern], complete: true };
    if (!found.complete)
      return refusal(
        'too-large',
        `there are more folders for ${pattern} than are searched`,
        'Name narrower patterns in bundle.include',
      );
    for (const path of found.paths) paths.add(path);
  }
  const reader = new PlainFileReader(root);
  return {
    files: [...paths].flatMap((path) => describe(root, path)),
    read: async (wanted) => {
      const contents: Uint8Array[] = [];
      for (const { path } of wanted) {
        const read = reader.read(path);
        if (typeof read === 'string')
          return refusal(
            'not-read',
            `${toVisibleLine(path)} was not packed: ${read}`,
            'Run it again when nobody writes there',
          );
        contents.push(read);
      }
      return contents;
    },
  };
}

function describe(root: string, path: string): readonly SourceFile[] {
  try {
    const stats = lstatSync(join(root, ...path.split('/')));
    if (stats.isSymbolicLink()) return [{ path, kind: 'link', size: 0, object: null }];
    if (!stats.isFile()) return [];
    return [{ path, kind: (stats.mode & 0o100) === 0 ? 'file' : 'program', size: stats.size, object: null }];
  } catch {
    return [];
  }
}
