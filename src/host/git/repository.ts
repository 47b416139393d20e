import fs from 'node:fs/promises';
import path from 'node:path';
import type { HeadFact, NotKnown, RemoteFact, RepositoryFacts } from '../../core/ledger/facts.ts';
import { withoutWorkTree } from '../../core/ledger/no-work-tree.ts';
import type { Git, GitText } from './git.ts';
import { readTags } from './tags.ts';

/** Where a folder's repository is. */
export interface RepositoryPlace {
  /** The top folder of the work tree, as git resolves it. */
  readonly root: string;
  readonly gitFolder: string;
  /** The folder with refs and objects: another one than `gitFolder` in a linked work tree. */
  readonly commonFolder: string;
  readonly shallow: boolean;
  readonly objectFormat: 'sha1' | 'sha256';
}

/**
 * Finds the repository that a folder belongs to: its own, a linked work tree's, a submodule's, or one of a folder above.
 *
 * A work tree that does not hold the folder (`core.worktree` pointing elsewhere) is refused: nothing outside is looked at.
 */
export async function discoverRepository(git: Git): Promise<RepositoryPlace | NotKnown> {
  const answer = await git.text(
    'rev-parse',
    '--path-format=absolute',
    '--show-toplevel',
    '--absolute-git-dir',
    '--git-common-dir',
    '--is-shallow-repository',
    '--show-object-format',
  );
  if (answer.kind === 'failed') {
    const missing = /not a git repository/i.test(answer.reason);
    if (NO_WORK_TREE.test(answer.reason)) return withoutWorkTree(git.folder);
    return { notKnown: missing ? `${git.folder} is in no git repository` : answer.reason };
  }
  const lines = answer.text.replace(/\n$/, '').split('\n');
  const [shallow, format] = lines.slice(-2);
  const [root = '', gitFolder = '', commonFolder = ''] = lines.length === 5 ? lines : await readPaths(git);
  const real = await fs.realpath(git.folder).catch(() => git.folder);
  const relative = path.relative(await fs.realpath(root).catch(() => root), real);
  if (relative.startsWith('..') || path.isAbsolute(relative)) {
    return { notKnown: `the repository’s work tree is ${root}, which does not hold ${git.folder}` };
  }
  return {
    root,
    gitFolder,
    commonFolder,
    shallow: shallow === 'true',
    objectFormat: format === 'sha256' ? 'sha256' : 'sha1',
  };
}

/** What git says where it has no files to work on. */
const NO_WORK_TREE = /cannot use bare repository|must be run in a work tree/i;

/** The paths one by one: a folder may have a line break in its name. */
async function readPaths(git: Git): Promise<readonly string[]> {
  const ask = async (what: string): Promise<string> => {
    const answer = await git.text('rev-parse', '--path-format=absolute', what);
    return answer.kind === 'failed' ? '' : answer.text.replace(/\n$/, '');
  };
  return Promise.all(['--show-toplevel', '--absolute-git-dir', '--git-common-dir'].map(ask));
}

/** What to do where there is no repository; null where something else is the matter, which says so itself. */
export function hintToInit({ notKnown }: NotKnown, hint: string): string | null {
  return notKnown.endsWith('is in no git repository') ? hint : null;
}

/** Reads what a repository says of itself. Four git processes at any size of the repository. */
export async function readRepository(git: Git, place: RepositoryPlace): Promise<RepositoryFacts | NotKnown> {
  const [tags, commit, remotes, branches] = await Promise.all([
    readTags(git),
    git.text('rev-parse', '--verify', '--quiet', 'HEAD'),
    readRemotes(git),
    readBranches(git),
  ]);
  if ('notKnown' in tags) return tags;
  return {
    root: place.root,
    head: toHead(commit, branches),
    shallow: place.shallow,
    objectFormat: place.objectFormat,
    remotes,
    tags,
    mainBranch: chooseMainBranch(branches.map((line) => line.slice(1))),
  };
}

/** The branch is the one that git marks in its list: what “HEAD” names is not known where a tag has that name, too. */
function toHead(commit: GitText, branches: readonly string[]): HeadFact {
  if (commit.kind === 'failed') return { branch: null, commit: null };
  const current = branches.find((line) => line.startsWith('*refs/heads/'));
  return {
    branch: current?.slice('*refs/heads/'.length).replace(/\0.*$/, '') ?? null,
    commit: commit.text.trim() || null,
  };
}

async function readRemotes(git: Git): Promise<readonly RemoteFact[]> {
  const answer = await git.plumb(['config', '--null', '--get-regexp', String.raw`^remote\..*\.url$`], '');
  if (answer.kind === 'failed') return [];
  const remotes: RemoteFact[] = [];
  for (const record of answer.bytes.toString('utf8').split('\0')) {
    const line = record.indexOf('\n');
    if (line < 0) continue;
    const name = record.slice('remote.'.length, line - '.url'.length);
    if (!remotes.some((remote) => remote.name === name))
      remotes.push({ name, url: withoutCredentials(record.slice(line + 1)) });
  }
  return remotes;
}

/** `https://user:token@host/path` may hold a secret; nothing that is shown or stored has it. */
export function withoutCredentials(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1');
}

/** Each branch with `*` before the current one, a space before the others, and NUL and the target behind one that is a link. */
async function readBranches(git: Git): Promise<readonly string[]> {
  const format = '--format=%(HEAD)%(refname)%00%(symref)';
  const answer = await git.text('for-each-ref', format, 'refs/heads', 'refs/remotes/*/HEAD');
  return answer.kind === 'failed' ? [] : answer.text.split('\n').filter((line) => line !== '');
}

const CONVENTIONAL = ['main', 'master', 'trunk', 'develop'] as const;

/** The branch that the remote calls its HEAD, else the first of the conventional names that exists. */
function chooseMainBranch(lines: readonly string[]): string | null {
  for (const line of lines) {
    const target = /\0refs\/remotes\/[^/]+\/(.+)$/.exec(line);
    if (target) return target[1] as string;
  }
  return CONVENTIONAL.find((name) => lines.includes(`refs/heads/${name}\0`)) ?? null;
}
