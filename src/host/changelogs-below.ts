import { join } from 'node:path';
import { dependencyFileKindOf } from '../core/dependencies/kinds/all.ts';
import type { Files, FolderEntry } from '../core/ports.ts';
import { versionFileKindOf } from '../core/version/files/all.ts';
import { findFiles } from './find-files.ts';

const CHANGELOG = /^change[-_]?log\.md$/i;

const DOCUMENTATION = ['docs', 'doc'] as const;

/** `packages/group/name` is as deep as packages lie. */
const DEPTH = 3;

/** What was copied from elsewhere, is published as it is, or is there to be tested with, beside what `findFiles` passes over. */
const FOREIGN =
  /(?:^|\/)(?:third[-_]?party|external|extern|deps|_build|site-packages|Pods|Carthage|public|static|assets|www|tests?|__tests__|specs?|__?fixtures__?|fixtures|testdata|examples?|samples?|templates?)\//i;

/**
 * Finds the changelogs of a project that has none at its root: the one among its documentation, else those of its packages, in
 * the order of their paths.
 *
 * A package's changelog stands beside a file that says what the package is called, its version or what it depends on. Copies of
 * somebody else's packages are not told of.
 */
export async function findChangelogsBelow(files: Files, root: string): Promise<readonly string[]> {
  for (const folder of DOCUMENTATION) {
    const entries = await files.list(join(root, folder));
    const found = entries.find(({ name, kind }) => kind === 'file' && CHANGELOG.test(name));
    // Documentation with a version of its own is a package among the others.
    if (found && !has(entries, (name) => versionFileKindOf(name) !== null)) return [`${folder}/${found.name}`];
  }
  const isWanted = (path: string, beside: readonly FolderEntry[]): boolean =>
    CHANGELOG.test(path.slice(path.lastIndexOf('/') + 1)) && isOwnPackage(path, beside);
  return findFiles(files, root, isWanted, DEPTH);
}

/** True for what lies in a package of the project: something beside it says so, and its folder is none for others' files. */
export function isOwnPackage(path: string, beside: readonly FolderEntry[]): boolean {
  return !FOREIGN.test(path) && has(beside, isOfPackage);
}

function has(entries: readonly FolderEntry[], isWanted: (name: string) => boolean): boolean {
  return entries.some(({ name, kind }) => kind === 'file' && isWanted(name));
}

function isOfPackage(name: string): boolean {
  return (versionFileKindOf(name) ?? dependencyFileKindOf(name)) !== null;
}
