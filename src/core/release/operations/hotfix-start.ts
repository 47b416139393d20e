import type { LedgerRelease } from '../../ledger/ledger.ts';
import { type TaggedCommit, tagOf } from '../../ledger/previous-tagged.ts';
import { own } from '../../manifest/release-type.ts';
import { incrementRelease } from '../../version/increment.ts';
import { readVersion } from '../../version/read-version.ts';
import { compareVersions, type Version } from '../../version/version.ts';
import { versionKey } from '../../version/version-key.ts';
import { branchOf } from '../branches.ts';
import { refuseOtherComponent } from '../component-facts.ts';
import { blocker, makePlan } from '../compose.ts';
import type { FactQuestions, ReleaseFacts } from '../facts.ts';
import { lastGood, taggedReleases } from '../last-good.ts';
import type { NextStep, Plan, PlanChoice } from '../plan.ts';
import { checkRepository, shortName } from '../readiness.ts';
import { checkNewBranch, startSteps } from './branch-start.ts';

/** The release that a fix is made in, and the other one that it could be made in. */
interface Bases {
  readonly base: LedgerRelease;
  readonly newest: LedgerRelease;
  readonly other: LedgerRelease | null;
}

function findBases(facts: ReleaseFacts, from: string | null): Bases | null {
  const { ledger, policy } = facts;
  const [newest] = taggedReleases(ledger);
  const good = newest ? lastGood(ledger, newest.version, null) : null;
  const base = from === null ? (policy.hotfix.base === 'last-good' ? (good ?? newest) : newest) : find(facts, from);
  if (!newest || !base || !tagOf(base)) return null;
  const other = base === newest ? good : newest;
  return { base, newest, other: other && other !== base && tagOf(other) ? other : null };
}

/** What starting a hotfix wants to know: how far the main branch is away from either base. */
export function askHotfixStart(facts: ReleaseFacts, { from }: { readonly from: string | null }): FactQuestions {
  const bases = findBases(facts, from);
  const against = branchCompared(facts);
  if (!bases || !against) return {};
  return { distances: tagsOf(bases).map(({ commit }) => `${commit}..${against.commit}`) };
}

function tagsOf({ base, other }: Bases): readonly TaggedCommit[] {
  return [base, other].flatMap((each) => (each && tagOf(each)) || []);
}

/** What is worked on: the main branch, else HEAD’s. */
function branchCompared({ mainBranch, branches, head }: ReleaseFacts): { name: string; commit: string } | null {
  const main = mainBranch === null ? undefined : branches.get(mainBranch);
  if (mainBranch !== null && main) return { name: shortName(mainBranch), commit: main.commit };
  return head.commit === null ? null : { name: head.ref === null ? 'HEAD' : shortName(head.ref), commit: head.commit };
}

/** `hotfix start`: the branch of an urgent fix, from the release that is to be mended. @param from a tag or version; null for the policy’s choice */
export function planHotfixStart(facts: ReleaseFacts, { from }: { readonly from: string | null }): Plan {
  const { policy } = facts;
  const bases = findBases(facts, from);
  const tag = bases && tagOf(bases.base);
  if (!bases || !tag) {
    const what = from === null ? 'no release is tagged that could be mended' : `${from} is no tagged release`;
    const hint =
      from === null ? 'Tag one first: release-ledger tag VERSION' : 'See those there are: release-ledger history';
    const other = from === null ? null : refuseOtherComponent(facts, from, 'mended');
    const blockers = [...checkRepository(facts), other ?? blocker('no-base', what, hint)];
    return makePlan(facts, { operation: 'hotfix-start', title: 'Start a hotfix', blockers, steps: [] });
  }
  const version = nextFix(facts, bases.base, bases.newest);
  const ref = branchOf(facts, 'hotfix', version);
  const steps = startSteps(facts, ref, tag.commit);
  const name = shortName(ref);
  const goes = steps.some(({ kind }) => kind === 'head');
  const show: NextStep = { command: ['git', 'switch', name], why: 'to make the fix there' };
  const choices = toChoices(facts, bases);
  return makePlan(facts, {
    operation: 'hotfix-start',
    title: `Start ${name} from ${tag.name}`,
    blockers: [...checkRepository(facts).filter(({ code }) => code === 'no-commit'), ...checkNewBranch(facts, ref)],
    steps,
    choices,
    notes: [...describeBases(bases, choices), ...policy.hotfix.criteria],
    next: [
      ...(goes ? [] : [show]),
      { command: ['release-ledger', 'add', 'Fixed', '…'], why: 'to say what is fixed' },
      ...reviewOf(facts),
      { command: ['release-ledger', 'hotfix', 'finish'], why: 'once it is ready' },
    ],
  });
}

/** The command that has the fix looked at, and who has to approve of it. */
function reviewOf({ policy }: ReleaseFacts): readonly NextStep[] {
  const { review } = policy.hotfix;
  if (review.length === 0) return [];
  const roles = (own(policy.approvals, 'hotfix') ?? []).map(
    ({ role, when }) => role + (when === 'always' ? '' : ` (${when})`),
  );
  const why = roles.length === 0 ? 'to have it reviewed' : `to have it reviewed; approved by ${roles.join(', ')}`;
  return [{ command: review, why }];
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

function toChoices(facts: ReleaseFacts, bases: Bases): readonly PlanChoice[] {
  const against = branchCompared(facts);
  if (!against) return [];
  const { base, newest } = bases;
  return tagsOf(bases).map(({ name, commit }, i) => {
    const isNewest = i === 0 ? base === newest : base !== newest;
    const distance = facts.distances.get(`${commit}..${against.commit}`);
    return {
      tag: name,
      chosen: i === 0,
      why: isNewest
        ? 'the newest release: the fix is made in what is out'
        : 'an earlier release: what came after it is left out',
      branch: against.name,
      commit: against.commit,
      commits: distance?.commits ?? null,
      files: distance?.files ?? null,
    };
  });
}

/** Both bases that a fix can have, each with what it lacks, so that the choice is a choice. */
function describeBases({ base, other }: Bases, choices: readonly PlanChoice[]): readonly string[] {
  const lines = choices.map((choice) => {
    const { tag, chosen, why } = choice;
    const distance = describeDistance(choice);
    return `${chosen ? '' : 'Instead, '}${tag} is ${why}${distance === null ? '' : ` (${distance})`}${chosen ? '' : `: release-ledger hotfix start --from ${tag}`}`;
  });
  const [older, later] = [base, other]
    .flatMap((each) => (each ? [each] : []))
    .sort((a, b) => compareVersions(a.version, b.version));
  if (!older || !later) return lines;
  const names = [older, later].map((each) => tagOf(each)?.name ?? '');
  return [...lines, `What differs between the two: git diff ${names.join(' ')}`];
}

function describeDistance({ branch, commits, files }: PlanChoice): string | null {
  if (commits === null || files === null) return null;
  const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
  return `${branch} is ${count(commits, 'commit')} and ${count(files, 'file')} away`;
}
