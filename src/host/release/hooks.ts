import { readFile, stat } from 'node:fs/promises';
import { whyNoMessage } from '../../core/release/plan-names.ts';
import { complaintOf } from '../git/write.ts';
import type { OpenRelease } from './context.ts';
import { writeTemporary } from './durable.ts';
import { GitFailed } from './git-failed.ts';
import { unlessMissing } from './unless-missing.ts';

export type HookName = 'pre-commit' | 'pre-merge-commit' | 'commit-msg' | 'post-commit';

/**
 * Runs one of the user's hooks, as `git commit` would; the plumbing that makes the commit runs none.
 *
 * @param index the index that the hook finds: what is going to be committed, and not what the user has staged.
 * @returns what is kept in the record; nothing where there is no such hook.
 * @throws GitFailed where the hook objects.
 */
export async function runHook(
  { git, context: { signal } }: OpenRelease,
  name: HookName,
  { index, args = [] }: { readonly index?: string; readonly args?: readonly string[] } = {},
): Promise<readonly string[]> {
  const asked = await git.run(['rev-parse', '--path-format=absolute', '--git-path', `hooks/${name}`], {
    role: 'hooks',
  });
  if (asked.kind === 'failed' || asked.code !== 0)
    throw new GitFailed('It cannot be found out where the hooks are', complaintOf(asked));
  const file = asked.stdout.toString('utf8').trimEnd();
  // A hook that cannot be looked at is not one that is missing.
  if ((await unlessMissing(stat(file))) === null) return [];
  const command = ['hook', 'run', '--ignore-missing', name, ...(args.length > 0 ? ['--', ...args] : [])];
  const isCancellable = signal && name !== 'post-commit';
  const answer = await git.run(command, {
    role: 'hooks',
    ...(index === undefined ? {} : { index }),
    ...(isCancellable && { signal }),
  });
  if (answer.kind === 'ended' && answer.code === 0) return [`hook ${name}: ${file}`];
  if (isCancellable && signal.aborted)
    throw new GitFailed('It was cancelled', `the hook ${name} was ended, and nothing was changed`, 'cancelled');
  throw new GitFailed(
    `The hook ${name} objects`,
    complaintOf(answer),
    'hook-failed',
    'Mend what it complains of; nothing was changed',
  );
}

/** The message of a commit as `commit-msg` leaves it: adding to it is what some of them are for. @throws GitFailed */
export async function checkedMessage(
  release: OpenRelease,
  message: string,
  index: string,
): Promise<{ readonly message: string; readonly ran: readonly string[] }> {
  const file = await writeTemporary(release.folder, 'message', message.endsWith('\n') ? message : `${message}\n`);
  const ran = await runHook(release, 'commit-msg', { index, args: [file] });
  if (ran.length === 0) return { message, ran };
  const left = await readFile(file, 'utf8');
  const reason = whyNoMessage(left);
  if (reason !== null) throw new GitFailed('The hook commit-msg spoilt the message', reason, 'hook-failed');
  return { message: left, ran };
}
