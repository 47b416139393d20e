import { placeOfHead } from './branches.ts';
import { blocker } from './compose.ts';
import type { FactQuestions, ReleaseFacts } from './facts.ts';
import type { Blocker } from './plan.ts';
import { shortName } from './readiness.ts';

/** Asks for the commits that came to a release branch since it was started, where the policy minds. */
export function askFreeze(facts: ReleaseFacts): FactQuestions {
  const { head, mainBranch, branches, policy } = facts;
  const main = mainBranch === null ? undefined : branches.get(mainBranch);
  if (policy.branch.accepts.length === 0 || !main || head.commit === null || placeOfHead(facts).kind !== 'release')
    return {};
  return { commits: { after: main.commit, upTo: head.commit } };
}

/** What came to a release branch behind the freeze and may not: everything but the types of commits that the policy names. */
export function checkFreeze({ commits, policy, head }: ReleaseFacts): readonly Blocker[] {
  const { accepts } = policy.branch;
  if (commits === null || accepts.length === 0) return [];
  const own = commits.filter(({ parents }) => parents.length < 2);
  const reverted = new Set(own.flatMap(({ subject }) => /^Revert "(.*)"$/.exec(subject)?.[1] ?? []));
  return own
    .filter(({ subject }) => !isAccepted(subject, accepts) && !reverted.has(subject))
    .map(({ id, subject }) =>
      blocker(
        'feature-freeze',
        `“${subject}” came to ${shortName(head.ref ?? '')} after the freeze, which lets in ${accepts.join(', ')}`,
        `Take it out, and keep it for the next release: git revert ${id.slice(0, 10)}`,
      ),
    );
}

function isAccepted(subject: string, accepts: readonly string[]): boolean {
  if (/^Revert "/.test(subject)) return true;
  const [, type, breaking] = /^([a-z]+)(?:\([^()]*\))?(!)?:/i.exec(subject) ?? [];
  return type !== undefined && breaking === undefined && accepts.includes(type.toLowerCase());
}
