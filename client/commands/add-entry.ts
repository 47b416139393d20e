import { l10n, Selection, TextEditorRevealType, Uri, window, workspace } from 'vscode';
import { addEntryRequest, categoriesRequest } from '../../src/protocol/messages.ts';
import { applyServerEdit, toPosition } from '../apply-edit.ts';
import { readBoolean, readString } from '../arguments.ts';
import { chooseChangelog } from '../choose-changelog.ts';
import { askEntry } from '../entry-dialog.ts';
import { reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';

/**
 * Asks what has changed, adds it under Unreleased, and puts the cursor behind it.
 *
 * A code lens gives the document; a key binding may give any of `uri`, `category`, `text` and `breaking`, which are not asked
 * for then.
 */
export async function addEntry({ session }: Services, argument: unknown): Promise<void> {
  const title = l10n.t('Add Changelog Entry');
  const named = readString(argument, 'uri');
  const uri = named === undefined ? await chooseChangelog(session, title) : Uri.parse(named, true);
  if (!uri) return;
  // Opened before anything is asked: the answers are about the text that the edit will be applied to.
  const document = await workspace.openTextDocument(uri);
  const textDocument = { uri: uri.toString() };
  const categories = await session.request(categoriesRequest, { textDocument });
  if (categories.refusal) return reportRefusal(categories.refusal);
  const entry = await askEntry(title, categories.value, {
    category: readString(argument, 'category'),
    text: readString(argument, 'text'),
    breaking: readBoolean(argument, 'breaking'),
  });
  if (!entry) return;
  const answer = await session.request(addEntryRequest, { textDocument, ...entry });
  if (answer.refusal) return reportRefusal(answer.refusal);
  const editor = await window.showTextDocument(document);
  if (!(await applyServerEdit(answer.value.edit))) {
    void window.showWarningMessage(
      l10n.t('The changelog changed meanwhile, so the entry was not added. Please run the command again.'),
    );
    return;
  }
  const position = toPosition(answer.value.position);
  editor.selection = new Selection(position, position);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}
