import { isPrerelease } from '../../version/version.ts';
import { branchOf, placeOfHead } from '../branches.ts';
import { checkNewVersion } from '../check-version.ts';
import { chooseVersion } from '../choose-version.ts';
import { blocker, makePlan } from '../compose.ts';
import type { ReleaseFacts } from '../facts.ts';
import type { Blocker, Plan, Step } from '../plan.ts';
import { checkBranchHead, checkOnBranch, shortName } from '../readiness.ts';

/** `branch start`: the branch on which a release is prepared, from the main branch, and HEAD on it. */
export function planBranchStart(facts: ReleaseFacts, { wanted }: { readonly wanted: string | null }): Plan {
  const chosen = chooseVersion(facts, { wanted, pre: null, type: null });
  const state = checkBranchHead(facts);
  if ('code' in chosen) {
    const title = 'Start a release branch';
    return makePlan(facts, { operation: 'branch-start', title, blockers: [...state, chosen], steps: [] });
  }
  const { version, why } = chosen;
  const numbers = isPrerelease(version) ? version.release.join('.') : version.raw;
  const ref = branchOf(facts, 'release', numbers);
  const place = placeOfHead(facts);
  const main = facts.mainBranch === null || place.kind === 'line' ? [] : [facts.mainBranch];
  const elsewhere = main.length > 0 ? checkOnBranch(facts, main, 'a release branch starts from the main one') : [];
  return makePlan(facts, {
    operation: 'branch-start',
    title: `Start ${shortName(ref)}`,
    blockers: [...state, ...elsewhere, ...checkNewBranch(facts, ref), ...checkNewVersion(facts, version, null, null)],
    steps: startSteps(facts, ref, facts.head.commit),
    notes: [why],
    next: [
      { command: ['release-ledger', 'bump', numbers], why: 'to write the version into the version files' },
      { command: ['release-ledger', 'cut', numbers], why: 'once it is ready' },
    ],
  });
}

/** What stands in the way of a new branch. */
export function checkNewBranch({ branches }: ReleaseFacts, ref: string): readonly Blocker[] {
  const name = shortName(ref);
  if (branches.has(ref))
    return [blocker('branch-exists', `the branch ${name} exists`, `Switch to it: git switch ${name}`)];
  const clash = [...branches.keys()].find((other) => other.startsWith(`${ref}/`) || ref.startsWith(`${other}/`));
  return clash
    ? [
        blocker(
          'branch-exists',
          `${name} cannot stand beside the branch ${shortName(clash)}: of two such names git takes one for a folder`,
          `Rename it: git branch --move ${shortName(clash)} NAME`,
        ),
      ]
    : [];
}

/** Makes a branch; HEAD goes along where the work tree is what the branch has. */
export function startSteps({ head }: ReleaseFacts, ref: string, commit: string | null): readonly Step[] {
  if (commit === null) return [];
  const made: Step = { kind: 'ref', name: ref, from: null, to: { object: commit } };
  const from = head.ref ?? head.commit;
  return head.commit === commit && from !== null ? [made, { kind: 'head', from, to: ref }] : [made];
}
