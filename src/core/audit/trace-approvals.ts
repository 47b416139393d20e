import { approverOf } from '../checklist/approver-of.ts';
import type { Task } from '../checklist/checklist.ts';
import { holdsRole } from '../checklist/holds-role.ts';
import { toRoleId } from '../checklist/write-checklist.ts';
import { isGiven } from '../manifest/approval.ts';
import type { Say } from '../text/say.ts';
import type { ChecklistEvidence, ReleaseFacts, TraceContext, TraceStep } from './release-facts.ts';

export const APPROVAL_RULE = 'manifest/missing-approval';

/** Who approved a release, in which role and when: by its manifests, and by its checklist. */
export function traceApprovals(
  { manifests, checklist, release }: ReleaseFacts,
  { policy, say }: TraceContext,
): TraceStep {
  const approvals = manifests.flatMap(({ content }) => content.approvals ?? []).filter(isGiven);
  const verifiedBy = manifests.flatMap(({ content }) => content.verifiedBy ?? []);
  const lines = approvals.map(({ role, by, date }) => `${role}: ${by}${date === null ? '' : `, ${date}`}`);
  const ticked = checklist?.checklist.tasks.filter(({ kind, state }) => kind === 'approval' && state === 'done') ?? [];
  const listed = ticked.flatMap((task) => toLine(task));
  const found = [...new Set([...lines, ...listed, ...verifiedBy.map((who) => say('verified by {0}', who))])];
  const version = release.version.raw;
  const lookup = checklist
    ? say('the approvals in {0} and the manifest of {1}', checklist.path, version)
    : say('the approvals in the manifest of {0}', version);
  const given = new Set(approvals.map(({ role }) => toRoleId(role)));
  const gaps = checklist ? gapsOf(checklist, { ticked, given, say }) : missingIn(manifests);
  if (gaps.length === 0 && found.length === 0) {
    const isAsked = Object.values(policy.approvals).some((asked) => asked.length > 0);
    if (manifests.length > 0) gaps.push(say('nobody is named who approved or verified it'));
    else if (isAsked) gaps.push(say('nothing says who approved it'));
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

interface Given {
  readonly ticked: readonly Task[];
  /** The roles that a manifest has the approval of. */
  readonly given: ReadonlySet<string>;
  readonly say: Say;
}

function gapsOf({ asked }: ChecklistEvidence, { ticked, given, say }: Given): string[] {
  const unsigned = ticked.filter((task) => !approverOf(task));
  const missing = asked.flatMap((approval) => {
    const id = toRoleId(approval.role);
    const task = ticked.find((each) => toRoleId(each.id ?? '') === id);
    const approver = task && approverOf(task);
    if (approver && !holdsRole(approval, approver.by))
      return [say('{0} approved as {1}, and has not that role by the policy', approver.by, approval.role)];
    return task || given.has(id) ? [] : [say('{0} has not approved it', approval.role)];
  });
  return [
    ...unsigned.map(({ text }) => say('the approval of {0} does not say who gave it, and when', text)),
    ...missing,
  ];
}
