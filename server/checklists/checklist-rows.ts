import type { Task } from '../../src/core/checklist/checklist.ts';
import { describeChecklist, isOpen } from '../../src/core/checklist/describe-checklist.ts';
import { outcomeOf, whyNotByHand } from '../../src/core/checklist/why-not-by-hand.ts';
import { toVisibleLine } from '../../src/core/text/visible.ts';
import type { RowDto, TaskStateDto } from '../../src/protocol/rows.ts';
import { nextRelease } from '../features/next-release.ts';
import { type RowsOf, toRow } from '../requests/rows/to-row.ts';
import type { Session } from '../session.ts';
import { nameTasks } from './name-tasks.ts';
import { type OpenChecklist, openChecklist } from './open-checklist.ts';

const CHECKLIST = 'checklist';
const PHASE = 'phase ';

/** True for the path of a row of a checklist, or of what is below it. */
export function isChecklistPath([step]: readonly string[]): boolean {
  return step === CHECKLIST;
}

/**
 * The newest checklist, its phases and their tasks, as the editor has them; where the next version has none although the
 * policy has phases, a row that leads to making it.
 */
export async function listChecklistRows(
  session: Session,
  of: RowsOf,
  path: readonly string[],
): Promise<readonly RowDto[]> {
  const { value: opened } = await openChecklist(session, of.uri, path[1] ?? null);
  if (!opened) return [];
  const [, version, phase] = path;
  if (version === undefined) return listChecklist(of, opened);
  return phase === undefined ? listPhases(of, opened, path) : listTasks(of, opened, path);
}

function listChecklist(of: RowsOf, opened: OpenChecklist): readonly RowDto[] {
  const { view, version, checklist, path, uri } = opened;
  const next = nextRelease(view)?.next ?? null;
  const isAsked = view.policy.checklists.phases.length > 0;
  const absent = (release: string): RowDto =>
    toRow(of, [CHECKLIST, release, 'absent'], 'checklist', release, { state: 'absent', release });
  if (!checklist) return isAsked && next !== null ? [absent(version.raw)] : [];
  const row = toRow(of, [CHECKLIST, version.raw], 'checklist', toVisibleLine(version.raw), {
    count: checklist.tasks.filter(isOpen).length,
    detail: path,
    hasChildren: checklist.tasks.length > 0,
    expanded: true,
    place: { uri, line: 0 },
    release: version.raw,
  });
  // Behind a release the next one comes; what is left of its own list stays in sight.
  const isNextAbsent = isAsked && next !== null && next !== version.raw && opened.date !== null;
  return isNextAbsent ? [row, absent(next)] : [row];
}

function listPhases(of: RowsOf, { checklist, view, uri }: OpenChecklist, path: readonly string[]): readonly RowDto[] {
  if (!checklist) return [];
  return describeChecklist(checklist, view.policy).map(({ name, days, blocks, tasks, open }) =>
    toRow(of, [...path, PHASE + name], 'phase', toVisibleLine(name), {
      state: blocks ? null : 'later',
      detail: days,
      count: open,
      hasChildren: true,
      expanded: blocks && open > 0,
      place: tasks[0] ? { uri, line: tasks[0].line } : null,
    }),
  );
}

function listTasks(of: RowsOf, opened: OpenChecklist, path: readonly string[]): readonly RowDto[] {
  const { checklist, version, uri } = opened;
  if (!checklist) return [];
  const names = nameTasks(checklist);
  return checklist.tasks.flatMap((task, i) => {
    const name = names[i] as string;
    if (PHASE + task.phase !== path[2]) return [];
    return toRow(of, [...path, name], 'task', toVisibleLine(task.text), {
      ...marksOf(opened, task),
      place: { uri, line: task.line },
      release: version.raw,
      category: task.group === '' ? null : toVisibleLine(task.group),
      code: name,
    });
  });
}

/** What a task is marked with. One that its check decides has no box, and shows what the check says. */
function marksOf({ view, outcomes }: OpenChecklist, task: Task): Pick<RowDto, 'state' | 'checked' | 'detail'> {
  const { state, remark } = task;
  const outcome = outcomeOf(task, view.policy, outcomes);
  const isKept = state === 'done' && outcome?.unsure !== undefined;
  const isFailing = outcome?.state === 'failed' && state !== 'not-applicable' && !isKept;
  const detail = toVisibleLine(remark || (outcome && outcome.state !== 'not-checked' ? outcome.evidence : ''));
  if (isFailing) return { state: 'failing', checked: boxOf(), detail: toVisibleLine(outcome.evidence) };
  return { state: STATES[state], checked: boxOf(), detail };

  function boxOf(): boolean | null {
    if (state === 'not-applicable') return true;
    return whyNotByHand(task, view.policy, outcomes) ? null : state === 'done';
  }
}

const STATES: Readonly<Record<Task['state'], TaskStateDto>> = {
  open: 'open',
  done: 'ticked',
  'not-applicable': 'notApplicable',
  odd: 'odd',
};
