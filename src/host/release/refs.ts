import type { RefChange } from '../../core/release/journal-record.ts';
import { complaintOf, type WritingGit } from '../git/write.ts';
import { runTransaction, type TransactionEnd } from '../git/write-transaction.ts';
import { GitFailed } from './git-failed.ts';

export type RefValues = ReadonlyMap<string, string>;

/** The refs of these names that there are, with what they name. @throws GitFailed */
export async function readRefs(git: WritingGit, names: readonly string[]): Promise<RefValues> {
  if (names.length === 0) return new Map();
  const all = await listRefs(git, names, names);
  return new Map(names.flatMap((name) => (all.has(name) ? [[name, all.get(name) as string]] : [])));
}

/** All refs below some names. @param needed those that are decided by. @throws GitFailed */
export async function listRefs(
  git: WritingGit,
  below: readonly string[],
  needed: readonly string[],
): Promise<RefValues> {
  const answer = await git.run(['for-each-ref', '--format=%(refname)%00%(objectname)', ...below]);
  if (answer.kind === 'failed' || answer.code !== 0)
    throw new GitFailed('The refs cannot be read', complaintOf(answer));
  // What git cannot read it leaves out, and says so; it would pass for a ref that is not there.
  const broken = [...answer.stderr.matchAll(/broken ref (\S+)/g)].find(([, name = '']) => needed.includes(name));
  if (broken) throw new GitFailed('A ref cannot be read', `${broken[1]} is broken, or cannot be opened`);
  const lines = answer.stdout.toString('utf8').split('\n');
  return new Map(lines.flatMap((line) => (line.includes('\0') ? [line.split('\0') as [string, string]] : [])));
}

/**
 * Moves refs from their old values to the new ones, all or none.
 *
 * Tags stand first: where the machine stops in between, what is there names the very commit to go on with.
 */
export function moveRefs(git: WritingGit, changes: readonly RefChange[], reason: string): Promise<TransactionEnd> {
  const isTag = ({ name }: RefChange): boolean => name.startsWith('refs/tags/');
  const ordered = [...changes.filter(isTag), ...changes.filter((change) => !isTag(change))];
  return runTransaction(git, ordered.map(toCommand), reason);
}

function toCommand({ name, from, to }: RefChange): readonly string[] {
  if (to === null) return [`delete ${name}`, from ?? ''];
  return from === null ? [`create ${name}`, to] : [`update ${name}`, to, from];
}

/** `gone`: somebody has moved the ref on since. */
export type RefState = 'old' | 'new' | 'gone';

/**
 * A branch that was moved on from the new commit has been at it; that somebody worked on does not take it back.
 *
 * @throws GitFailed
 */
export async function stateOf(git: WritingGit, { name, from, to }: RefChange, now: string | null): Promise<RefState> {
  if (now === to) return 'new';
  if (now === from) return 'old';
  if (now !== null && to !== null && name.startsWith('refs/heads/')) {
    const answer = await git.run(['merge-base', '--is-ancestor', to, now]);
    if (answer.kind === 'ended' && answer.code === 0) return 'new';
    if (answer.kind === 'failed' || answer.code !== 1)
      throw new GitFailed('The history cannot be read', complaintOf(answer));
  }
  return 'gone';
}
