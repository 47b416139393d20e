import { readVersion } from '../version/read-version.ts';
import { parseVersion, type Version } from '../version/version.ts';
import { fillName, isOneOfSeveral, nameTemplate } from './component-facts.ts';
import { blocker } from './compose.ts';
import type { ReleaseFacts } from './facts.ts';
import type { Blocker } from './plan.ts';
import { shortName } from './readiness.ts';

export type BranchKind = 'main' | 'release' | 'hotfix' | 'line' | 'other';

export interface BranchMeaning {
  readonly kind: BranchKind;
  /** The version that its name says; null for other branches. */
  readonly version: Version | null;
}

/** The full ref of the branch on which a version is prepared. */
export function branchOf(facts: ReleaseFacts, kind: 'release' | 'hotfix', version: string): string {
  return `refs/heads/${fillName(facts, facts.policy.branch[kind], version)}`;
}

/** What a branch is by its name: that of a release or hotfix by the policy's template, the main one, or one of a line (`1.x`). */
export function meaningOf(facts: ReleaseFacts, ref: string): BranchMeaning {
  const { policy, mainBranch, ledger } = facts;
  if (ref === mainBranch) return { kind: 'main', version: null };
  const name = shortName(ref);
  for (const kind of ['hotfix', 'release'] as const) {
    const [before = '', after = ''] = nameTemplate(facts, policy.branch[kind]).split('{version}');
    const fits = name.startsWith(before) && name.endsWith(after) && name.length > before.length + after.length;
    const named = name.slice(before.length, name.length - after.length);
    const read = isOneOfSeveral(facts) ? readVersion(named, ledger.tagPrefix) : parseVersion(named);
    const version = fits ? read : null;
    if (version) return { kind, version };
  }
  const isLine = /(?:^|[/_-])v?\d+(?:\.\d+)*(?:\.x)?$/i.test(name);
  return { kind: isLine ? 'line' : 'other', version: null };
}

/** What HEAD's branch is; a detached HEAD is none of them. */
export function placeOfHead(facts: ReleaseFacts): BranchMeaning {
  const { head, mainBranch } = facts;
  if (head.ref === null) return { kind: 'other', version: null };
  const meaning = meaningOf(facts, head.ref);
  // Where no branch is known as the main one, any may be.
  return meaning.kind === 'other' && mainBranch === null ? { kind: 'main', version: null } : meaning;
}

/** The branch that finishing goes to; what stands in the way where there is none, or where it is shown somewhere. */
export function checkMainBranch({ mainBranch, branches }: ReleaseFacts): readonly Blocker[] {
  const fact = mainBranch === null ? undefined : branches.get(mainBranch);
  if (mainBranch === null || !fact) {
    return [
      blocker(
        'no-main-branch',
        'no branch is known as the one that releases come from',
        'Name it in the policy (branch.main)',
      ),
    ];
  }
  if (fact.worktree === null) return [];
  const name = shortName(mainBranch);
  const message = `${name} is checked out in ${fact.worktree}, which would then show an older state`;
  return [blocker('checked-out', message, `Let that work tree go: git -C ${fact.worktree} switch --detach`)];
}
