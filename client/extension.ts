import { type Extension, type ExtensionContext, ExtensionMode, type LogOutputChannel, window, workspace } from 'vscode';
import { PAGE_VIEW } from '../src/protocol/pages.ts';
import { registerCommands } from './commands.ts';
import type { Pages } from './dashboard/pages.ts';
import type { LedgerUi } from './ledger/ledger-ui.ts';
import { NOTES_SCHEME, NotesDocuments } from './notes-document.ts';
import { once } from './once.ts';
import type { OperationDriver } from './operation.ts';
import { REVISION_SCHEME, RevisionDocuments } from './revision-document.ts';
import { RuleDocuments } from './rule-documents.ts';
import { RULE_SCHEME } from './rule-scheme.ts';
import { Session } from './session.ts';
import { startWhenNeeded } from './start.ts';
import { Status } from './status.ts';
import { registerTasks } from './tasks/register-tasks.ts';
import { registerMcpServers } from './tools/register-mcp.ts';
import { registerLanguageTools } from './tools/register-tools.ts';

/** What the suites that run inside of the editor look at, where its API shows nothing: the state of the server and the status. */
export interface Parts {
  readonly session: Session;
  readonly status: Status;
  readonly ledger: Promise<LedgerUi>;
}

/** VS Code calls `deactivate` without anything to go by, so that what is to be ended has to be kept here. */
let running: Session | undefined;

export function activate(context: ExtensionContext): Parts | undefined {
  const output = window.createOutputChannel('Release Ledger', { log: true });
  const session = new Session(context.extensionUri, output);
  const status = new Status(session);
  const notes = new NotesDocuments(session);
  const ledger = loadLedgerUi(context, session);
  const loadPages = once(() => loadPagesOf(context, session));
  running = session;
  context.subscriptions.push(
    output,
    status,
    notes,
    workspace.registerTextDocumentContentProvider(NOTES_SCHEME, notes),
    workspace.registerTextDocumentContentProvider(REVISION_SCHEME, new RevisionDocuments(session)),
    workspace.registerTextDocumentContentProvider(RULE_SCHEME, new RuleDocuments(session)),
    ...registerCommands({
      session,
      output,
      secrets: context.secrets,
      titleOf: (command) => toTitle(context.extension, command),
      refreshViews: async () => (await ledger).refresh(),
      loadOperations: once(() => loadOperations(context, session, output)),
      loadRecords: () => import('./records/record-commands.ts'),
      loadPages,
    }),
    window.registerWebviewPanelSerializer(PAGE_VIEW, {
      deserializeWebviewPanel: async (panel, state) => (await loadPages()).restore(panel, state),
    }),
    ...registerLanguageTools(
      context.extension,
      once(async () => new (await import('./operation.ts')).LanguageTools(session)),
    ),
    ...registerMcpServers(session, context.extension, async () => (await import('./operation.ts')).mcpServers),
    registerTasks(session, async () => (await import('./operation.ts')).ledgerTasks),
    startWhenNeeded(session),
  );
  return context.extensionMode === ExtensionMode.Test ? { session, status, ledger } : undefined;
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}

/** Views, status bar and marks on files are a bundle of their own, which nothing waits for while the editor starts. */
async function loadLedgerUi(context: ExtensionContext, session: Session): Promise<LedgerUi> {
  const { LedgerUi } = await import('./ledger/ledger-ui.ts');
  const ledger = new LedgerUi(session);
  context.subscriptions.push(ledger);
  return ledger;
}

/** What drives release operations is loaded by the first of them. */
async function loadOperations(
  context: ExtensionContext,
  session: Session,
  output: LogOutputChannel,
): Promise<OperationDriver> {
  const { OperationDriver } = await import('./operation.ts');
  const driver = new OperationDriver(session, output);
  context.subscriptions.push(driver);
  return driver;
}

/** Pages follow the ledger from the first one on. */
async function loadPagesOf(context: ExtensionContext, session: Session): Promise<Pages> {
  const { Pages } = await import('./dashboard/pages.ts');
  const pages = new Pages(session);
  context.subscriptions.push(pages);
  return pages;
}

function toTitle({ packageJSON }: Extension<unknown>, command: string): string {
  const contributed: readonly { readonly command: string; readonly title: string }[] = packageJSON.contributes.commands;
  return contributed.find((each) => each.command === command)?.title ?? command;
}
