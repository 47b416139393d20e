import type { MergeFact } from '../../core/release/facts.ts';
import type { OpenRepository } from '../git/open-repository.ts';
import { complaintOf, type WritingGit } from '../git/write.ts';
import { GitFailed } from '../release/git-failed.ts';
import type { Setting } from '../release/settings.ts';
import type { Branches } from './branches.ts';

export interface MergeQuestion {
  readonly into: string;
  readonly from: string;
}

export interface MergeSurroundings {
  /** The files whose texts at the tip of `into` are told, too. */
  readonly paths: readonly string[];
  /** How many commits `into` lacks of what it follows. */
  readonly behind: number;
  /** What the version files among some texts say. */
  readonly readVersions: (texts: ReadonlyMap<string, string>) => Promise<MergeFact['versionFiles']>;
}

/**
 * What merging one branch into another makes. The trees that git writes for it are visible to nobody until a commit names
 * them.
 *
 * @throws GitFailed where git gives no answer, which would pass for a “no”
 */
export async function readMerge(
  git: WritingGit,
  repository: OpenRepository,
  { branches }: Branches,
  settings: readonly Setting[],
  { into, from }: MergeQuestion,
  { paths, behind, readVersions }: MergeSurroundings,
): Promise<MergeFact | null> {
  const ours = branches.get(into);
  const theirs = branches.get(from);
  if (!ours || !theirs) return null;
  const [isContained, isAhead, base, texts] = await Promise.all([
    contains(git, ours.commit, theirs.commit),
    contains(git, theirs.commit, ours.commit),
    mergeBase(git, ours.commit, theirs.commit),
    readTexts(repository, ours.commit, paths),
  ]);
  const former = base === null ? new Map<string, string>() : await readTexts(repository, base, paths);
  const untouched = new Set(paths.filter((path) => texts.get(path) === former.get(path)));
  const common = { into, from, files: texts, versionFiles: await readVersions(texts), untouched, behind };
  if (isContained) return { ...common, relation: 'contained', tree: ours.tree, conflicts: [] };
  if (isAhead) return { ...common, relation: 'ahead', tree: theirs.tree, conflicts: [] };
  return { ...common, relation: 'diverged', ...(await mergeTrees(git, settings, ours.commit, theirs.commit)) };
}

async function readTexts(
  repository: OpenRepository,
  revision: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const files = await repository.filesAt(paths.map((path) => ({ revision, path })));
  return new Map(
    paths.flatMap((path, i) => {
      const file = files[i];
      if (file?.kind === 'failed') throw new GitFailed(`${path} cannot be read in ${revision}`, file.reason);
      return file?.kind === 'file' ? [[path, file.text] as const] : [];
    }),
  );
}

/** True where a commit has another one in its history. */
async function contains(git: WritingGit, commit: string, other: string): Promise<boolean> {
  return (await askHistory(git, ['--is-ancestor', other, commit])) !== null;
}

async function mergeBase(git: WritingGit, ours: string, theirs: string): Promise<string | null> {
  return (await askHistory(git, [ours, theirs]))?.trim() ?? null;
}

/** Null where git says no, which is 1; anything else is no answer. */
async function askHistory(git: WritingGit, args: readonly string[]): Promise<string | null> {
  const answer = await git.run(['merge-base', ...args]);
  if (answer.kind === 'ended' && answer.code === 0) return answer.stdout.toString('utf8');
  if (answer.kind === 'ended' && answer.code === 1) return null;
  throw new GitFailed('The history cannot be read', complaintOf(answer));
}

async function mergeTrees(
  git: WritingGit,
  settings: readonly Setting[],
  ours: string,
  theirs: string,
): Promise<Pick<MergeFact, 'tree' | 'conflicts'>> {
  // A driver is a program that the repository names; it is not started for a plan.
  if (settings.some(({ key }) => /^merge\..+\.driver$/s.test(key))) return { tree: null, conflicts: [] };
  const answer = await git.run(['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', ours, theirs]);
  if (answer.kind === 'failed' || answer.code > 1)
    throw new GitFailed('The merge cannot be computed', complaintOf(answer));
  const [tree = '', ...paths] = answer.stdout
    .toString('utf8')
    .split('\0')
    .filter((each) => each !== '');
  return { tree: /^[0-9a-f]{40,64}$/.test(tree) ? tree : null, conflicts: answer.code === 0 ? [] : paths };
}
