import type { Task } from '../../src/core/checklist/checklist.ts';
import { skipTask, tickTask, toRemark, untickTask } from '../../src/core/checklist/edit-task.ts';
import { recordApproval } from '../../src/core/checklist/record-approval.ts';
import { refreshChecklist } from '../../src/core/checklist/refresh-checklist.ts';
import { startChecklist } from '../../src/core/checklist/start-checklist.ts';
import { whyNotByHand } from '../../src/core/checklist/why-not-by-hand.ts';
import { toRoleId } from '../../src/core/checklist/write-checklist.ts';
import { type Edit, type Refusal, toSource } from '../../src/core/index.ts';
import type { ChangedChecklistDto, ChecklistChangeDto } from '../../src/protocol/checklists.ts';
import type { AnswerDto } from '../../src/protocol/dto.ts';
import type { Converter } from '../convert.ts';
import { refuse } from '../requests/answers.ts';
import type { Session } from '../session.ts';
import { taskOf } from './name-tasks.ts';
import type { OpenChecklist } from './open-checklist.ts';

interface Change {
  readonly edits: readonly Edit[] | Refusal;
  readonly line: number;
}

/** Computes the edit of a checklist, or its text where it is not there yet. @param me who works here; null for nobody known */
export function changeChecklist(
  session: Session,
  converter: Converter,
  opened: OpenChecklist,
  change: ChecklistChangeDto,
  me: string | null,
): AnswerDto<ChangedChecklistDto> {
  const { uri, path, file, checklist, view, version } = opened;
  if (!file || !checklist) {
    if (change.kind !== 'open') return refuse('not-found', `${path} is not there`, 'Make the checklist first');
    if (view.policy.checklists.phases.length === 0)
      return refuse(
        'failed',
        'The policy has no phases of a release (checklists.phases)',
        'Extend a profile that has, such as audit-trail or regulated-saas, or write your own',
      );
    const started = startChecklist({ ...opened, policy: view.policy, version, manager: me });
    return { value: { uri, path, edit: null, text: started.source.text, line: 0 } };
  }
  const { edits, line } = toChange(opened, checklist, change, me);
  if ('code' in edits) return refuse('refused', edits.message, edits.hint);
  const document = session.documents.get(uri);
  const text = { uri: document?.uri ?? uri, version: document?.version ?? null, source: toSource(file.text) };
  const edit = edits.length === 0 ? null : converter.toWorkspaceEdit(text, edits);
  return { value: { uri: text.uri, path, edit, text: null, line } };
}

function toChange(
  { view, traits, outcomes, facts }: OpenChecklist,
  checklist: NonNullable<OpenChecklist['checklist']>,
  change: ChecklistChangeDto,
  me: string | null,
): Change {
  const { policy } = view;
  const { today } = facts;
  if (change.kind === 'open')
    return { edits: refreshChecklist(checklist, { policy, traits, outcomes, today }), line: 0 };
  if (change.kind === 'approve') {
    const { role, by } = change;
    const task = checklist.tasks.find(({ kind, id }) => kind === 'approval' && toRoleId(id ?? '') === toRoleId(role));
    return { edits: recordApproval(checklist, { role, by, date: today }, policy, traits), line: task?.line ?? 0 };
  }
  const task = taskOf(checklist, change.task);
  if (!task) {
    const message = `the checklist has no task “${change.task}” any more`;
    return { edits: { code: 'missing', message, hint: null }, line: 0 };
  }
  if (change.kind === 'skip') {
    const isSaid = toRemark(change.reason) !== '';
    const missing: Refusal = {
      code: 'usage',
      message: `“${task.text}” does not apply, and nothing says why`,
      hint: null,
    };
    return { edits: isSaid ? skipTask(task, change.reason) : missing, line: task.line };
  }
  return { edits: mark(task, change.done), line: task.line };

  function mark(marked: Task, done: boolean): Change['edits'] {
    const refused = whyNotByHand(marked, policy, outcomes);
    if (refused && marked.state !== 'not-applicable') return refused;
    if (marked.kind === 'approval' && done) {
      const hint = 'Use “Record Approval…”: an approval says who gives it';
      return me === null
        ? { code: 'usage', message: `Nothing says who approves as ${marked.text}`, hint }
        : approve(me);
    }
    return done ? tickTask(marked, me === null ? today : `${me}, ${today}`) : untickTask(marked);

    function approve(by: string): Change['edits'] {
      return recordApproval(checklist, { role: marked.id ?? marked.text, by, date: today }, policy, traits);
    }
  }
}
