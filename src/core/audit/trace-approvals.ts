import { approverOf } from '../checklist/approver-of.ts';
import type { Checklist, Task } from '../checklist/checklist.ts';
import { holdsRole } from '../checklist/holds-role.ts';
import { toRoleId } from '../checklist/write-checklist.ts';
import { isGiven } from '../manifest/approval.ts';
import type { ApprovalPolicy } from '../policy/policy.ts';
import type { ReleaseFacts, TraceContext, TraceStep } from './trace.ts';

/** The checklist of a release, with the approvals that the policy asks of it. */
export interface ChecklistEvidence {
  /** Relative to the policy's folder. */
  readonly path: string;
  readonly checklist: Checklist;
  readonly asked: readonly ApprovalPolicy[];
}

export const APPROVAL_RULE = 'manifest/missing-approval';

/** Who approved a release, in which role and when: by its manifests, and by its checklist. */
export function traceApprovals({ manifests, checklist, release }: ReleaseFacts, { policy }: TraceContext): TraceStep {
  const approvals = manifests.flatMap(({ content }) => content.approvals ?? []).filter(isGiven);
  const verifiedBy = manifests.flatMap(({ content }) => content.verifiedBy ?? []);
  const lines = approvals.map(({ role, by, date }) => `${role}: ${by}${date === null ? '' : `, ${date}`}`);
  const ticked = checklist?.checklist.tasks.filter(({ kind, state }) => kind === 'approval' && state === 'done') ?? [];
  const listed = ticked.flatMap((task) => toLine(task));
  const found = [...new Set([...lines, ...listed, ...verifiedBy.map((who) => `verified by ${who}`)])];
  const where = checklist ? [checklist.path] : [];
  const lookup = `the approvals in ${[...where, `the manifest of ${release.version.raw}`].join(' and ')}`;
  const given = new Set(approvals.map(({ role }) => toRoleId(role)));
  const gaps = checklist ? gapsOf(checklist, ticked, given) : missingIn(manifests);
  if (gaps.length === 0 && found.length === 0) {
    const isAsked = Object.values(policy.approvals).some((asked) => asked.length > 0);
    if (manifests.length > 0) gaps.push('nobody is named who approved or verified it');
    else if (isAsked) gaps.push('nothing says who approved it');
  }
  return { step: 'approvals', found, lookup, gaps };
}

function toLine(task: Task): readonly string[] {
  const approver = approverOf(task);
  return approver ? [`${task.text}: ${approver.by}, ${approver.date}`] : [];
}

function missingIn(manifests: ReleaseFacts['manifests']): string[] {
  const problems = manifests.flatMap(({ problems }) => problems.filter(({ rule }) => rule === APPROVAL_RULE));
  return [...new Set(problems.map(({ message }) => message))];
}

/** @param given the roles that a manifest has the approval of */
function gapsOf({ asked }: ChecklistEvidence, ticked: readonly Task[], given: ReadonlySet<string>): string[] {
  const unsigned = ticked.filter((task) => !approverOf(task));
  const missing = asked.flatMap((approval) => {
    const id = toRoleId(approval.role);
    const task = ticked.find((each) => toRoleId(each.id ?? '') === id);
    const approver = task && approverOf(task);
    if (approver && !holdsRole(approval, approver.by))
      return [`${approver.by} approved as ${approval.role}, and has not that role by the policy`];
    return task || given.has(id) ? [] : [`${approval.role} has not approved it`];
  });
  return [...unsigned.map(({ text }) => `the approval of ${text} does not say who gave it, and when`), ...missing];
}
