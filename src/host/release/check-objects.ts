import { type Refusal, refusal } from '../../core/refusal.ts';
import type { Plan, Step } from '../../core/release/plan.ts';
import { complaintOf } from '../git/write.ts';
import type { OpenRelease } from './context.ts';
import { GitFailed } from './git-failed.ts';

type Wanted = readonly [object: string, types: RegExp];

const COMMIT = /^commit$/;
const BLOB = /^blob$/;

/**
 * Holds the objects that a plan names against those that there are: what is missing would be noticed too late.
 *
 * @throws GitFailed
 */
export async function checkObjects({ git }: OpenRelease, plan: Plan): Promise<readonly Refusal[]> {
  const missing = await findMissing(git, plan.steps.flatMap(objectsOf));
  return missing.map((object) =>
    refusal(
      'no-object',
      `The repository has no object ${object} of the kind that the plan needs`,
      'Compute the plan again',
    ),
  );
}

function objectsOf(step: Step): readonly Wanted[] {
  if (step.kind === 'commit')
    return [
      ...[step.base, ...step.parents].flatMap((target): readonly Wanted[] =>
        'object' in target ? [[target.object, COMMIT]] : [],
      ),
      ...step.changes.flatMap(({ object }): readonly Wanted[] => (object === undefined ? [] : [[object, BLOB]])),
      ...(step.mergedTree === null ? [] : [[step.mergedTree, /^tree$/] as const]),
    ];
  if (step.kind === 'tag') return 'object' in step.target ? [[step.target.object, COMMIT]] : [];
  if (step.kind === 'ref' && step.to && 'object' in step.to)
    return [[step.to.object, step.name.startsWith('refs/heads/') ? COMMIT : /^(?:commit|tag)$/]];
  if (step.kind === 'file' && step.object !== undefined) return [[step.object, BLOB]];
  if (step.kind === 'head' && !step.to.startsWith('refs/')) return [[step.to, COMMIT]];
  return step.kind === 'push'
    ? step.refs.flatMap(({ object }) => (object === null ? [] : [[object, /^(?:commit|tag)$/] as const]))
    : [];
}

/** Those that are not there, or are something else. @throws GitFailed */
export async function findMissing(git: OpenRelease['git'], wanted: readonly Wanted[]): Promise<readonly string[]> {
  if (wanted.length === 0) return [];
  const input = wanted.map(([object]) => `${object}\n`).join('');
  const answer = await git.run(['cat-file', '--batch-check'], { input });
  if (answer.kind === 'failed' || answer.code !== 0)
    throw new GitFailed('The objects cannot be looked up', complaintOf(answer));
  const lines = answer.stdout.toString('utf8').split('\n');
  return wanted.flatMap(([object, types], index) => (types.test(lines[index]?.split(' ')[1] ?? '') ? [] : [object]));
}
