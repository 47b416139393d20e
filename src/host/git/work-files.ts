import type { NotKnown } from '../../core/ledger/facts.ts';
import { openGit } from './git.ts';
import { locateGit } from './locate-git.ts';

/** The files of a work tree that git tracks or would track. */
export interface WorkFiles {
  /** The top folder of the work tree, absolute. */
  readonly root: string;
  /** Relative to it, with `/`, in order, each once. */
  readonly paths: readonly string[];
  /** The commit that is checked out; null before the first one. */
  readonly commit: string | null;
}

/** Lists what is tracked, and what is neither tracked nor ignored; neither starts a filter nor refreshes the index. */
export async function readWorkFiles(folder: string, env: Readonly<NodeJS.ProcessEnv>): Promise<WorkFiles | NotKnown> {
  const program = await locateGit(env, [folder]);
  if (program === null) return { notKnown: 'git was not found on the search path' };
  const git = openGit(program, folder, env);
  const top = await git.text('rev-parse', '--path-format=absolute', '--show-toplevel');
  if (top.kind === 'failed') return { notKnown: top.reason };
  const root = top.text.replace(/\n$/, '');
  const inRoot = openGit(program, root, env);
  const [listed, head] = await Promise.all([
    inRoot.plumb(['ls-files', '-z', '--cached', '--others', '--exclude-standard'], ''),
    inRoot.text('rev-parse', '--verify', '--quiet', 'HEAD'),
  ]);
  if (listed.kind === 'failed') return { notKnown: listed.reason };
  const paths = listed.bytes
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '');
  return {
    root,
    paths: [...new Set(paths)].sort(),
    commit: head.kind === 'text' ? head.text.trim() || null : null,
  };
}
