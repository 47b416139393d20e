import { nameSome } from '../text/name-some.ts';
import { toVisible } from '../text/visible.ts';
import { blocker, isConverted } from './compose.ts';
import type { FileState, ReleaseFacts } from './facts.ts';
import type { Blocker } from './plan.ts';

const ABORT: Readonly<Record<NonNullable<ReleaseFacts['ongoing']>, string>> = {
  merge: 'Finish it with “git merge --continue”, or give it up with “git merge --abort”',
  rebase: 'Finish it with “git rebase --continue”, or give it up with “git rebase --abort”',
  'cherry-pick': 'Finish it with “git cherry-pick --continue”, or give it up with “git cherry-pick --abort”',
  revert: 'Finish it with “git revert --continue”, or give it up with “git revert --abort”',
  bisect: 'End it with “git bisect reset”',
};

/** What stands in the way of every operation that makes commits or tags. */
export function checkRepository({ head, ongoing, identified }: ReleaseFacts): readonly Blocker[] {
  const blockers: Blocker[] = [];
  if (ongoing !== null) {
    blockers.push(blocker(`${ongoing}-in-progress`, `a ${ongoing} is in progress`, ABORT[ongoing]));
  }
  if (head.commit === null) {
    blockers.push(blocker('no-commit', 'nothing is committed yet', 'Commit first: git add --all && git commit'));
  }
  if (!identified) {
    const hint = 'Tell it: git config user.name "Your Name" && git config user.email you@example.com';
    blockers.push(blocker('no-identity', 'git does not know who commits', hint));
  }
  return blockers;
}

/** What stands in the way of an operation that adds a commit to HEAD's branch. */
export function checkBranchHead(facts: ReleaseFacts): readonly Blocker[] {
  const { head, mainBranch, upstream } = facts;
  const blockers: Blocker[] = [...checkRepository(facts)];
  if (head.ref === null) {
    const branch = mainBranch === null ? 'BRANCH' : shortName(mainBranch);
    blockers.push(blocker('detached-head', 'HEAD is on no branch', `Switch to one: git switch ${branch}`));
  }
  if (upstream?.behind) {
    const { behind, ahead, ref } = upstream;
    const count = behind === 1 ? '1 commit' : `${behind} commits`;
    const mend = ahead ? 'git pull --rebase' : 'git pull --ff-only';
    const message = `the branch is ${count} behind ${shortName(ref)}`;
    blockers.push(blocker('behind-upstream', message, `Bring it up to date: ${mend}`));
  }
  return blockers;
}

/** What stands in the way of changing files: bytes that no commit has. */
export function checkFiles({ files }: ReleaseFacts, paths: Iterable<string>): readonly Blocker[] {
  const blockers: Blocker[] = [];
  for (const path of new Set(paths)) {
    const state = files.get(path);
    const found = state && whyDirty(state);
    if (found) blockers.push(blocker('dirty-file', found.message, found.hint, { path, line: 1 }));
  }
  return blockers;
}

function whyDirty(state: FileState): { readonly message: string; readonly hint: string } | null {
  const { committed, staged, conflicted, present } = state;
  const path = toVisible(state.path);
  const hint = `Commit it first: git commit --message "…" -- ${quoted(state.path)}`;
  if (conflicted)
    return { message: `${path} has conflicts`, hint: `Solve them, then: git add -- ${quoted(state.path)}` };
  if (committed === null) {
    if (present === null && staged === null) return null;
    const add = `Commit it first: git add -- ${quoted(state.path)} && git commit --message "…"`;
    return { message: `${path} is not committed`, hint: add };
  }
  if (present === null) {
    const message = `${path} is deleted in the work tree`;
    return { message, hint: `Get it back: git restore -- ${quoted(state.path)}` };
  }
  if (staged !== committed.object) return { message: `${path} has staged changes`, hint };
  return isConverted(committed.text, present.text)
    ? null
    : { message: `${path} has changes that are not committed`, hint };
}

/** Paths in command lines that are shown; what would mean something to a shell stands in quotes. */
export function quoted(path: string): string {
  return /^[\w./@+-]+$/.test(path) ? path : `'${toVisible(path).replaceAll("'", "'\\''")}'`;
}

/** Refuses to work on a branch that is none of those that are meant. */
export function checkOnBranch({ head }: ReleaseFacts, allowed: readonly string[], why: string): readonly Blocker[] {
  if (head.ref === null || allowed.includes(head.ref)) return [];
  const first = allowed[0] === undefined ? 'BRANCH' : shortName(allowed[0]);
  return [blocker('wrong-branch', `${why}, and this is ${shortName(head.ref)}`, `Switch to it: git switch ${first}`)];
}

/** A ref as people call it. */
export function shortName(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags|remotes)\//, '');
}

/** What stands in the way of a release that the policy wants to be made from a clean tree; planned files are said by themselves. */
export function checkTree({ uncommitted, files }: ReleaseFacts): readonly Blocker[] {
  if (uncommitted === null) return [];
  const look = 'Look at them: git status --untracked-files=no. What the policy asks for is release.tree';
  if ('notKnown' in uncommitted)
    return [blocker('dirty-tree', `it is not known whether everything is committed: ${uncommitted.notKnown}`, look)];
  const others = uncommitted.filter((path) => !files.has(path)).map((path) => toVisible(path));
  if (others.length === 0) return [];
  const what = others.length === 1 ? 'a file has' : `${others.length} files have`;
  return [blocker('dirty-tree', `${what} changes that are not committed: ${nameSome(others)}`, look)];
}

/** As long as a fix is not verified, nothing is released again. */
export function checkRollbacks({ openRollbacks }: ReleaseFacts): readonly Blocker[] {
  return openRollbacks.map(({ path, branch, version, line }) => {
    const where = branch === null ? path : `${path} on ${branch}`;
    return blocker(
      'rollback-open',
      `${version} was rolled back, and its fix is not verified`,
      `Verify the fix, check “Fix verified” in ${where}, and commit it`,
      branch === null ? { path, line: line + 1 } : null,
    );
  });
}
