import { approverOf } from '../../src/core/checklist/approver-of.ts';
import { approvalsFor } from '../../src/core/checklist/release-traits.ts';
import { toRoleId } from '../../src/core/checklist/write-checklist.ts';
import { toVisibleLine } from '../../src/core/text/visible.ts';
import type { ChecklistDto } from '../../src/protocol/checklists.ts';
import { nameTasks } from './name-tasks.ts';
import type { OpenChecklist } from './open-checklist.ts';

/** What a checklist asks for, for the client's dialogs. @param me who works here */
export function toChecklistDto(opened: OpenChecklist, me: string | null): ChecklistDto {
  const { version, path, checklist, view, traits } = opened;
  const names = checklist ? nameTasks(checklist) : [];
  const asked = approvalsFor(view.policy, traits);
  const peopleOf = (id: string | null): readonly string[] =>
    asked.find(({ role }) => id !== null && toRoleId(role) === toRoleId(id))?.people ?? [];
  const tasks = (checklist?.tasks ?? []).map(({ text, kind, state, id }, i) => ({
    ...{ name: names[i] as string, text: toVisibleLine(text), kind, state },
    people: kind === 'approval' ? peopleOf(id) : [],
  }));
  const listed = (checklist?.tasks ?? []).filter(({ kind, id }) => kind === 'approval' && id !== null);
  const given = new Map(listed.map((task) => [toRoleId(task.id ?? ''), approverOf(task)?.by ?? null]));
  const named = new Map([
    ...listed.map(({ id, text }) => [toRoleId(id ?? ''), text] as const),
    ...asked.map(({ role }) => [toRoleId(role), role] as const),
  ]);
  const roles = [...named].map(([id, role]) => ({ role, given: given.get(id) ?? null, people: peopleOf(id) }));
  return { version: version.raw, path, exists: checklist !== null, tasks, roles, me };
}
