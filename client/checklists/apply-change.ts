import { l10n, type TextDocument, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import {
  type ChangedChecklistDto,
  type ChecklistChangeDto,
  changeChecklistRequest,
} from '../../src/protocol/checklists.ts';
import { applyServerEdit } from '../apply-edit.ts';
import { reportRefusal } from '../report.ts';
import type { Session } from '../session.ts';

/**
 * Changes a checklist through its document, or makes its file. What its editor has not saved stays unsaved; a checklist that
 * was saved is so again.
 *
 * @returns undefined where nothing was changed, and then the user was told why.
 */
export async function applyChange(
  session: Session,
  { uri, version }: { readonly uri: string; readonly version: string | null },
  change: ChecklistChangeDto,
): Promise<ChangedChecklistDto | undefined> {
  const answer = await session.request(changeChecklistRequest, { textDocument: { uri }, version, change });
  if (answer.refusal) {
    reportRefusal(answer.refusal);
    return undefined;
  }
  const changed = answer.value;
  const isDone = changed.text === null ? await edit(changed) : await create(changed, changed.text);
  if (isDone) return changed;
  void window.showErrorMessage(
    l10n.t('{0} was changed meanwhile, so nothing was done. Please try again.', changed.path),
  );
  return undefined;
}

async function edit({ uri, edit: dto }: ChangedChecklistDto): Promise<boolean> {
  if (!dto) return true;
  const document = await workspace.openTextDocument(Uri.parse(uri, true));
  const wasSaved = await isSaved(document);
  if (!(await applyServerEdit(dto))) return false;
  if (wasSaved) await document.save();
  return true;
}

/** That a document is dirty is told to extensions a moment later than its text: only the disk knows. */
async function isSaved(document: TextDocument): Promise<boolean> {
  if (document.isDirty) return false;
  const { uri } = document;
  return (await workspace.decode(await workspace.fs.readFile(uri), { uri })) === document.getText();
}

/** As one step that undo takes back. The editor refuses where the file has come up meanwhile. */
async function create({ uri }: ChangedChecklistDto, text: string): Promise<boolean> {
  const made = new WorkspaceEdit();
  const contents = await workspace.encode(text, { encoding: 'utf8' });
  made.createFile(Uri.parse(uri, true), { contents, overwrite: false, ignoreIfExists: false });
  return workspace.applyEdit(made);
}
