import type { Plan, Step, Target } from './plan.ts';

/** What has to be made before a step. */
function targetsOf(step: Step): readonly Target[] {
  if (step.kind === 'commit') return [step.base, ...step.parents];
  if (step.kind === 'tag') return [step.target];
  return step.kind === 'ref' && step.to ? [step.to] : [];
}

/** The objects that a step names by their ids. */
function objectsOf(step: Step): readonly (string | null | undefined)[] {
  const own = targetsOf(step).map((target) => ('object' in target ? target.object : null));
  if (step.kind === 'commit') return [...own, step.mergedTree, ...step.changes.map((change) => change.object)];
  if (step.kind === 'ref') return [...own, step.from];
  if (step.kind === 'file') return [step.from, step.object];
  if (step.kind === 'head') return [step.from, step.to].filter((place) => !place.startsWith('refs/'));
  if (step.kind === 'push') return step.refs.flatMap(({ object, expected }) => [object, expected]);
  return own;
}

/** What a step makes or changes, in words; no other step of a plan may do that, too. */
function changedBy(step: Step): string {
  if (step.kind === 'commit') return `the commit “${step.id}”`;
  if (step.kind === 'tag') return `refs/tags/${step.name}`;
  if (step.kind === 'ref') return step.name;
  if (step.kind === 'file') return `the file ${step.path}`;
  return step.kind === 'head' ? 'HEAD' : `the remote ${step.remote}`;
}

/** Why the steps of a plan, each of which is well-formed, cannot be carried out together; null where they can. */
export function whyInconsistent({ steps, facts }: Plan): string | null {
  const digits = facts.objectFormat === 'sha256' ? 64 : 40;
  const pushes = steps.filter((step) => step.kind === 'push').length;
  if (pushes > 0 && pushes < steps.length) return '.steps: a push stands in a plan of its own';
  const made = new Set<string>();
  const changed = new Set<string>();
  for (const [index, step] of steps.entries()) {
    const key = changedBy(step);
    if (changed.has(key)) return `.steps[${index}]: changes ${key} a second time`;
    changed.add(key);
    if (targetsOf(step).some((target) => 'step' in target && !made.has(target.step)))
      return `.steps[${index}]: names a step that does not stand before it`;
    if (objectsOf(step).some((object) => object && object.length !== digits))
      return `.steps[${index}]: holds an object id of another object format`;
    if (step.kind === 'commit') made.add(step.id);
  }
  return null;
}
