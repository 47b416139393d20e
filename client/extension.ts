import { type Extension, type ExtensionContext, ExtensionMode, window, workspace } from 'vscode';
import { registerCommands } from './commands.ts';
import { NOTES_SCHEME, NotesDocuments } from './notes-document.ts';
import { Session } from './session.ts';
import { startWhenNeeded } from './start.ts';
import { Status } from './status.ts';

/** What the suites that run inside of the editor look at, where its API shows nothing: the state of the server and the status. */
export interface Parts {
  readonly session: Session;
  readonly status: Status;
}

/** VS Code calls `deactivate` without anything to go by, so that what is to be ended has to be kept here. */
let running: Session | undefined;

export function activate(context: ExtensionContext): Parts | undefined {
  const output = window.createOutputChannel('Release Ledger', { log: true });
  const session = new Session(context.extensionUri, output);
  const status = new Status(session);
  const notes = new NotesDocuments(session);
  running = session;
  context.subscriptions.push(
    output,
    status,
    notes,
    workspace.registerTextDocumentContentProvider(NOTES_SCHEME, notes),
    ...registerCommands({ session, output, titleOf: (command) => toTitle(context.extension, command) }),
    startWhenNeeded(session),
  );
  return context.extensionMode === ExtensionMode.Test ? { session, status } : undefined;
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}

function toTitle({ packageJSON }: Extension<unknown>, command: string): string {
  const contributed: readonly { readonly command: string; readonly title: string }[] = packageJSON.contributes.commands;
  return contributed.find((each) => each.command === command)?.title ?? command;
}
