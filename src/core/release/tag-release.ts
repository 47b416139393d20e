import type { Version } from '../version/version.ts';
import { tagNameOf } from './check-version.ts';
import type { ReleaseFacts } from './facts.ts';
import type { TagStep, Target } from './plan.ts';

/** Makes the annotated tag of a version; signed where the user, the policy or git's configuration asks for it. */
export function tagStep(
  facts: ReleaseFacts,
  version: Version,
  target: Target,
  message: string,
  sign: boolean,
): TagStep {
  const { policy, signs } = facts;
  return {
    kind: 'tag',
    name: tagNameOf(facts, version.raw),
    target,
    message: `${message}\n`,
    sign: sign || signs.tags || policy.tag.sign === 'required',
  };
}
