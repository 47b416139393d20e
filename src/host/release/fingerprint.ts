import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { collisionKey } from '../../core/manifest/safe-path.ts';
import { type Refusal, refusal } from '../../core/refusal.ts';
import type { Plan } from '../../core/release/plan.ts';
import { toVisibleLine } from '../../core/text/visible.ts';
import { checkObjects } from './check-objects.ts';
import type { OpenRelease } from './context.ts';
import { readHead } from './head.ts';
import { otherHeads } from './other-heads.ts';
import { listRefs } from './refs.ts';
import { unlessMissing } from './unless-missing.ts';
import { readWorkFile } from './work-file.ts';

const AGAIN = 'Compute the plan again';

/**
 * Holds a repository against what a plan was computed from, and against what its steps start from.
 *
 * @returns everything that is otherwise; empty where the plan may be applied. @throws GitFailed
 */
export async function checkFacts(release: OpenRelease, plan: Plan): Promise<readonly Refusal[]> {
  if (plan.facts.objectFormat !== release.place.objectFormat)
    return [
      refusal('object-format', `The plan is of a ${plan.facts.objectFormat} repository, and this is none`, AGAIN),
    ];
  return [
    ...(await checkHead(release, plan)),
    ...(await checkRefs(release, plan)),
    ...(await checkFiles(release, plan)),
    ...(await checkObjects(release, plan)),
    ...(await checkUnderWay(release, plan)),
  ];
}

async function checkHead({ git }: OpenRelease, { facts, steps }: Plan): Promise<readonly Refusal[]> {
  const head = await readHead(git).catch(() => null);
  const commit = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  const now = commit.kind === 'ended' && commit.code === 0 ? commit.stdout.toString().trimEnd() : null;
  const branch = head?.startsWith('refs/') ? head : null;
  const moved: Refusal[] = [];
  if (branch !== facts.head)
    moved.push(
      refusal(
        'head-moved',
        `HEAD is ${describe(branch)} now, and was ${describe(facts.head)} when it was planned`,
        AGAIN,
      ),
    );
  if (now !== facts.headCommit)
    moved.push(
      refusal('head-moved', `HEAD is at ${now ?? 'no commit'} now, and was at ${facts.headCommit ?? 'none'}`, AGAIN),
    );
  const turn = steps.find((step) => step.kind === 'head');
  if (turn && turn.from !== (facts.head ?? facts.headCommit))
    moved.push(refusal('invalid-plan', 'The plan starts from another branch than it was computed for', AGAIN));
  return moved;
}

function describe(branch: string | null): string {
  return branch === null ? 'detached' : `on ${toVisibleLine(branch.replace(/^refs\/heads\//, ''))}`;
}

async function checkRefs(release: OpenRelease, { facts, steps }: Plan): Promise<readonly Refusal[]> {
  const expected = new Map(Object.entries(facts.refs));
  for (const step of steps) {
    if (step.kind === 'ref') expected.set(step.name, step.from);
    if (step.kind === 'tag') expected.set(`refs/tags/${step.name}`, null);
  }
  if (expected.size === 0) return [];
  const refs = await listRefs(release.git, ['refs/heads', 'refs/tags'], [...expected.keys()]);
  const refusals: Refusal[] = [];
  for (const [name, object] of expected) {
    const now = refs.get(name) ?? null;
    if (now === object) {
      if (object === null) refusals.push(...checkNewName(name, refs));
    } else if (object === null) refusals.push(refusal('ref-exists', `${name} is there already, at ${now}`, AGAIN));
    else refusals.push(refusal('ref-moved', `${name} is at ${now ?? 'nothing'} now, and was at ${object}`, AGAIN));
  }
  const moved = new Set(steps.flatMap((step) => (step.kind === 'ref' && step.from !== null ? [step.name] : [])));
  for (const { branch, root } of await otherHeads(release.place))
    if (moved.has(branch))
      refusals.push(refusal('checked-out-elsewhere', `${branch} is checked out in ${root}`, 'Run it there'));
  return refusals;
}

/** Two names that one disk takes for the same, or of which one is a folder of the other, cannot both be refs. */
function checkNewName(name: string, refs: ReadonlyMap<string, string>): readonly Refusal[] {
  const key = collisionKey(name);
  for (const other of refs.keys()) {
    if (collisionKey(other) === key)
      return [
        refusal('ref-collides', `${name} differs from ${toVisibleLine(other)} in letters only`, 'Choose another name'),
      ];
    if (other.startsWith(`${name}/`) || name.startsWith(`${other}/`))
      return [refusal('ref-collides', `${name} cannot stand beside ${toVisibleLine(other)}`, 'Choose another name')];
  }
  return [];
}

async function checkFiles({ place }: OpenRelease, { facts, steps }: Plan): Promise<readonly Refusal[]> {
  const expected = new Map(Object.entries(facts.files));
  for (const step of steps) if (step.kind === 'file') expected.set(step.path, step.from);
  const refusals: Refusal[] = [];
  for (const [name, object] of expected) {
    const found = await readWorkFile(place.root, name, place.objectFormat);
    if (found.kind === 'other')
      refusals.push(refusal('unwritable-file', `${name} cannot be written: ${found.reason}`, 'Name the file itself'));
    else if ((found.kind === 'file' ? found.object : null) !== object)
      refusals.push(refusal('file-changed', `${name} was changed since it was planned`, AGAIN));
  }
  return refusals;
}

const UNDER_WAY = [
  ['MERGE_HEAD', 'A merge', 'git merge --abort'],
  ['CHERRY_PICK_HEAD', 'A cherry-pick', 'git cherry-pick --abort'],
  ['REVERT_HEAD', 'A revert', 'git revert --abort'],
  ['rebase-merge', 'A rebase', 'git rebase --abort'],
  ['rebase-apply', 'A rebase', 'git rebase --abort'],
] as const;

/** What git has begun and not finished ends on the commit that it began on. */
async function checkUnderWay({ place }: OpenRelease, { facts, steps }: Plan): Promise<readonly Refusal[]> {
  const movesHead = steps.some((step) => step.kind === 'head' || (step.kind === 'ref' && step.name === facts.head));
  if (!movesHead) return [];
  const refusals: Refusal[] = [];
  for (const [name, what, command] of UNDER_WAY) {
    const isThere = await unlessMissing(lstat(path.join(place.gitFolder, name)));
    if (isThere) refusals.push(refusal('under-way', `${what} is under way`, `Finish it, or run “${command}”`));
  }
  return refusals;
}
