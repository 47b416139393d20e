import type { NotKnown, RepositoryFacts, TagFact } from '../../core/ledger/facts.ts';
import type { FileAt, RepositoryReader } from '../../core/ledger/reader.ts';
import { withRecords } from '../release/recorded-tags.ts';
import { readBlobs } from './blobs.ts';
import { readChanges } from './changes.ts';
import { readCommits } from './commits.ts';
import { type FileDifference, readDifference } from './difference.ts';
import { readFormerPath } from './former-path.ts';
import { type Git, openGit } from './git.ts';
import { readHistory } from './history.ts';
import { locateGit } from './locate-git.ts';
import { readFilesAt } from './objects.ts';
import { readPathsAt } from './paths.ts';
import { type RawObject, readRawObjects } from './raw-objects.ts';
import { discoverRepository, type RepositoryPlace, readRepository } from './repository.ts';
import { readTags } from './tags.ts';
import { readTagsBeside, readTagsOutside } from './tags-beside.ts';
import { readTree, type TreeEntry } from './tree.ts';

/** A repository that can be read, and where it is. */
export interface OpenRepository extends RepositoryReader {
  readonly place: RepositoryPlace;
  /** What is asked for by those who need neither remotes nor branches: one process each. */
  readonly objects: ObjectReader;
}

/** Reads a repository piece by piece. Commits and objects are given by their full names. */
export interface ObjectReader {
  readonly tags: () => Promise<readonly TagFact[] | NotKnown>;
  /** The commit that is checked out; null before the first one. */
  readonly head: () => Promise<string | null>;
  readonly tree: (commit: string) => Promise<readonly TreeEntry[] | NotKnown>;
  readonly difference: (from: string, to: string) => Promise<readonly FileDifference[] | NotKnown>;
  readonly blobs: (objects: readonly string[]) => Promise<readonly Buffer[] | NotKnown>;
  /** Tags and commits, as git keeps them. */
  readonly raw: (objects: readonly string[]) => Promise<readonly RawObject[] | NotKnown>;
}

/**
 * Opens the repository that a folder belongs to.
 *
 * @returns why there is nothing to read where git is not installed or the folder is in no repository.
 */
export async function openRepository(
  folder: string,
  env: Readonly<NodeJS.ProcessEnv>,
): Promise<OpenRepository | NotKnown> {
  const program = await locateGit(env, [folder]);
  if (program === null) return { notKnown: 'git was not found on the search path' };
  const git = openGit(program, folder, env);
  const place = await discoverRepository(git);
  if ('notKnown' in place) return place;
  // Paths and trees are asked for from the top, wherever in the repository the folder is.
  const top = openGit(program, place.root, env);
  let facts: Promise<RepositoryFacts | NotKnown> | null = null;
  return {
    place,
    objects: {
      tags: () => readTags(top),
      head: async () => {
        const answer = await top.text('rev-parse', '--verify', '--quiet', 'HEAD');
        return answer.kind === 'text' ? answer.text.trim() || null : null;
      },
      tree: (commit) => readTree(top, commit),
      difference: (from, to) => readDifference(top, from, to),
      blobs: (objects) => readBlobs(top, objects),
      raw: (objects) => readRawObjects(top, objects),
    },
    repository: () => {
      facts ??= readFacts(top, place);
      return facts;
    },
    filesAt: async (wanted) => (await readFilesAt(top, wanted)).map(toText),
    pathsAt: (commit) => readPathsAt(top, commit),
    commits: (range) => readCommits(top, range),
    changes: (pairs) => readChanges(top, pairs),
    formerPath: (file) => readFormerPath(top, file),
    tagsBeside: (branch) => readTagsBeside(top, branch),
    tagsOutside: (commit) => readTagsOutside(top, [commit]),
    history: (tips, folder) => readHistory(top, tips, folder),
  };
}

async function readFacts(top: Git, place: RepositoryPlace): Promise<RepositoryFacts | NotKnown> {
  const facts = await readRepository(top, place);
  return 'notKnown' in facts ? facts : { ...facts, tags: await withRecords(facts.tags, place.commonFolder) };
}

function toText(file: Awaited<ReturnType<typeof readFilesAt>>[number]): FileAt {
  return file.kind === 'file' ? { kind: 'file', object: file.object, text: file.bytes.toString('utf8') } : file;
}
