import { readVersion } from '../../version/read-version.ts';
import type { Version } from '../../version/version.ts';
import { branchOf, checkMainBranch, placeOfHead } from '../branches.ts';
import { checkTagName, tagNameOf } from '../check-version.ts';
import { blocker, makePlan } from '../compose.ts';
import type { FactQuestions, ReleaseFacts } from '../facts.ts';
import { askFreeze, checkFreeze } from '../feature-freeze.ts';
import { mergeBack } from '../merge-back.ts';
import { commitMessage, tagMessage } from '../messages.ts';
import type { NextStep, Plan } from '../plan.ts';
import { checkBranchHead, checkFiles, checkOnBranch, checkRollbacks, checkTree, shortName } from '../readiness.ts';
import { askTagged, checkTagged } from '../records.ts';
import { tagStep } from '../tag-release.ts';
import { checkSays, sectionOf } from './tag.ts';

export interface BranchFinishOptions {
  /** Null for the version that the branch is named after. */
  readonly version: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly sign: boolean;
}

/** What finishing a branch wants to know: what merging it makes. */
export function askFinish({ head, mainBranch }: ReleaseFacts): FactQuestions {
  return head.ref !== null && mainBranch !== null && head.ref !== mainBranch
    ? { merge: { into: mainBranch, from: head.ref } }
    : {};
}

/** The same, with the manifests of the version that is then tagged. */
export function askBranchFinish(facts: ReleaseFacts, { version }: Pick<BranchFinishOptions, 'version'>): FactQuestions {
  return { ...askFinish(facts), ...askFreeze(facts), ...askTagged(facts, versionOf(facts, version)) };
}

function versionOf(facts: ReleaseFacts, written: string | null): Version | null {
  return written === null ? placeOfHead(facts).version : readVersion(written, facts.ledger.tagPrefix);
}

/** `branch finish`: the release branch merged into the main one with a commit of its own, and the tag where the policy has it. */
export function planBranchFinish(facts: ReleaseFacts, options: BranchFinishOptions): Plan {
  const { ledger, head, policy, merge } = facts;
  const version = versionOf(facts, options.version);
  if (!version) {
    const here = head.ref === null ? 'HEAD is on no branch' : `${shortName(head.ref)} is no release branch`;
    const which = blocker(
      'no-version',
      options.version === null
        ? `${here}, and no version says which one is to be finished`
        : `“${options.version}” is no version`,
      'Name it: release-ledger branch finish VERSION',
    );
    return makePlan(facts, {
      operation: 'branch-finish',
      title: 'Finish a release branch',
      blockers: [which],
      steps: [],
    });
  }
  const place = placeOfHead(facts);
  const isHere = place.kind === 'release' && place.version?.raw === version.raw;
  const branch = isHere && head.ref !== null ? head.ref : branchOf(facts, 'release', version.raw);
  const section = sectionOf(facts, version);
  const { changelog } = ledger;
  const message = commitMessage(facts, 'merge', version.raw, {
    branch,
    title: options.title ?? section?.title ?? null,
  });
  const tip = { object: head.commit ?? '' };
  const merged = mergeBack(facts, { version, tip, changes: [], changelog, section, message });
  const isTagged = checkTagName(facts, version).some(({ code }) => code === 'tag-exists');
  const { title, summary } = options;
  const text = tagMessage(facts, { version, changelog, section, title, summary, kind: 'release' });
  const tags = !isTagged && policy.tag.when !== 'after-deploy';
  const target = policy.tag.when === 'before-merge' || !merged.commit ? tip : { step: 'merge' };
  const files = [ledger.path, ...facts.versionFiles.map(({ path }) => path)];
  return makePlan(facts, {
    operation: 'branch-finish',
    title: `Finish ${shortName(branch)}`,
    blockers: [
      ...checkBranchHead(facts),
      ...checkOnBranch(facts, [branch], `${version.raw} is finished on its own branch`),
      ...checkMainBranch(facts),
      ...checkFiles(facts, files),
      ...checkSays(facts, version, section),
      ...checkTree(facts),
      ...checkRollbacks(facts),
      ...checkFreeze(facts),
      ...facts.requirements(version.raw, null),
      ...merged.blockers,
      ...(tags ? [...text.blockers, ...checkTagged(facts, version)] : []),
    ],
    steps: [
      ...(merged.commit ? [merged.commit] : []),
      ...(tags ? [tagStep(facts, version, target, text.message, options.sign)] : []),
      ...(merged.ref ? [merged.ref] : []),
    ],
    notes: merge?.relation === 'contained' ? [`${shortName(merge.into)} has all of ${shortName(branch)} already`] : [],
    files,
    next: afterFinish(facts, version.raw, branch, tags || isTagged),
  });
}

/** What comes once a branch is merged: the work tree stays on it, because nothing is ever checked out here. */
export function afterFinish(
  facts: ReleaseFacts,
  version: string,
  branch: string,
  tagged: boolean,
): readonly NextStep[] {
  const main = facts.mainBranch === null ? 'main' : shortName(facts.mainBranch);
  const send: NextStep = tagged
    ? { command: ['release-ledger', 'push', version], why: `to send ${main} and ${tagNameOf(facts, version)} together` }
    : { command: ['release-ledger', 'tag', version], why: 'once the release runs' };
  return [
    { command: ['git', 'switch', main], why: 'to see the merge' },
    ...(facts.remote || !tagged ? [send] : []),
    { command: ['git', 'branch', '--delete', shortName(branch)], why: 'once it is not needed any more' },
  ];
}
