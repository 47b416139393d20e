import { realpath } from 'node:fs/promises';
import type { BranchFact, UpstreamFact } from '../../core/release/facts.ts';
import type { Git } from '../git/git.ts';
import type { RepositoryPlace } from '../git/repository.ts';
import { complaintOf, type WritingGit } from '../git/write.ts';
import { GitFailed } from '../release/git-failed.ts';

export interface Branches {
  readonly branches: ReadonlyMap<string, BranchFact>;
  /** What each branch follows, by full refs. */
  readonly upstreams: ReadonlyMap<string, string>;
}

const FIELDS = ['refname', 'objectname', 'tree', 'worktreepath', 'upstream', 'symref'] as const;

/** Reads every branch, those of remotes included, in one process. @throws GitFailed */
export async function readBranches(git: WritingGit, place: RepositoryPlace): Promise<Branches> {
  const format = FIELDS.map((field) => `%(${field})`).join('%00');
  const answer = await git.run(['for-each-ref', `--format=${format}`, 'refs/heads', 'refs/remotes']);
  const branches = new Map<string, BranchFact>();
  const upstreams = new Map<string, string>();
  // What git cannot read it leaves out, and says so.
  if (answer.kind === 'failed' || answer.code !== 0 || /broken ref refs\/heads\//.test(answer.stderr))
    throw new GitFailed('The branches cannot be read', complaintOf(answer));
  const values = answer.stdout.toString('utf8').split('\0');
  const between = FIELDS.length - 1;
  for (let at = 0; at + between < values.length; at += between) {
    const [line = '', commit = '', tree = '', folder = '', upstream = '', last = ''] = values.slice(
      at,
      at + FIELDS.length,
    );
    // Records end with a line feed, so that the last field of one and the first of the next stand together.
    const ref = line.slice(line.indexOf('\n') + 1);
    const [symref] = last.split('\n');
    if (symref !== '') continue;
    const isHere = folder !== '' && (await realpath(folder).catch(() => folder)) === place.root;
    branches.set(ref, { commit, tree, worktree: folder === '' || isHere ? null : folder });
    if (upstream !== '') upstreams.set(ref, upstream);
  }
  return { branches, upstreams };
}

/** How far a branch and what it follows are apart; null where it follows nothing. */
export async function readUpstream(
  git: Git,
  { branches, upstreams }: Branches,
  head: { readonly ref: string | null; readonly commit: string | null },
): Promise<UpstreamFact | null> {
  const ref = head.ref === null ? undefined : upstreams.get(head.ref);
  if (ref === undefined || head.commit === null) return null;
  const theirs = branches.get(ref)?.commit;
  if (theirs === undefined) return { ref, ahead: null, behind: null };
  const answer = await git.text('rev-list', '--left-right', '--count', `${head.commit}...${theirs}`, '--');
  const [, ahead, behind] = (answer.kind === 'text' && /^(\d+)\s+(\d+)/.exec(answer.text)) || [];
  return {
    ref,
    ahead: ahead === undefined ? null : Number(ahead),
    behind: behind === undefined ? null : Number(behind),
  };
}
