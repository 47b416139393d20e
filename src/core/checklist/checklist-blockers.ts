import type { ChecklistCheck } from '../policy/documents-policy.ts';
import type { Policy } from '../policy/policy.ts';
import type { Blocker } from '../release/plan.ts';
import { quoted } from '../release/readiness.ts';
import { approverOf } from './approver-of.ts';
import type { Checklist, Task } from './checklist.ts';
import { isOpen } from './describe-checklist.ts';
import { holdsRole } from './holds-role.ts';
import { planItems } from './plan-items.ts';
import { isOwnReason } from './refresh-checklist.ts';
import { approvalsFor, type ReleaseTraits, whyNotApplicable } from './release-traits.ts';
import { toRoleId } from './write-checklist.ts';

/** No release brings these about. */
const OWN_AFFAIR: ReadonlySet<ChecklistCheck> = new Set(['none', 'docs']);

/** What is asked of a version's checklist. */
export interface ChecklistSubject {
  readonly version: string;
  readonly traits: ReleaseTraits;
  readonly policy: Policy;
  /** Its path in the repository. */
  readonly path: string;
  /** Null where it is not there. */
  readonly checklist: Checklist | null;
}

/**
 * What a version's checklist has open that its release waits for: approvals, and the tasks of phases that begin before the day
 * of the release. What the release itself brings about is left to its checks, and what is for other releases to them; phases
 * behind the release never stand in its way.
 */
export function toChecklistBlockers(subject: ChecklistSubject): readonly Blocker[] {
  const { version, traits, policy, path, checklist } = subject;
  const { phases, presence } = policy.checklists;
  if (!checklist) {
    const hint = `Make it: release-ledger checklist ${version}`;
    const absent = { code: 'no-checklist', message: `${version} has no checklist (${path})`, hint, place: null };
    const isAsked = phases.length > 0 && presence === 'required';
    return [...(isAsked ? [absent] : []), ...toApprovalBlockers(subject, [])];
  }
  const before = new Set(phases.filter(({ blocks, from }) => blocks === 'release' && from < 0).map(({ name }) => name));
  const planned = new Map(planItems(policy).map((item) => [item.id, item]));
  const isLeft = (task: Task): boolean => {
    const item = planned.get(task.id ?? '');
    if (!item) return isOpen(task);
    if (!OWN_AFFAIR.has(item.check) || whyNotApplicable(item.when, traits) !== null) return false;
    // What was not for this release may have become so since the list was brought up to date.
    return isOpen(task) || (task.state === 'not-applicable' && isOwnReason(task, item));
  };
  const open = checklist.tasks.filter((task) => task.kind !== 'approval' && before.has(task.phase) && isLeft(task));
  return [...open.map((task) => toOpenBlocker(subject, task)), ...toApprovalBlockers(subject, checklist.tasks)];
}

function toOpenBlocker({ version, path }: ChecklistSubject, { id, text, phase, line }: Task): Blocker {
  const hint =
    id === null ? 'Do it, and tick it' : `Do it, then: release-ledger checklist check ${id} --release ${version}`;
  return { code: 'checklist-open', message: `“${text}” is not done (${phase})`, hint, place: { path, line: line + 1 } };
}

/** The approvals that the list or the policy asks for, and that nobody has given who may. */
function toApprovalBlockers(
  { version, traits, policy, path, checklist }: ChecklistSubject,
  tasks: readonly Task[],
): readonly Blocker[] {
  const asked = approvalsFor(policy, traits);
  const listed = tasks.filter(({ kind, id }) => kind === 'approval' && id !== null);
  const roles = new Map(asked.map(({ role }) => [toRoleId(role), role]));
  for (const { id, text } of listed) if (!roles.has(toRoleId(id ?? ''))) roles.set(toRoleId(id ?? ''), text);
  return [...roles].flatMap(([id, role]) => {
    const task = listed.find((each) => toRoleId(each.id ?? '') === id);
    const approver = task ? approverOf(task) : null;
    const policed = asked.find((each) => toRoleId(each.role) === id);
    if (task?.state === 'not-applicable' || (approver && (!policed || holdsRole(policed, approver.by)))) return [];
    const people = policed?.people?.length ? ` (${policed.people.join(', ')})` : '';
    const message = approver
      ? `${approver.by} may not approve ${version} as ${role}`
      : `${role}${people} has not approved ${version}`;
    const give = `release-ledger approve ${quoted(id)} --by WHO --release ${version}`;
    const hint = checklist
      ? `Have it given: ${give}`
      : `Make the checklist that holds approvals, then have it given: release-ledger checklist ${version}`;
    return [{ code: 'not-approved', message, hint, place: checklist && { path, line: (task?.line ?? 0) + 1 } }];
  });
}
