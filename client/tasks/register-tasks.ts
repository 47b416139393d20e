import { type Disposable, tasks } from 'vscode';
import type { Session } from '../session.ts';

/** Offers our checks and gates as tasks; what they are is loaded when somebody looks at tasks. */
export function registerTasks(session: Session, load: () => Promise<typeof import('./ledger-tasks.ts')>): Disposable {
  return tasks.registerTaskProvider('release-ledger', {
    provideTasks: async () => [...(await (await load()).listTasks(session))],
    resolveTask: async (task) => (await load()).completeTask(session, task),
  });
}
