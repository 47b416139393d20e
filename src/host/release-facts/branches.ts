import { realpath } from 'node:fs/promises';
import type { BranchFact, UpstreamFact } from '../../core/release/facts.ts';
import type { Git } from '../git/git.ts';
import type { RepositoryPlace } from '../git/repository.ts';

export interface Branches {
  readonly branches: ReadonlyMap<string, BranchFact>;
  /** What each branch follows, by full refs. */
  readonly upstreams: ReadonlyMap<string, string>;
}

const FIELDS = ['refname', 'objectname', 'tree', 'worktreepath', 'upstream', 'symref'] as const;

/** Reads every branch, those of remotes included, in one process. */
export async function readBranches(git: Git, place: RepositoryPlace): Promise<Branches> {
  const format = FIELDS.map((field) => `%(${field})%00`).join('');
  const answer = await git.plumb(['for-each-ref', `--format=${format}`, 'refs/heads', 'refs/remotes'], '');
  const branches = new Map<string, BranchFact>();
  const upstreams = new Map<string, string>();
  if (answer.kind === 'failed') return { branches, upstreams };
  const values = answer.bytes.toString('utf8').split('\0');
  for (let at = 0; at + FIELDS.length <= values.length; at += FIELDS.length) {
    const [line = '', commit = '', tree = '', folder = '', upstream = '', symref] = values.slice(
      at,
      at + FIELDS.length,
    );
    // Records end with a line feed, which stands in front of the next one's first field.
    const ref = line.replace(/^\n/, '');
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
