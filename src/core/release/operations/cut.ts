import { findMainRelease, mainReleases } from '../../changelog/component.ts';
import { levelBetween } from '../../version/increment.ts';
import { compareVersions, isPrerelease, type Version } from '../../version/version.ts';
import { versionKey } from '../../version/version-key.ts';
import { branchOf, placeOfHead } from '../branches.ts';
import { checkNewVersion, tagNameOf } from '../check-version.ts';
import { type ChosenVersion, chooseVersion } from '../choose-version.ts';
import { blocker, commitOnHead, makePlan, toChanges } from '../compose.ts';
import type { FactQuestions, ReleaseFacts } from '../facts.ts';
import { askFreeze, checkFreeze } from '../feature-freeze.ts';
import { findCandidate } from '../find-candidate.ts';
import { describeFirstTag } from '../first-tag.ts';
import { commitMessage, tagMessage } from '../messages.ts';
import type { Blocker, NextStep, Plan } from '../plan.ts';
import { checkBranchHead, checkRollbacks, checkTree, shortName } from '../readiness.ts';
import { askRecords, checkReleaseFiles, withRecords } from '../records.ts';
import { type ReleaseTexts, releaseTexts } from '../release-texts.ts';
import { checkRequiredRecords } from '../required-records.ts';
import { tagStep } from '../tag-release.ts';

export interface CutOptions {
  /** A level or a version; null for the version that the entries lead to. */
  readonly wanted: string | null;
  readonly pre: string | null;
  readonly type: string | null;
  readonly title: string | null;
  readonly summary: string | null;
  readonly sign: boolean;
}

/** What cutting wants to know: the records that the release leaves. */
export function askCut(facts: ReleaseFacts, options: CutOptions): FactQuestions {
  const chosen = choose(facts, options);
  if ('code' in chosen) return {};
  const { version, type } = chosen;
  const name = type?.name ?? (placeOfHead(facts).kind === 'hotfix' ? 'hotfix' : null);
  const records = askRecords(facts, version, name, releaseTexts(facts, version, options.title));
  return { ...records, ...askFreeze(facts) };
}

/** A branch of a release or hotfix that has had its tag has nothing left to cut. */
function checkReleased(facts: ReleaseFacts, { wanted, pre }: CutOptions): Blocker | null {
  const { head, ledger, mainBranch } = facts;
  const { kind, version } = placeOfHead(facts);
  if (wanted !== null || pre !== null || version === null || head.ref === null) return null;
  const tag = ledger.releases.find(({ key }) => key === versionKey(version))?.tags[0];
  if (!tag) return null;
  const main = shortName(mainBranch ?? 'main');
  const finish = kind === 'hotfix' ? 'hotfix finish' : `branch finish ${version.raw}`;
  const hint =
    whenToTag(facts, kind) === 'now'
      ? `Merge it, unless that is done: release-ledger ${finish}`
      : `Go on from ${main}: git switch ${main}`;
  return blocker('branch-released', `${shortName(head.ref)} has had its release, ${tag.name}`, hint);
}

/** Behind a candidate that nothing was added to there is nothing to cut: it becomes the release itself. */
function promoteInstead({ ledger }: ReleaseFacts, empty: Blocker): Blocker {
  const candidate = findCandidate(ledger)?.version.raw;
  if (candidate === undefined) return empty;
  const message = `${empty.message} since ${candidate}`;
  return { ...empty, code: 'candidate-waits', message, hint: `Promote it: release-ledger promote ${candidate}` };
}

function choose(facts: ReleaseFacts, options: CutOptions): ChosenVersion | Blocker {
  const place = placeOfHead(facts);
  const onBranch = place.kind === 'release' || place.kind === 'hotfix' ? place.version : null;
  const wanted = options.wanted ?? (options.pre === null ? (onBranch?.raw ?? null) : null);
  const chosen = chooseVersion(facts, { ...options, wanted });
  // A level alone gives a release nothing to say.
  return 'code' in chosen && chosen.code === 'nothing-unreleased' ? { ...chosen, hint: ADD_ENTRY } : chosen;
}

const ADD_ENTRY = 'Add an entry: release-ledger add CATEGORY TEXT';

/**
 * `cut`: the changelog's section dated, links and version files brought along, the records of the release where the policy keeps
 * some, one commit, and its tag where the policy has it here.
 */
export function planCut(facts: ReleaseFacts, options: CutOptions): Plan {
  const place = placeOfHead(facts);
  const chosen = checkReleased(facts, options) ?? choose(facts, options);
  if ('code' in chosen)
    return makePlan(facts, {
      operation: 'cut',
      title: 'Cut a release',
      blockers: [...checkBranchHead(facts), chosen],
      steps: [],
    });
  const { version } = chosen;
  const release = withRecords(facts, releaseTexts(facts, version, options.title), version);
  const tagging = whenToTag(facts, place.kind);
  const { changelog, section } = release;
  const message = tagMessage(facts, {
    version,
    changelog,
    section,
    title: options.title,
    summary: options.summary,
    kind: isHotfix(place.kind, chosen) ? 'hotfix' : 'release',
  });
  const blockers = [
    ...checkBranchHead(facts),
    ...checkPlace(facts, version),
    ...checkReleaseFiles(facts, [facts.ledger.path, ...release.texts.keys()]),
    ...checkNewVersion(facts, version, chosen.type, entriesOf(facts, version)),
    ...release.blockers.map((each) => (each.code === 'empty-unreleased' ? promoteInstead(facts, each) : each)),
    ...checkTree(facts),
    ...checkRollbacks(facts),
    ...checkFreeze(facts),
    ...checkRequiredRecords(facts, version, tagging === 'now'),
    ...facts.requirements(version.raw, chosen.type?.name ?? null),
    ...(tagging === 'now' && release.section ? [...message.blockers, ...release.incomplete] : []),
  ];
  return makePlan(facts, {
    operation: 'cut',
    title: `Cut ${version.raw}`,
    blockers,
    steps: stepsOf(facts, options, chosen, release, tagging === 'now' ? message.message : null),
    notes: [
      chosen.why,
      ...notesOf(facts, tagging, tagNameOf(facts, version.raw)),
      ...release.notes,
      ...(tagging === 'now' ? [] : release.incomplete.map(({ message: says }) => says)),
    ],
    next: nextOf(facts, version, tagging),
  });
}

function stepsOf(
  facts: ReleaseFacts,
  { title, sign }: CutOptions,
  { version, type }: ChosenVersion,
  { texts, section }: ReleaseTexts,
  message: string | null,
): Plan['steps'] {
  if (facts.head.commit === null || facts.head.ref === null) return [];
  const differs = toChanges(facts, texts).length > 0;
  const target = differs ? { step: 'release' } : { object: facts.head.commit };
  const tags = message === null ? [] : [tagStep(facts, version, target, message, sign)];
  if (!differs) return tags;
  const values = { type: type?.name ?? null, title: title ?? section?.title ?? null };
  const subject = commitMessage(facts, 'cut', version.raw, values);
  return commitOnHead(facts, { id: 'release', texts, message: `${subject}\n` }, tags);
}

type Tagging = 'now' | 'after-merge' | 'after-deploy';

/** A release branch is tagged once it is merged, unless the policy tags before; everything else where it is committed. */
function whenToTag({ policy }: ReleaseFacts, place: ReturnType<typeof placeOfHead>['kind']): Tagging {
  if (place === 'hotfix') return policy.hotfix.tag === 'on-branch' ? 'now' : 'after-merge';
  if (place === 'release') return policy.tag.when === 'before-merge' ? 'now' : 'after-merge';
  return policy.tag.when === 'after-deploy' ? 'after-deploy' : 'now';
}

function isHotfix(place: ReturnType<typeof placeOfHead>['kind'], { type }: ChosenVersion): boolean {
  return place === 'hotfix' || type?.name.toLowerCase() === 'hotfix';
}

/** The section whose entries are released: the version's own, or what stands under Unreleased. */
function entriesOf({ ledger }: ReleaseFacts, version: Version) {
  return findMainRelease(ledger.changelog.releases, version) ?? ledger.unreleased;
}

/** What stands in the way of cutting on this branch. */
function checkPlace(facts: ReleaseFacts, version: Version): readonly Blocker[] {
  const { head, policy, mainBranch, ledger } = facts;
  const { kind, version: named } = placeOfHead(facts);
  if (head.ref === null || kind === 'line') return [];
  const here = shortName(head.ref);
  const numbers = { ...version, prerelease: [] };
  if (kind === 'release' || kind === 'hotfix') {
    if (named && compareVersions({ ...named, prerelease: [] }, numbers) === 0) return [];
    return [
      blocker(
        'wrong-branch',
        `${here} is for ${named?.raw}, not for ${version.raw}`,
        `Switch to its own: git switch ${shortName(branchOf(facts, kind, numbers.release.join('.')))}`,
      ),
    ];
  }
  if (kind === 'other') {
    const main = mainBranch === null ? 'main' : shortName(mainBranch);
    return [
      blocker(
        'wrong-branch',
        `releases come from ${main} or a release branch, and this is ${here}`,
        `Switch to it: git switch ${main}. If releases come from ${here}, say so in the policy (branch.main)`,
      ),
    ];
  }
  const before = mainReleases(ledger.changelog.releases).find(
    (each) => each.version !== null && !isPrerelease(each.version),
  )?.version;
  const level = before ? (levelBetween(before, numbers) ?? 'patch') : 'major';
  if (!policy.branch.useFor.includes(level)) return [];
  const bare = numbers.release.join('.');
  const own = shortName(branchOf(facts, 'release', bare));
  const hint = facts.branches.has(`refs/heads/${own}`)
    ? `Switch to it: git switch ${own}`
    : `Start one: release-ledger branch start ${bare}`;
  return [blocker('wrong-branch', `a ${level} release is prepared on a branch of its own, and this is ${here}`, hint)];
}

function notesOf(facts: ReleaseFacts, tagging: Tagging, tag: string): readonly string[] {
  if (tagging === 'after-merge') return [`The tag ${tag} is made when the branch is finished`];
  return tagging === 'after-deploy'
    ? [`The tag ${tag} is made once the release runs`]
    : [describeFirstTag(facts, tag) ?? []].flat();
}

function nextOf(facts: ReleaseFacts, version: Version, tagging: Tagging): readonly NextStep[] {
  const { kind } = placeOfHead(facts);
  const { raw } = version;
  if (tagging === 'after-deploy') return [{ command: ['release-ledger', 'tag', raw], why: 'once the release runs' }];
  if (kind === 'release') return [{ command: ['release-ledger', 'branch', 'finish', raw], why: 'to merge the branch' }];
  if (kind === 'hotfix') return [{ command: ['release-ledger', 'hotfix', 'finish'], why: 'to merge the branch' }];
  return facts.remote ? [{ command: ['release-ledger', 'push', raw], why: 'to send branch and tag together' }] : [];
}
