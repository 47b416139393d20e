import { Disposable, FileType, type TextDocument, type Uri, workspace } from 'vscode';
import { settingsSection } from '../src/protocol/settings.ts';
import { isLedgerFile } from './changelog-files.ts';
import type { Session } from './session.ts';

/**
 * Starts the server when there is something for it to do: a changelog or a policy is opened, or lies at the root of a folder
 * whose closed changelogs are to be checked. Until then a Markdown file costs no more than a look at its name.
 */
export function startWhenNeeded(session: Session): Disposable {
  const start = async (): Promise<void> => {
    // A server that stopped is not started again by an accident of opening a file: the user has a button for that.
    if (session.state !== 'idle') return;
    // Where it fails the session tells the user; nothing here depends on it.
    await session.start().catch(() => {});
  };
  const opened = (document: TextDocument): unknown => isCheckedDocument(document) && start();
  const looked = async (): Promise<void> => {
    if (session.state !== 'idle') return;
    if (workspace.textDocuments.some(isCheckedDocument) || (await hasCheckedFolder())) await start();
  };
  void looked();
  return Disposable.from(
    workspace.onDidOpenTextDocument(opened),
    workspace.onDidChangeWorkspaceFolders(looked),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(settingsSection) && looked()),
  );
}

function isCheckedDocument({ uri }: TextDocument): boolean {
  return isLedgerFile(uri.path) && isEnabled(uri);
}

async function hasCheckedFolder(): Promise<boolean> {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const found = await Promise.all(
    folders.map(async (uri) => isEnabled(uri) && checksClosedFiles(uri) && hasLedgerFile(uri)),
  );
  return found.includes(true);
}

/** A folder that cannot be read has nothing that could be checked. */
async function hasLedgerFile(folder: Uri): Promise<boolean> {
  try {
    const items = await workspace.fs.readDirectory(folder);
    return items.some(([name, type]) => type === FileType.File && isLedgerFile(name));
  } catch {
    return false;
  }
}

function isEnabled(uri: Uri): boolean {
  return workspace.getConfiguration(settingsSection, uri).get('enable', true);
}

/** Only files on disk can be read by the server while they are closed. */
function checksClosedFiles(folder: Uri): boolean {
  const scope = workspace.getConfiguration(settingsSection, folder).get('checkScope', 'workspace');
  return folder.scheme === 'file' && scope === 'workspace';
}
