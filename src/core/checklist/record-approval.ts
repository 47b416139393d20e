import type { Policy } from '../policy/policy.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { closest } from '../text/closest.ts';
import type { Edit } from '../text/edit.ts';
import { APPROVALS, type Checklist, REMARK_DASH } from './checklist.ts';
import { tickTask, toRemark } from './edit-task.ts';
import { holdsRole } from './holds-role.ts';
import { approvalsFor, type ReleaseTraits } from './release-traits.ts';
import { toRoleId } from './write-checklist.ts';

export interface Approval {
  readonly role: string;
  /** Who approves: a name or an address. */
  readonly by: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

/**
 * Records an approval in a checklist: at the line of its role, or on a line of its own where the policy asks for that role and
 * the list has none. An approval that is there already is nobody's to overwrite.
 */
export function recordApproval(
  checklist: Checklist,
  { role, by, date }: Approval,
  policy: Policy,
  traits: ReleaseTraits,
): readonly Edit[] | Refusal {
  const who = toRemark(by);
  if (who === '') return refusal('usage', 'an approval says who gives it', 'Give a name or an address with --by');
  const id = toRoleId(role);
  const listed = checklist.tasks.filter(({ kind }) => kind === 'approval');
  const task = listed.find((each) => each.id !== null && toRoleId(each.id) === id);
  const remark = `${who}, ${date}`;
  if (task?.state === 'done' && task.remark !== '') {
    const hint = 'What was recorded stays; take it back with “checklist uncheck” first if it was wrong';
    return refusal('exists', `${task.text} has approved already: ${task.remark}`, hint);
  }
  const asked = approvalsFor(policy, traits);
  const known = asked.find((each) => toRoleId(each.role) === id);
  if (known && !holdsRole(known, who)) {
    const hint = `By the policy ${known.role} is ${known.people?.join(' or ')} (approvals)`;
    return refusal('not-in-role', `${who} cannot approve as ${known.role}`, hint);
  }
  if (task) return tickTask(task, remark);
  if (!known) {
    const roles = [...new Set([...asked.map((each) => each.role), ...listed.map(({ text }) => text)])];
    const guess = closest(role, roles);
    const expected = roles.length === 0 ? 'The policy asks for no approval (approvals)' : `Roles: ${roles.join(', ')}`;
    return refusal(
      'unknown-role',
      `the role “${role}” approves nothing of this release`,
      guess === null ? expected : `Did you mean ${guess}? ${expected}`,
    );
  }
  return addLine(checklist, `- [x] ${known.role}${REMARK_DASH}${remark} <!-- approval: ${id} -->`);
}

function addLine({ source, tasks, phases }: Checklist, line: string): readonly Edit[] {
  const { eol, text } = source;
  const last = tasks.findLast(({ kind }) => kind === 'approval');
  if (last) return [{ start: last.end, end: last.end, text: `${eol}${line}` }];
  const section = phases.find(({ name }) => name === APPROVALS);
  if (section) return [{ start: section.heading.end, end: section.heading.end, text: `${eol}${eol}${line}` }];
  const end = text.trimEnd().length;
  return [{ start: end, end: text.length, text: `${eol}${eol}## ${APPROVALS}${eol}${eol}${line}${eol}` }];
}
