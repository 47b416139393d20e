import type { RuleContext } from '../rule.ts';

const DECLARATION = /semver\.org|sem(?:antic)?[\s-]*ver/i;

/** True where the policy asks for Semantic Versioning, or leaves it open and the head of the file declares it. */
export function declaresSemver({
  changelog: { head },
  policy,
  text,
}: Pick<RuleContext, 'changelog' | 'policy' | 'text'>): boolean {
  if (policy.version.scheme !== 'any') return policy.version.scheme === 'semver';
  return DECLARATION.test(text.slice(head.start, head.end));
}
