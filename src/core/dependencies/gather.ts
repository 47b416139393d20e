import type { NotKnown } from '../ledger/facts.ts';
import type { PathAt, RepositoryReader, TreeReader } from '../ledger/reader.ts';
import type { DependencyFile } from './compare.ts';
import { dependencyFileKindOf } from './kinds/all.ts';
import { requirements } from './kinds/requirements.ts';

export type DependencyReader = Pick<RepositoryReader, 'filesAt'> & TreeReader;

export interface StateRequest {
  /** Full names of commits. */
  readonly commits: readonly string[];
  /** The folder that paths are given from, relative to the work tree's root, with `/` at its end; empty for the root. */
  readonly folder: string;
  /** Asked about paths from that folder. */
  readonly isWanted: (path: string) => boolean;
}

/** The dependency files of each commit, in the order of the commits. */
export type CommitStates = readonly (readonly DependencyFile[])[];

/**
 * Reads the dependency files of commits: one listing for each commit, and one reading for all of them together. A content
 * that several commits have is read and parsed once.
 */
export async function gatherStates(
  reader: DependencyReader,
  { commits, folder, isWanted }: StateRequest,
): Promise<CommitStates | NotKnown> {
  const listings = await Promise.all(commits.map((commit) => reader.pathsAt(commit)));
  const wanted: (PathAt & { readonly commit: string })[][] = [];
  for (const [index, listing] of listings.entries()) {
    if ('notKnown' in listing) return listing;
    const commit = commits[index] as string;
    const own = listing.filter(({ path }) => path.startsWith(folder) && isWanted(path.slice(folder.length)));
    wanted.push(own.map((each) => ({ ...each, commit })));
  }
  const parsed = new Map<string, Promise<DependencyFile>>();
  const toRead = [...new Map(wanted.flat().map((each) => [keyOf(each), each])).values()];
  const texts = await reader.filesAt(toRead.map(({ commit, path }) => ({ revision: commit, path })));
  for (const [index, each] of toRead.entries()) {
    const text = texts[index];
    if (text?.kind === 'failed') return { notKnown: text.reason };
    if (text?.kind === 'file') parsed.set(keyOf(each), readDependencyFile(each.path.slice(folder.length), text.text));
  }
  return Promise.all(wanted.map((state) => Promise.all(state.flatMap((each) => parsed.get(keyOf(each)) ?? []))));
}

function keyOf({ path, object }: PathAt): string {
  return `${object} ${path}`;
}

/** Parses a dependency file by its name; one whose name tells no kind is read as a requirements file. */
export async function readDependencyFile(path: string, text: string): Promise<DependencyFile> {
  const kind = dependencyFileKindOf(path) ?? requirements;
  return { path, kind, ...(await kind.parse(text)) };
}
