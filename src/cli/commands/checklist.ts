import { join } from 'node:path';
import { APPROVALS, type Checklist, type Task } from '../../core/checklist/checklist.ts';
import { describeChecklist, isOpen, type PhaseStatus } from '../../core/checklist/describe-checklist.ts';
import { skipTask, tickTask, untickTask } from '../../core/checklist/edit-task.ts';
import { findTask } from '../../core/checklist/find-task.ts';
import { parseChecklist } from '../../core/checklist/parse-checklist.ts';
import { type RefreshRequest, refreshChecklist } from '../../core/checklist/refresh-checklist.ts';
import { startChecklist } from '../../core/checklist/start-checklist.ts';
import { outcomeOf, whyNotByHand } from '../../core/checklist/why-not-by-hand.ts';
import { applyEdits, closest, type Edit, type Refusal } from '../../core/index.ts';
import { createFiles } from '../../host/create-files.ts';
import { type ChecklistRequest, type ChecklistSession, openChecklist } from '../checklists/checklist-session.ts';
import { printDone, styled } from '../printer.ts';
import { chooseFormat, EXIT, printNote, printRefusal, type Session, styledName } from '../session.ts';

type Options = Readonly<Record<string, unknown>>;

/** `checklist VERSION`: makes the checklist of a version, or brings it up to date, and shows what is left to do. */
export async function checklist(session: Session, [version]: readonly string[], options: Options): Promise<number> {
  const format = chooseFormat(session, ['text', 'json']);
  if (!format) return EXIT.usage;
  const opened = await openChecklist(session, { ...toRequest(options), version: version ?? null });
  if (typeof opened === 'number') return opened;
  if (opened.policy.checklists.phases.length === 0 && !opened.checklist) {
    printRefusal(session, {
      message: 'the policy has no phases of a release (checklists.phases)',
      hint: 'Extend a profile that has, such as audit-trail or regulated-saas, or write your own',
    });
    return EXIT.usage;
  }
  const { policy, outcomes, traits, facts } = opened;
  const { now, edits } = opened.checklist
    ? bringUpToDate(opened.checklist, { policy, outcomes, traits, today: facts.today })
    : { now: startChecklist({ ...opened, ...startOf(opened, options) }), edits: 1 };
  if (!(await save(session, opened, now, edits))) return EXIT.findings;
  const phases = describeChecklist(now, policy);
  const shown = choosePhases(session, phases, options.phase);
  if (!shown) return EXIT.usage;
  if (format === 'json') session.out.json(toJson(opened, shown));
  else printPhases(session, opened, shown);
  const isLeft = shown.some(({ blocks, open }) => blocks && open > 0);
  return isLeft && opened.checklist ? EXIT.findings : EXIT.done;
}

/** `checklist check ITEM`. */
export async function checkItem(session: Session, [item = '']: readonly string[], options: Options): Promise<number> {
  return changeItem(session, item, options, (task, { facts, policy, outcomes }) => {
    const by = typeof options.by === 'string' ? `${options.by}, ` : '';
    const evidence = typeof options.evidence === 'string' ? `: ${options.evidence}` : '';
    const outcome = outcomeOf(task, policy, outcomes);
    if (outcome?.state === 'failed' && policy.checklists.byHand === 'all')
      printNote(session, `the check of this item says otherwise: ${outcome.evidence}`);
    return whyNotByHand(task, policy, outcomes) ?? tickTask(task, `${by}${facts.today}${evidence}`);
  });
}

/** `checklist uncheck ITEM`. */
export async function uncheckItem(session: Session, [item = '']: readonly string[], options: Options): Promise<number> {
  return changeItem(session, item, options, untickTask);
}

/** `checklist na ITEM --reason T`. */
export async function skipItem(session: Session, [item = '']: readonly string[], options: Options): Promise<number> {
  return changeItem(session, item, options, (task) => skipTask(task, String(options.reason)));
}

function toRequest(options: Options): ChecklistRequest {
  const version = typeof options.release === 'string' ? options.release : null;
  return {
    version,
    type: typeof options.type === 'string' ? options.type.toLowerCase() : null,
  };
}

function startOf({ date }: ChecklistSession, options: Options) {
  return {
    date: typeof options.date === 'string' ? options.date : date,
    manager: typeof options.manager === 'string' ? options.manager : null,
  };
}

function bringUpToDate(list: Checklist, request: RefreshRequest): { readonly now: Checklist; readonly edits: number } {
  const edits = refreshChecklist(list, request);
  return { now: parseChecklist(applyEdits(list.source.text, edits)), edits: edits.length };
}

async function save(session: Session, opened: ChecklistSession, now: Checklist, edits: number): Promise<boolean> {
  const { file, name, root, path } = opened;
  const { text } = now.source;
  if (file && edits === 0) return true;
  const refused = file
    ? await session.host.writer.replace(file, text)
    : await createFiles([
        { path: join(root, ...path.split('/')), root, name, write: (handle) => handle.writeFile(text, 'utf8') },
      ]);
  if (refused) printRefusal(session, refused);
  else printDone(session.err, file ? `Brought ${name} up to date` : `Made ${name}`);
  return refused === null;
}

async function changeItem(
  session: Session,
  item: string,
  options: Options,
  change: (task: Task, opened: ChecklistSession) => readonly Edit[] | Refusal,
): Promise<number> {
  const opened = await openChecklist(session, toRequest(options));
  if (typeof opened === 'number') return opened;
  const { checklist: list, file, name } = opened;
  if (!list || !file) {
    printRefusal(session, {
      message: `${name} is not there`,
      hint: `Make it with “release-ledger checklist ${opened.version.raw}”`,
    });
    return EXIT.findings;
  }
  const task = findTask(list, item);
  if ('code' in task) {
    printRefusal(session, task);
    return EXIT.usage;
  }
  const edits = change(task, opened);
  if ('code' in edits) {
    printRefusal(session, edits);
    return EXIT.findings;
  }
  const refused = edits.length === 0 ? null : await session.host.writer.replace(file, applyEdits(file.text, edits));
  if (refused) {
    printRefusal(session, refused);
    return EXIT.findings;
  }
  printDone(session.err, `${name}:${task.line + 1}: ${task.text}${edits.length === 0 ? ' is so already' : ''}`);
  return EXIT.done;
}

function choosePhases(
  session: Session,
  phases: readonly PhaseStatus[],
  wanted: unknown,
): readonly PhaseStatus[] | null {
  if (typeof wanted !== 'string') return phases;
  const fold = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const found = phases.filter(({ name }) => fold(name) === fold(wanted));
  if (found.length > 0) return found;
  const names = phases.map(({ name }) => name);
  const guess = closest(wanted, names);
  printRefusal(session, {
    message: `the checklist has no phase “${wanted}”`,
    hint: `${guess === null ? '' : `Did you mean ${guess}? `}Phases: ${names.join(', ')}`,
  });
  return null;
}

const BOXES: Readonly<Record<Task['state'], string>> = {
  open: '[ ]',
  done: '[x]',
  'not-applicable': '[-]',
  odd: '[?]',
};

function printPhases({ out }: Session, { name }: ChecklistSession, phases: readonly PhaseStatus[]): void {
  out.line(styledName(name));
  for (const { name: phase, days, blocks, tasks, open } of phases) {
    const left = open === 0 ? 'done' : `${open} left${blocks ? '' : ', blocks nothing'}`;
    out.line();
    out.line(styled(phase || 'Tasks', 'bold'), days === '' ? '' : ` (${days})`, '  ', styled(left, 'dim'));
    for (const task of tasks) {
      const remark = task.remark === '' ? '' : ` – ${task.remark}`;
      out.line(
        '  ',
        styled(BOXES[task.state], isOpen(task) ? 'yellow' : 'green'),
        ` ${task.text}${remark}  `,
        styled(task.id ?? '', 'dim'),
      );
    }
  }
}

function toJson({ version, path, traits }: ChecklistSession, phases: readonly PhaseStatus[]): object {
  return {
    version: version.raw,
    path,
    type: traits.type,
    ready: phases.every(({ blocks, open }) => !blocks || open === 0),
    phases: phases.map(({ name, days, blocks, tasks, open }) => ({
      name,
      days,
      kind: name === APPROVALS ? 'approvals' : 'phase',
      blocks,
      open,
      tasks: tasks.map(({ id, text, state, remark, line, group }) => ({
        id,
        text,
        group,
        state,
        remark,
        line: line + 1,
      })),
    })),
  };
}
