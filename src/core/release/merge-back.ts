import { mergeChangelog } from '../changelog/edits/merge-changelog.ts';
import type { Changelog, Release } from '../changelog/model.ts';
import { parseChangelog } from '../changelog/parse.ts';
import type { WrittenVersion } from '../ledger/version-file-fact.ts';
import { compareVersions, type Version } from '../version/version.ts';
import { blocker } from './compose.ts';
import type { MergeFact, ReleaseFacts } from './facts.ts';
import type { Blocker, CommitStep, RefStep, Target, TreeChange } from './plan.ts';
import { shortName } from './readiness.ts';
import { linkOptionsOf } from './release-texts.ts';
import { writeVersions } from './write-versions.ts';

export interface MergeRequest {
  readonly version: Version;
  /** The tip of the branch, which an earlier step may make, and what that step changes. */
  readonly tip: Target;
  readonly changes: readonly TreeChange[];
  /** The changelog of the branch at its tip, and the release's section there. */
  readonly changelog: Changelog;
  readonly section: Release | null;
  readonly message: string;
}

export interface MergeSteps {
  readonly commit: CommitStep | null;
  readonly ref: RefStep | null;
  readonly blockers: readonly Blocker[];
}

/** Merges HEAD's branch into the main one, always with a commit of its own (`--no-ff`). */
export function mergeBack(facts: ReleaseFacts, request: MergeRequest): MergeSteps {
  const { merge, branches, head } = facts;
  const into = merge && branches.get(merge.into);
  if (!merge || !into || head.commit === null) return { commit: null, ref: null, blockers: [] };
  const blockers = checkMerge(merge, facts.remote?.name ?? 'origin');
  if (merge.relation === 'contained' && request.changes.length === 0) return { commit: null, ref: null, blockers };
  const commit: CommitStep = {
    kind: 'commit',
    id: 'merge',
    parents: [{ object: into.commit }, request.tip],
    base: { object: into.commit },
    changes: merge.relation === 'diverged' ? settle(facts, merge, request) : request.changes,
    mergedTree: merge.tree,
    message: `${request.message}\n`,
    sign: facts.signs.commits,
  };
  const ref: RefStep = { kind: 'ref', name: merge.into, from: into.commit, to: { step: 'merge' } };
  return { commit, ref, blockers: [...blockers, ...checkConflicts(merge, commit)] };
}

function checkMerge({ into, behind }: MergeFact, remote: string): readonly Blocker[] {
  if (behind === 0) return [];
  const name = shortName(into);
  const count = behind === 1 ? '1 commit' : `${behind} commits`;
  const hint = `Bring it up to date: git fetch ${remote} ${name}:${name}`;
  return [blocker('behind-upstream', `${name} is ${count} behind ${remote}`, hint)];
}

function checkConflicts({ into, from, tree, conflicts }: MergeFact, { changes }: CommitStep): readonly Blocker[] {
  const settled = new Set(changes.map(({ path }) => path));
  const left = conflicts.filter((path) => !settled.has(path));
  if (tree !== null && left.length === 0) return [];
  const what =
    left.length > 0 ? `conflicts in ${left.slice(0, 5).join(', ')}` : 'cannot be computed without its merge driver';
  const hint = `Bring the branch up to date first: git merge ${shortName(into)}`;
  return [blocker('merge-conflict', `merging ${shortName(from)} into ${shortName(into)} ${what}`, hint)];
}

/** What the merge has of the files that a release changes, where both branches have their own commits. */
function settle(facts: ReleaseFacts, merge: MergeFact, request: MergeRequest): readonly TreeChange[] {
  const { path } = facts.ledger;
  const texts = new Map<string, string>();
  const theirs = new Map(request.changes.map((change) => [change.path, change.text]));
  const main = merge.files.get(path);
  if (main !== undefined && request.section && !merge.untouched.has(path)) {
    const changelog = parseChangelog(main, facts.policy.changelog);
    texts.set(path, mergeChangelog(changelog, request.changelog, request.section, linkOptionsOf(facts)));
  } else texts.set(path, theirs.get(path) ?? facts.files.get(path)?.committed?.text ?? request.changelog.source.text);
  // The version of the main branch goes on where it is ahead already.
  const isBehind = ({ parsed }: WrittenVersion): boolean =>
    parsed !== null && compareVersions(parsed, request.version) < 0;
  for (const [each, text] of writeVersions(merge.versionFiles, request.version, isBehind)) texts.set(each, text);
  const settled = [...texts].map(
    ([each, text]): TreeChange => ({ path: each, mode: facts.files.get(each)?.mode ?? '100644', text }),
  );
  const versionPaths = new Set(facts.versionFiles.map((file) => file.path));
  // The records of a release are nobody else's: the merge has them as the branch does.
  const records = request.changes.filter((change) => !texts.has(change.path) && !versionPaths.has(change.path));
  return [...settled, ...records];
}
