import {
  l10n,
  ProcessExecution,
  Task,
  TaskPanelKind,
  TaskRevealKind,
  TaskScope,
  tasks,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';
import { commandLineRequest } from '../../src/protocol/reports.ts';
import type { Services } from '../services.ts';
import type { Session } from '../session.ts';

/** Runs the gates of the policy in a terminal, which asks for consent to their commands first. */
export function runGates({ session }: Services, _argument: unknown, title: string): Promise<void> {
  return runInTerminal(session, title, ['gate']);
}

export function showMetrics({ session }: Services, _argument: unknown, title: string): Promise<void> {
  return runInTerminal(session, title, ['metrics']);
}

export function installGitHooks({ session }: Services, _argument: unknown, title: string): Promise<void> {
  return runInTerminal(session, title, ['hook', 'install']);
}

/** Runs our own command line as a task: without a shell, and in a terminal that shows what it prints and takes answers. */
async function runInTerminal(session: Session, title: string, args: readonly string[]): Promise<void> {
  const folder = await chooseFolder(title);
  if (!folder) return;
  const { program, script } = await session.request(commandLineRequest, {});
  // The program that runs extensions is the editor’s own, which is Node only where it is told so.
  const options = { cwd: folder.uri.fsPath, env: { ELECTRON_RUN_AS_NODE: '1' } };
  const execution = new ProcessExecution(program, [script, ...args], options);
  const task = new Task(
    { type: 'process' },
    workspace.workspaceFile ? folder : TaskScope.Workspace,
    title,
    'Release Ledger',
    execution,
    [],
  );
  task.presentationOptions = {
    reveal: TaskRevealKind.Always,
    panel: TaskPanelKind.Dedicated,
    clear: true,
    focus: true,
  };
  await tasks.executeTask(task);
}

async function chooseFolder(title: string): Promise<WorkspaceFolder | undefined> {
  const [first, second] = workspace.workspaceFolders ?? [];
  if (!second) return first;
  return window.showWorkspaceFolderPick({ placeHolder: l10n.t('{0}: choose a folder', title) });
}
