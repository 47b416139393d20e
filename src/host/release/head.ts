import { complaintOf, type WritingGit } from '../git/write.ts';
import { GitFailed } from './git-failed.ts';

/** What HEAD names: a full ref, or the commit where it is detached. @throws GitFailed */
export async function readHead(git: WritingGit): Promise<string> {
  const symbolic = await git.run(['symbolic-ref', '--quiet', 'HEAD']);
  if (symbolic.kind === 'ended' && symbolic.code === 0) return symbolic.stdout.toString().trimEnd();
  // Git ends with 1 where HEAD names a commit; with anything else it could not tell.
  if (symbolic.kind === 'failed' || symbolic.code !== 1)
    throw new GitFailed('HEAD cannot be read', complaintOf(symbolic));
  const commit = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD']);
  if (commit.kind === 'ended' && commit.code === 0) return commit.stdout.toString().trimEnd();
  throw new GitFailed('HEAD cannot be read', complaintOf(commit));
}

/** Has HEAD name another branch, or a commit. Files and index stay as they are. @throws GitFailed */
export async function turnHead(git: WritingGit, to: string, reason: string): Promise<void> {
  const args = to.startsWith('refs/')
    ? ['symbolic-ref', '-m', reason, 'HEAD', to]
    : ['update-ref', '--no-deref', '-m', reason, 'HEAD', to];
  const answer = await git.run(args);
  if (answer.kind === 'failed' || answer.code !== 0) throw new GitFailed('HEAD cannot be moved', complaintOf(answer));
}
