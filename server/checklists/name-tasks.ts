import type { Checklist, Task } from '../../src/core/checklist/checklist.ts';
import { nameEach } from '../requests/rows/to-row.ts';

/** The names of the tasks of a checklist, in its order: those that the policy gives them, or their words. */
export function nameTasks({ tasks }: Checklist): readonly string[] {
  return nameEach(tasks, ({ id, text }) => id ?? text);
}

/** The task of a name. */
export function taskOf(checklist: Checklist, name: string): Task | null {
  return checklist.tasks[nameTasks(checklist).indexOf(name)] ?? null;
}
