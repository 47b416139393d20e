import {
  ProcessExecution,
  Task,
  type TaskDefinition,
  TaskGroup,
  TaskPanelKind,
  TaskRevealKind,
  TaskScope,
  Uri,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import { changelogsRequest } from '../../src/protocol/messages.ts';
import { commandLineRequest, reportChoicesRequest } from '../../src/protocol/reports.ts';
import type { Session } from '../session.ts';

/** Also in the manifest, which says what may stand in it. */
export const TASK_TYPE = 'release-ledger';

const MATCHER = '$release-ledger';

/** A task as `tasks.json` has it. */
interface LedgerTask extends TaskDefinition {
  readonly command: 'check' | 'docs' | 'gate';
  readonly args?: readonly string[];
}

/** The tasks of every folder: its checks, and in a trusted workspace the gates of its policy, each by itself and all of them. */
export async function listTasks(session: Session): Promise<readonly Task[]> {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const program = await session.request(commandLineRequest, {});
  const all = await Promise.all(
    folders.map(async (folder) => {
      const gates = workspace.isTrusted ? await listGates(session, folder) : [];
      const commands: readonly LedgerTask[] = [
        { type: TASK_TYPE, command: 'check' },
        { type: TASK_TYPE, command: 'docs' },
        ...(gates.length > 0 ? [{ type: TASK_TYPE, command: 'gate' } as const] : []),
        ...gates.map((name) => ({ type: TASK_TYPE, command: 'gate', args: [name] }) as const),
      ];
      return commands.map((each) => toTask(each, folder, program));
    }),
  );
  return all.flat();
}

/** Completes a task of `tasks.json`; undefined for one that says nothing that could be run. */
export async function completeTask(session: Session, { definition, scope }: Task): Promise<Task | undefined> {
  const { command, args = [] } = definition as Partial<LedgerTask>;
  const isFit = Array.isArray(args) && args.every((each) => typeof each === 'string');
  if ((command !== 'check' && command !== 'docs' && command !== 'gate') || !isFit) return undefined;
  const folder = typeof scope === 'object' ? scope : workspace.workspaceFolders?.[0];
  if (!folder) return undefined;
  return toTask(definition as LedgerTask, folder, await session.request(commandLineRequest, {}), scope);
}

function toTask(
  definition: LedgerTask,
  folder: WorkspaceFolder,
  { program, script }: { readonly program: string; readonly script: string },
  scope: Task['scope'] = folder,
): Task {
  const { command, args = [] } = definition;
  const isCheck = command !== 'gate';
  const execution = new ProcessExecution(
    program,
    [script, ...(isCheck ? ['--format=gcc'] : []), command, ...args],
    // The program that runs extensions is the editor’s own, which is Node only where it is told so.
    { cwd: folder.uri.fsPath, env: { ELECTRON_RUN_AS_NODE: '1' } },
  );
  const name = [command, ...args].join(' ');
  const matchers = isCheck ? [MATCHER] : [];
  const task = new Task(definition, scope ?? TaskScope.Workspace, name, 'release-ledger', execution, matchers);
  task.group = TaskGroup.Test;
  // A gate asks for consent to its command first.
  task.presentationOptions = {
    reveal: isCheck ? TaskRevealKind.Silent : TaskRevealKind.Always,
    panel: TaskPanelKind.Shared,
    focus: !isCheck,
  };
  return task;
}

/** The names of the gates of a folder’s policy. */
async function listGates(session: Session, { uri }: WorkspaceFolder): Promise<readonly string[]> {
  const changelogs = await session.request(changelogsRequest, {});
  const own = changelogs.find(({ folder }) => folder !== null && Uri.parse(folder, true).toString() === uri.toString());
  if (!own) return [];
  const choices = await session.request(reportChoicesRequest, { textDocument: { uri: own.uri } });
  return choices.refusal ? [] : choices.value.gates;
}
