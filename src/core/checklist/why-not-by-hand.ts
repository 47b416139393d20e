import type { Policy } from '../policy/policy.ts';
import { type Refusal, refusal } from '../refusal.ts';
import type { Task } from './checklist.ts';
import { planItems } from './plan-items.ts';
import type { CheckOutcome, CheckOutcomes } from './refresh-checklist.ts';

/** What the check of a task says of the release; null for a task that no check decides, and where it was not made. */
export function outcomeOf({ kind, id }: Task, policy: Policy, outcomes: CheckOutcomes): CheckOutcome | null {
  if (kind !== 'item' || id === null) return null;
  const check = planItems(policy).find((item) => item.id === id)?.check ?? 'none';
  return outcomes[check] ?? null;
}

/**
 * Why people may not mark or unmark a task; null where they may. What a check decides is the check’s, unless it could not be
 * made or the policy leaves everything to people (`checklists.byHand`).
 */
export function whyNotByHand(task: Task, policy: Policy, outcomes: CheckOutcomes): Refusal | null {
  const outcome = outcomeOf(task, policy, outcomes);
  if (policy.checklists.byHand === 'all' || !outcome || outcome.state === 'not-checked') return null;
  return refusal(
    'decided-by-check',
    `“${task.text}” is decided by its check: ${outcome.evidence}`,
    outcome.state === 'passed'
      ? 'Bring the checklist up to date: release-ledger checklist'
      : 'Do what it misses, or say why it does not apply: release-ledger checklist na',
  );
}
