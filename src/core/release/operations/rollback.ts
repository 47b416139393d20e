import { yankSection } from '../../changelog/edits/yank.ts';
import type { LedgerRelease } from '../../ledger/ledger.ts';
import { tagOf } from '../../ledger/previous-tagged.ts';
import { fillPath } from '../../manifest/paths.ts';
import type { SeverityPolicy } from '../../policy/operations.ts';
import { closest } from '../../text/closest.ts';
import { applyEdits } from '../../text/edit.ts';
import { incrementRelease } from '../../version/increment.ts';
import { versionKey } from '../../version/version-key.ts';
import { tagNameOf } from '../check-version.ts';
import { findNamed, isOneOfSeveral, type NamedRelease, nameTemplate, titleOf } from '../component-facts.ts';
import { blocker, commitOnHead, makePlan } from '../compose.ts';
import type { FactQuestions, ReleaseFacts } from '../facts.ts';
import { lastGood, readLastGood, releaseNamed } from '../last-good.ts';
import { commitMessage, fillTemplate } from '../messages.ts';
import type { Blocker, Plan, RefStep } from '../plan.ts';
import { checkBranchHead, checkFiles } from '../readiness.ts';
import { describeSeverity, type RollbackRecord, rollbackMessage, writeRollbackRecord } from '../rollback-record.ts';

export interface RollbackOptions {
  readonly version: string;
  readonly severity: string | null;
  readonly reason: string | null;
}

/** What a rollback wants to know: the tags that the release's commit contains, and the file of the record. */
export function askRollback(all: ReleaseFacts, { version }: RollbackOptions): FactQuestions {
  const named = findNamed(all, version);
  if ('code' in named) return {};
  const { facts } = named;
  const bad = findRelease(named);
  const tag = bad && tagOf(bad);
  const state = statePath(facts);
  return {
    ...(tag ? { contained: tag.commit } : {}),
    files: [...(bad ? [recordPath(facts, bad)] : []), ...(state === null ? [] : [state])],
  };
}

/**
 * `rollback`: the way back to the last good version. The plan marks the release as yanked and leaves a record with the steps to
 * run, the message and what is left to do; until the fix is verified there, nothing is released. No deployment is touched, and
 * no tag that others may have.
 */
export function planRollback(all: ReleaseFacts, options: RollbackOptions): Plan {
  const named = findNamed(all, options.version);
  if ('code' in named)
    return makePlan(all, {
      operation: 'rollback',
      title: `Roll back ${options.version}`,
      blockers: [named],
      steps: [],
    });
  const { facts } = named;
  const { ledger } = facts;
  const bad = findRelease(named);
  const title = `Roll back ${bad ? titleOf(all, facts, bad.version) : options.version}`;
  const tag = bad && tagOf(bad);
  const recorded = bad && recordedGood(facts, bad);
  const isRecorded = recorded !== null && !('code' in recorded);
  const target = isRecorded ? recorded : bad && lastGood(ledger, bad.version, facts.contained);
  const to = target && tagOf(target);
  const blockers: Blocker[] = [...checkBranchHead(facts)];
  if (!bad || !tag) {
    blockers.push(
      blocker('no-tag', `${options.version} is no tagged release`, 'See what there is: release-ledger history'),
    );
  } else if (recorded && 'code' in recorded) {
    blockers.push(recorded);
  } else if (!target || !to) {
    const message = `no good release stands before ${bad.version.raw}`;
    blockers.push(blocker('no-target', message, `Fix it forward: release-ledger hotfix start --from ${tag.name}`));
  }
  const severity = findSeverity(facts, options.severity);
  if (severity && 'code' in severity) blockers.push(severity);
  if (!bad || !tag || !target || !to || (severity && 'code' in severity))
    return makePlan(facts, { operation: 'rollback', title, blockers, steps: [] });
  if (severity?.action === 'fix-forward') {
    const hint = `Start the fix: release-ledger hotfix start --from ${tag.name}`;
    const message = `by the policy a defect of severity ${severity.id} is fixed forward, and not rolled back`;
    blockers.push(blocker('fix-forward', message, hint));
  }
  const record = toRecord(all, facts, bad, target, severity, options.reason);
  const path = recordPath(facts, bad);
  const texts = new Map([...yanked(facts, bad, record.reason), [path, writeRollbackRecord(record)]]);
  if (facts.files.get(path)?.present) {
    const message = `the rollback of ${record.version} is recorded already, in ${path}`;
    blockers.push(blocker('recorded', message, 'Follow its steps, and check in it what is done', { path, line: 1 }));
  }
  return makePlan(facts, {
    operation: 'rollback',
    title: `${title} to ${target.version.raw}`,
    blockers: [...blockers, ...checkFiles(facts, [...texts.keys()])],
    steps: commitOnHead(
      facts,
      { id: 'rollback', texts, message: `${commitMessage(facts, 'rollback', bad.version.raw)}\n\n${record.reason}\n` },
      deletedTags(facts, bad),
    ),
    notes: [
      ...(severity ? [`${severity.id}: ${describeSeverity(severity)}`] : []),
      ...record.steps.map((step, i) => `${i + 1}. ${step}`),
      ...rollbackMessage(record).filter((line) => line !== ''),
    ],
    // Hotfixes are released as what most releases are of.
    next: [target, bad].flatMap((each) => {
      const from = ledger === all.ledger ? tagOf(each)?.name : undefined;
      const why = `to fix it in ${each.version.raw}`;
      return from === undefined ? [] : [{ command: ['release-ledger', 'hotfix', 'start', '--from', from], why }];
    }),
  });
}

function findRelease({ facts: { ledger }, version }: NamedRelease): LedgerRelease | null {
  const found = version && ledger.releases.find(({ key }) => key === versionKey(version));
  return found ?? null;
}

/** The path of the file that says what to go back to, in the repository; null where the policy has none. */
function statePath({ policy, folder }: ReleaseFacts): string | null {
  return policy.rollback.lastGood === '' ? null : folder + policy.rollback.lastGood;
}

/** The release that the project's own file names; null where the file is not there. */
function recordedGood(facts: ReleaseFacts, bad: LedgerRelease): LedgerRelease | Blocker | null {
  const path = statePath(facts);
  const file = path === null ? undefined : facts.files.get(path)?.present;
  if (path === null || !file) return null;
  const named = readLastGood(file.text);
  const found = named === null ? null : releaseNamed(facts.ledger, named);
  if (found && found.key !== bad.key) return found;
  const message = found
    ? `${path} names ${bad.version.raw} itself`
    : `${path} names ${named === null ? 'nothing (rollback_sha)' : `${named}, which is no tagged release`}`;
  return blocker('last-good', message, 'Say in it what to go back to: the commit, the tag or the version', {
    path,
    line: 1,
  });
}

/** The record's path in the repository. */
function recordPath(facts: ReleaseFacts, { version }: LedgerRelease): string {
  const { policy, folder } = facts;
  const { record } = policy.rollback;
  if (!isOneOfSeveral(facts)) return folder + fillPath(record, policy, version.raw);
  const name = tagNameOf(facts, version.raw).replaceAll('/', '-');
  return folder + nameTemplate(facts, record).replace(/\{(?:version|tag)\}/g, () => name);
}

function findSeverity({ policy }: ReleaseFacts, id: string | null): SeverityPolicy | Blocker | null {
  const { severities } = policy.rollback;
  if (id === null) return null;
  const known = severities.find((each) => each.id.toLowerCase() === id.toLowerCase());
  if (known) return known;
  const names = severities.map((each) => each.id);
  const guess = closest(id, names);
  const hint =
    names.length === 0
      ? 'Leave --severity out, or name severities in the policy (rollback.severities)'
      : `${guess ? `Did you mean ${guess}? ` : ''}Severities: ${names.join(', ')}`;
  return blocker('unknown-severity', `there is no severity “${id}”`, hint);
}

const STEPS: readonly string[] = [
  'Deploy {targetTag}',
  'Verify that {target} runs and is healthy',
  'Tell everybody who has {version}',
];

function toRecord(
  all: ReleaseFacts,
  facts: ReleaseFacts,
  bad: LedgerRelease,
  target: LedgerRelease,
  severity: SeverityPolicy | null,
  reason: string | null,
): RollbackRecord {
  const { policy, today } = facts;
  const tag = tagOf(bad)?.name ?? '';
  const targetTag = tagOf(target)?.name ?? '';
  const values = { version: bad.version.raw, tag, target: target.version.raw, targetTag };
  const steps = policy.rollback.steps.length > 0 ? policy.rollback.steps : STEPS;
  const next = incrementRelease(bad.version, 'patch');
  const version = titleOf(all, facts, bad.version);
  return {
    ...{ ...values, version, target: titleOf(all, facts, target.version) },
    date: today,
    reason: reason?.replace(/\s+/g, ' ').trim() || `a defect in ${version}, to be fixed in ${next}`,
    severity,
    steps: steps.map((step) => fillTemplate(step, values)),
  };
}

/** The changelog with the release marked; it stays as it is where it has no section, or is marked already. */
function yanked(
  { ledger, today }: ReleaseFacts,
  { section }: LedgerRelease,
  reason: string,
): readonly (readonly [string, string])[] {
  const { changelog, path } = ledger;
  if (!section || section.yanked) return [];
  return [[path, applyEdits(changelog.source.text, yankSection(changelog, section, today, reason))]];
}

/** Tags that nobody else can have: the repository has no remote. */
function deletedTags({ policy, repository }: ReleaseFacts, { tags }: LedgerRelease): readonly RefStep[] {
  if (policy.rollback.tag === 'keep' || repository.remotes.length > 0) return [];
  return tags.map(({ name, object }) => ({ kind: 'ref', name: `refs/tags/${name}`, from: object, to: null }));
}
