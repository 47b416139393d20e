import type { Version } from '../../version/version.ts';
import { checkMainBranch, meaningOf, placeOfHead } from '../branches.ts';
import { checkNewVersion, checkTagName } from '../check-version.ts';
import { blocker, commitOnHead, makePlan, toChanges } from '../compose.ts';
import type { FactQuestions, ReleaseFacts } from '../facts.ts';
import { mergeBack } from '../merge-back.ts';
import { commitMessage, tagMessage } from '../messages.ts';
import type { Plan, Step, Target } from '../plan.ts';
import { checkBranchHead, checkRollbacks, checkTree, shortName } from '../readiness.ts';
import { askRecords, checkReleaseFiles, withRecords } from '../records.ts';
import { type ReleaseTexts, releaseTexts } from '../release-texts.ts';
import { checkRequiredRecords } from '../required-records.ts';
import { tagStep } from '../tag-release.ts';
import { afterFinish, askFinish } from './branch-finish.ts';
import { sectionOf } from './tag.ts';

export interface HotfixFinishOptions {
  readonly title: string | null;
  readonly summary: string | null;
  readonly sign: boolean;
}

/** What finishing a hotfix wants to know: what merging it makes, and the records that the release leaves. */
export function askHotfixFinish(facts: ReleaseFacts, { title }: HotfixFinishOptions): FactQuestions {
  const { kind, version } = placeOfHead(facts);
  if (kind !== 'hotfix' || !version || isTagged(facts, version)) return askFinish(facts);
  return { ...askFinish(facts), ...askRecords(facts, version, 'hotfix', releaseTexts(facts, version, title)) };
}

/** `hotfix finish`: the fix released on its branch, tagged and merged into the main branch, its section among the others of its line. */
export function planHotfixFinish(facts: ReleaseFacts, options: HotfixFinishOptions): Plan {
  const { head, policy, ledger, merge } = facts;
  const { kind, version } = placeOfHead(facts);
  if (kind !== 'hotfix' || !version || head.ref === null || head.commit === null) {
    const here = head.ref === null ? 'HEAD is on no branch' : `${shortName(head.ref)} is no hotfix branch`;
    const own = [...facts.branches.keys()].find((ref) => meaningOf(facts, ref).kind === 'hotfix');
    const hint =
      own === undefined ? 'Start one: release-ledger hotfix start' : `Switch to it: git switch ${shortName(own)}`;
    const where = blocker('wrong-branch', `a hotfix is finished on its branch, and ${here}`, hint);
    return makePlan(facts, { operation: 'hotfix-finish', title: 'Finish a hotfix', blockers: [where], steps: [] });
  }
  const { title, summary, sign } = options;
  const tagged = isTagged(facts, version);
  const cut = tagged ? asItIs(facts, sectionOf(facts, version)) : releaseTexts(facts, version, title);
  const release = withRecords(facts, cut, version);
  const changes = toChanges(facts, release.texts);
  const tip: Target = changes.length > 0 ? { step: 'release' } : { object: head.commit };
  const { changelog, section } = release;
  const merged = mergeBack(facts, {
    version,
    tip,
    changes,
    changelog,
    section,
    message: commitMessage(facts, 'hotfixMerge', version.raw, { title: title ?? section?.title ?? null }),
  });
  const message = tagMessage(facts, { version, changelog, section, title, summary, kind: 'hotfix' });
  const onMerge = policy.hotfix.tag === 'after-merge' && merged.commit !== null && merge?.relation === 'ahead';
  const tags = tagged ? [] : [tagStep(facts, version, onMerge ? { step: 'merge' } : tip, message.message, sign)];
  const between: readonly Step[] = [
    ...(merged.commit ? [merged.commit] : []),
    ...tags,
    ...(merged.ref ? [merged.ref] : []),
  ];
  const subject = commitMessage(facts, 'cut', version.raw, { title: title ?? section?.title ?? null, type: 'Hotfix' });
  const texts = release.texts;
  return makePlan(facts, {
    operation: 'hotfix-finish',
    title: `Finish ${shortName(head.ref)}`,
    blockers: [
      ...checkBranchHead(facts),
      ...checkMainBranch(facts),
      ...checkReleaseFiles(facts, [ledger.path, ...texts.keys()]),
      ...(tagged ? [] : checkNewVersion(facts, version, null, null)),
      ...release.blockers,
      ...checkTree(facts),
      ...checkRollbacks(facts),
      ...(tagged ? [] : checkRequiredRecords(facts, version, true)),
      ...facts.requirements(version.raw, 'hotfix'),
      ...merged.blockers,
      ...(tagged || !section ? [] : [...message.blockers, ...release.incomplete]),
    ],
    steps:
      changes.length > 0 ? commitOnHead(facts, { id: 'release', texts, message: `${subject}\n` }, between) : between,
    notes: [...notesOf(facts, onMerge), ...release.notes],
    next: afterFinish(facts, version.raw, head.ref, true),
  });
}

function isTagged(facts: ReleaseFacts, version: Version): boolean {
  return checkTagName(facts, version).some(({ code }) => code === 'tag-exists');
}

/** A hotfix that is cut and tagged has only to be merged. */
function asItIs({ ledger }: ReleaseFacts, section: ReleaseTexts['section']): ReleaseTexts {
  return { texts: new Map(), changelog: ledger.changelog, section, blockers: [] };
}

function notesOf({ policy, merge }: ReleaseFacts, onMerge: boolean): readonly string[] {
  if (merge?.relation !== 'diverged') return [];
  const main = shortName(merge.into);
  const where = `${main} has gone on: the section is put among the releases of its line there`;
  if (policy.hotfix.tag !== 'after-merge' || onMerge) return [where];
  return [where, `The tag names the hotfix’s own commit, because the merge has more than the fix`];
}
