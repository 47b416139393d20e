import type { ChecklistCheck } from '../policy/documents-policy.ts';
import type { Policy } from '../policy/policy.ts';
import type { Edit } from '../text/edit.ts';
import { CHECKED, type Checklist, NOT_APPLICABLE, type Task } from './checklist.ts';
import { skipTask, tickTask, untickTask } from './edit-task.ts';
import { type PlannedItem, planItems } from './plan-items.ts';
import { type ReleaseTraits, whyNotApplicable } from './release-traits.ts';

/** What came of a check, and what shows it. */
export interface CheckOutcome {
  readonly state: 'passed' | 'failed' | 'not-checked';
  readonly evidence: string;
  /** Why it may have failed for want of what this clone lacks. */
  readonly unsure?: string;
}

export type CheckOutcomes = Readonly<Partial<Record<ChecklistCheck, CheckOutcome>>>;

export interface RefreshRequest {
  readonly policy: Policy;
  readonly traits: ReleaseTraits;
  readonly outcomes: CheckOutcomes;
  readonly today: string;
}

/**
 * Ticks what checks show to be done, with the evidence, and takes that back where they do not show it any more; marks what is
 * not for this release. What a person ticked or said stays, whatever the checks say: that is a problem to be told, not to be
 * mended.
 */
export function refreshChecklist(checklist: Checklist, request: RefreshRequest): readonly Edit[] {
  const planned = new Map(planItems(request.policy).map((item) => [item.id, item]));
  const seen = new Set<string>();
  return checklist.tasks.flatMap((task) => {
    const item = task.kind === 'item' && task.id !== null ? planned.get(task.id) : undefined;
    if (!item || seen.has(item.id)) return [];
    seen.add(item.id);
    return refreshTask(task, item, request);
  });
}

function refreshTask(task: Task, item: PlannedItem, { traits, outcomes, today }: RefreshRequest): readonly Edit[] {
  const reason = whyNotApplicable(item.when, traits);
  if (reason !== null) return task.state === 'open' ? skipTask(task, reason) : [];
  if (task.state === 'not-applicable')
    return isOwnReason(task, item) ? refreshOpen(task, item, outcomes, today, untickTask(task)) : [];
  const outcome = outcomes[item.check];
  if (task.state === 'open') return refreshOpen(task, item, outcomes, today, []);
  const isOwn = task.state === 'done' && isCheckRemark(task);
  return isOwn && outcome?.state === 'failed' && outcome.unsure === undefined ? untickTask(task) : [];
}

function refreshOpen(
  task: Task,
  item: PlannedItem,
  outcomes: CheckOutcomes,
  today: string,
  otherwise: readonly Edit[],
): readonly Edit[] {
  const outcome = outcomes[item.check];
  return outcome?.state === 'passed' ? tickTask(task, `${CHECKED} ${today}: ${outcome.evidence}`) : otherwise;
}

/** True for a remark that a check wrote. */
export function isCheckRemark({ remark }: Task): boolean {
  return /^checked \d{4}-\d{2}-\d{2}: /.test(remark);
}

/** True where the reason is one that the condition itself gives, of whatever release. */
export function isOwnReason({ remark }: Task, { when }: PlannedItem): boolean {
  const nothing = { breaking: false, security: false, migrations: false, deprecations: false };
  const said = remark.slice(NOT_APPLICABLE.length).replace(/^:\s*/, '');
  if (/^(?:major|minor|patch|workstream|hotfix)$/.test(when)) return /^this is no \w+ release but /.test(said);
  return said === whyNotApplicable(when, { type: '', prerelease: true, firstMajor: false, has: nothing });
}
