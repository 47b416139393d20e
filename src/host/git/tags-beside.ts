import type { NotKnown } from '../../core/ledger/facts.ts';
import type { Git } from './git.ts';

const PREFIX = 'refs/tags/';

/**
 * The names of the tags that a branch does not contain: neither the local branch of that name nor those of the remotes.
 * Two git processes, the second of which walks the history.
 */
export async function readTagsBeside(git: Git, branch: string): Promise<readonly string[] | NotKnown> {
  const found = await git.text(
    'for-each-ref',
    '--format=%(refname)',
    `refs/heads/${branch}`,
    `refs/remotes/*/${branch}`,
  );
  if (found.kind === 'failed') return { notKnown: found.reason };
  const branches = linesOf(found.text);
  if (branches.length === 0) return { notKnown: `there is no branch ${branch}` };
  return readTagsOutside(git, branches);
}

/** The names of the tags that none of some revisions contains. One git process, which walks the history. */
export async function readTagsOutside(git: Git, revisions: readonly string[]): Promise<readonly string[] | NotKnown> {
  const answer = await git.text(
    'for-each-ref',
    '--format=%(refname)',
    ...revisions.map((revision) => `--no-merged=${revision}`),
    PREFIX,
  );
  if (answer.kind === 'failed') return { notKnown: answer.reason };
  return linesOf(answer.text).map((ref) => ref.slice(PREFIX.length));
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}
