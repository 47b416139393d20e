import { type Refusal, refusal } from '../../core/refusal.ts';
import type { JournalRecord } from '../../core/release/journal-record.ts';
import type { Plan } from '../../core/release/plan.ts';
import { toPlan } from '../../core/release/read-plan.ts';
import { toVisibleLine } from '../../core/text/visible.ts';
import type { TransactionEnd } from '../git/write-transaction.ts';
import type { OpenRelease, ReleaseContext } from './context.ts';
import { checkFacts } from './fingerprint.ts';
import { finish, reasonOf } from './finish.ts';
import { toFailure } from './git-failed.ts';
import { runHook } from './hooks.ts';
import { dropJournal, openJournal } from './journal.ts';
import { makeObjects } from './make-objects.ts';
import { type Applied, type Interrupted, type Refused, refused } from './outcome.ts';
import { checkRemotes, sendPushes } from './push.ts';
import { interrupted, recoverOpen, withLock } from './recover.ts';
import { moveRefs } from './refs.ts';
import { toRecord } from './to-record.ts';

/**
 * Carries out a plan, so that the repository ends exactly as it was or exactly as planned, whatever comes between.
 *
 * Bytes that somebody changed meanwhile are never written over: they stay, and are named as conflicts.
 */
export async function applyPlan(plan: Plan, context: ReleaseContext): Promise<Applied | Refused | Interrupted> {
  const valid = toPlan(plan);
  if ('code' in valid) return refused(valid);
  if (plan.blockers.length > 0) return refused(...plan.blockers);
  return withLock(context, async (release) => {
    context.onPhase?.('checking');
    // 1. What was interrupted before comes to its end first; it may be that this plan no longer fits then.
    const before = await recoverOpen(release);
    if (before && before.kind !== 'recovered') return before;
    // 2. Everything is as it was when the plan was computed.
    const unfit = await whyNotNow(release, plan);
    if (unfit.length > 0) return refused(...unfit);
    // 3. Objects, hooks, signatures: nothing of it can be seen, and a crash leaves nothing to mend.
    context.onPhase?.('making');
    const made = await makeObjects(release, plan);
    const record = await toRecord(release, plan, made);
    // 4. Hooks take their time, and may have changed something: this is the last moment at which nothing has happened.
    const changed = await whyNotNow(release, plan);
    if (changed.length > 0) return refused(...changed);
    // 5. The intent. From here on it ends as before or as planned.
    const unstated = (await state(release, record)) ?? (await takeBack(release, record));
    if (unstated) return unstated;
    context.onPhase?.('moving');
    // 6. The refs, then what follows from them.
    return carryOut(release, record);
  });
}

const CANCELLED = refusal('cancelled', 'It was cancelled; nothing was changed');

async function whyNotNow(release: OpenRelease, plan: Plan): Promise<readonly Refusal[]> {
  if (release.context.signal?.aborted) return [CANCELLED];
  const pushes = plan.steps.filter((step) => step.kind === 'push');
  return [...(await checkFacts(release, plan)), ...(await checkRemotes(release, pushes))];
}

/** @returns null once the journal is on the disk; a failure takes it away again, so that nothing is left to be carried out */
async function state(release: OpenRelease, record: JournalRecord): Promise<Refused | Interrupted | null> {
  try {
    if (await openJournal(release.folder, record)) return null;
    return refused(refusal('busy', 'Another release operation has begun meanwhile', 'Run it again'));
  } catch (error) {
    return drop(release, record, toFailure(error));
  }
}

/** @returns null where nobody asked to end before the refs are moved, which is what can be seen */
async function takeBack(release: OpenRelease, record: JournalRecord): Promise<Refused | Interrupted | null> {
  // A signal that came while the journal was made is heard in the next turn.
  await new Promise((resolve) => setImmediate(resolve));
  return release.context.signal?.aborted ? drop(release, record, CANCELLED) : null;
}

async function drop(release: OpenRelease, record: JournalRecord, why: Refusal): Promise<Refused | Interrupted> {
  try {
    await dropJournal(release.folder, record);
    return refused(why);
  } catch {
    return interrupted(record, why);
  }
}

async function carryOut(release: OpenRelease, record: JournalRecord): Promise<Applied | Refused | Interrupted> {
  try {
    const moved = record.refs.length > 0 ? await moveRefs(release.git, record.refs, reasonOf(record)) : null;
    if (record.pushes.length > 0) release.context.onPhase?.('sending');
    const sent = await sendPushes(release, record);
    release.context.onPhase?.('writing');
    const { to, record: ended } = await finish(release, sent, {
      mayHaveLeftLocks: moved !== null && moved.kind !== 'unmoved',
    });
    if (to === 'old') return refused(toRefusal(ended, moved));
    await runAfterwards(release, ended);
    return { kind: 'applied', record: ended, conflicts: ended.conflicts };
  } catch (error) {
    return interrupted(record, toFailure(error));
  }
}

function toRefusal({ pushes, conflicts }: JournalRecord, moved: TransactionEnd | null): Refusal {
  const push = pushes.find(({ outcome }) => outcome === 'refused');
  if (push)
    return refusal(
      'push-refused',
      `“${push.remote}” did not take the push: ${push.detail}`,
      'Mend that, and push again',
    );
  const reason =
    moved && moved.kind !== 'moved'
      ? moved.reason
      : conflicts.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
  return refusal(
    'refs-unmoved',
    `The refs were not moved, and nothing was changed: ${toVisibleLine(reason)}`,
    'Try again',
  );
}

/** As with `git commit`, what this hook says changes nothing any more. */
async function runAfterwards(release: OpenRelease, { plan }: JournalRecord): Promise<void> {
  if (plan.steps.some(({ kind }) => kind === 'commit')) await runHook(release, 'post-commit').catch(() => undefined);
}
