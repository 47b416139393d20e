import { parseChecksums } from '../manifest/checksums.ts';
import { toSource } from '../text/source.ts';
import { toVisibleLine } from '../text/visible.ts';
import type { ArchiveListing } from './listing.ts';
import { whyNotPortable } from './plan-bundle.ts';

/** What came of looking into a bundle. Sentences without a full stop. */
export interface BundleFindings {
  readonly problems: readonly string[];
  readonly notChecked: readonly string[];
  /** How many files have the digest that the bundle's own list says. */
  readonly verified: number;
}

/** The names of lists of digests in bundles, whatever the policy of today says. */
const KNOWN_LISTS: ReadonlySet<string> = new Set(['SHA256SUMS', 'checksums.txt']);

/** True for a path that may be the list of digests of a bundle: at its top, or in its one folder. */
export function isBundleList(path: string, name: string): boolean {
  const parts = path.split('/');
  const last = parts.at(-1) ?? '';
  return parts.length <= 2 && (KNOWN_LISTS.has(last) || (name !== '' && last === name));
}

/**
 * Holds a bundle against the list of digests in it: every file is listed, every listed file is there, and each has its digest.
 * Paths have to be the same files on every system, none may lead elsewhere, and all of them lie in one folder.
 *
 * @param name the policy's name for the list; empty for none.
 */
export function checkBundle({ files, folders, texts }: ArchiveListing, name: string): BundleFindings {
  const problems: string[] = [];
  if (files.length === 0) return { problems: ['it holds no file'], notChecked: [], verified: 0 };
  const why = whyNotPortable(files.map(({ path }) => path)) ?? whyNotPortable(folders);
  if (why !== null) problems.push(why);
  const tops = new Set([...files.map(({ path }) => path), ...folders].map((path) => path.split('/')[0] ?? ''));
  const lists = files.filter(({ path }) => isBundleList(path, name) && texts.has(path));
  if (files.some(({ path }) => path.includes('/')) && tops.size > 1 && lists.every(({ path }) => path.includes('/')))
    problems.push(`it unpacks to ${tops.size} names beside each other, expected one folder`);
  const [list] = lists;
  if (!list) return { problems, notChecked: ['digests: it holds no list of them (SHA256SUMS)'], verified: 0 };
  const folder = list.path.slice(0, list.path.lastIndexOf('/') + 1);
  const found = compareList(toSource(texts.get(list.path) ?? ''), list.path, folder, files);
  return { problems: [...problems, ...found.problems], notChecked: [], verified: found.verified };
}

function compareList(
  source: ReturnType<typeof toSource>,
  listPath: string,
  folder: string,
  files: ArchiveListing['files'],
): Pick<BundleFindings, 'problems' | 'verified'> {
  const { lines, bad } = parseChecksums(source);
  const problems = bad.map(({ line, reason }) => `${listPath}, line ${line + 1}: ${reason}`);
  const listed = new Map<string, string>();
  for (const { path, digest, line } of lines) {
    const full = `${folder}${path}`;
    if (listed.has(full)) problems.push(`${listPath}, line ${line + 1}: ${toVisibleLine(path)} stands there twice`);
    listed.set(full, digest);
  }
  let verified = 0;
  for (const { path, digest } of files) {
    if (path === listPath) continue;
    const expected = listed.get(path);
    listed.delete(path);
    if (expected === digest) verified++;
    else if (expected === undefined) problems.push(`${toVisibleLine(path)} is not in ${listPath}`);
    else problems.push(`${toVisibleLine(path)} is not what ${listPath} says: its digest is ${digest}`);
  }
  for (const path of listed.keys()) problems.push(`${toVisibleLine(path)} is missing, and ${listPath} lists it`);
  return { problems, verified };
}
