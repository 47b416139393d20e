import type { LedgerRelease } from '../../ledger/ledger.ts';
import { tagOf } from '../../ledger/previous-tagged.ts';
import { incrementRelease } from '../../version/increment.ts';
import { readVersion } from '../../version/read-version.ts';
import { compareVersions, type Version } from '../../version/version.ts';
import { versionKey } from '../../version/version-key.ts';
import { branchOf } from '../branches.ts';
import { blocker, makePlan } from '../compose.ts';
import type { ReleaseFacts } from '../facts.ts';
import { lastGood, taggedReleases } from '../last-good.ts';
import type { NextStep, Plan } from '../plan.ts';
import { checkRepository, shortName } from '../readiness.ts';
import { checkNewBranch, startSteps } from './branch-start.ts';

/** `hotfix start`: the branch of an urgent fix, from the release that is to be mended. @param from a tag or version; null for the policy’s choice */
export function planHotfixStart(facts: ReleaseFacts, { from }: { readonly from: string | null }): Plan {
  const { ledger, policy } = facts;
  const [newest] = taggedReleases(ledger);
  const good = newest ? lastGood(ledger, newest.version, null) : null;
  const base = from === null ? (policy.hotfix.base === 'last-good' ? (good ?? newest) : newest) : find(facts, from);
  const tag = base && tagOf(base);
  if (!newest || !base || !tag) {
    const what = from === null ? 'no release is tagged that could be mended' : `${from} is no tagged release`;
    const hint = 'Name a tag of a release: release-ledger history';
    const blockers = [...checkRepository(facts), blocker('no-base', what, hint)];
    return makePlan(facts, { operation: 'hotfix-start', title: 'Start a hotfix', blockers, steps: [] });
  }
  const version = nextFix(facts, base, newest);
  const ref = branchOf(facts, 'hotfix', version);
  const steps = startSteps(facts, ref, tag.commit);
  const name = shortName(ref);
  const goes = steps.some(({ kind }) => kind === 'head');
  const show: NextStep = { command: ['git', 'switch', name], why: 'to make the fix there' };
  return makePlan(facts, {
    operation: 'hotfix-start',
    title: `Start ${name} from ${tag.name}`,
    blockers: [...checkRepository(facts).filter(({ code }) => code === 'no-commit'), ...checkNewBranch(facts, ref)],
    steps,
    notes: [...describeBases(base, newest, good), ...policy.hotfix.criteria],
    next: [
      ...(goes ? [] : [show]),
      { command: ['release-ledger', 'add', 'Fixed', '…'], why: 'to say what is fixed' },
      { command: ['release-ledger', 'hotfix', 'finish'], why: 'once it is ready' },
    ],
  });
}

function find({ ledger }: ReleaseFacts, from: string): LedgerRelease | null {
  const named = ledger.releases.find(({ tags }) => tags.some(({ name }) => name === from));
  const version = readVersion(from, ledger.tagPrefix);
  return named ?? (version && ledger.releases.find(({ key }) => key === versionKey(version))) ?? null;
}

/**
 * The version of the fix: the next one of the line that it mends. Where it leaves out what came after its base, the numbers of
 * that are skipped: they were given away.
 */
function nextFix({ ledger, policy }: ReleaseFacts, base: LedgerRelease, newest: LedgerRelease): string {
  const isLastGood = policy.hotfix.base === 'last-good' || isSkipped(ledger.releases, base, newest);
  const skips = isLastGood && compareVersions(base.version, newest.version) < 0;
  const line = skips ? newest.version : base.version;
  const known = ledger.releases.map(({ version }) => version).filter((each) => isSameLine(each, line));
  const highest = known.reduce((a, b) => (compareVersions(a, b) >= 0 ? a : b), line);
  return incrementRelease(highest, 'patch');
}

/** True where everything between two releases was yanked. */
function isSkipped(releases: readonly LedgerRelease[], base: LedgerRelease, newest: LedgerRelease): boolean {
  const between = releases.filter(
    ({ version }) => compareVersions(version, base.version) > 0 && compareVersions(version, newest.version) <= 0,
  );
  return between.length > 0 && between.every(({ section }) => section?.yanked === true);
}

function isSameLine(a: Version, b: Version): boolean {
  return a.release[0] === b.release[0] && (a.release[1] ?? '0') === (b.release[1] ?? '0');
}

/** Both bases that a fix can have, so that the choice is a choice. */
function describeBases(base: LedgerRelease, newest: LedgerRelease, good: LedgerRelease | null): readonly string[] {
  const tag = tagOf(base)?.name ?? '';
  const other = base === newest ? good : newest;
  const otherTag = other && other !== base ? tagOf(other)?.name : undefined;
  const what =
    base === newest
      ? 'the newest release: the fix is made in what is out'
      : 'an earlier release: what came after it is left out';
  if (otherTag === undefined) return [`${tag} is ${what}`];
  const instead = base === newest ? 'the one before it, which leaves the newest out' : 'the newest release';
  const [older, later] = base === newest ? [otherTag, tag] : [tag, otherTag];
  return [
    `${tag} is ${what}`,
    `Instead, ${otherTag} is ${instead}: release-ledger hotfix start --from ${otherTag}`,
    `What differs between the two: git diff ${older} ${later}`,
  ];
}
