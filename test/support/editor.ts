import assert from 'node:assert/strict';
import { type CodeAction, commands, Range, type TextDocument, type Uri, window, workspace } from 'vscode';
import { reset, sampleUri, show } from '../editor/support.ts';

const WRITTEN = 'written';

/**
 * Opens a changelog with this text in the active editor, in a folder of its own inside of the sample. It is a file on disk,
 * so that the server sees what it sees of a user's changelog.
 */
export async function showChangelog(title: string, text: string): Promise<TextDocument> {
  const uri = sampleUri(`${WRITTEN}/${title.replace(/\W+/g, '-')}/CHANGELOG.md`);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return show(uri);
}

/** Closes and deletes what `showChangelog` has written: other tests count on the sample's own changelog being the only one. */
export async function deleteChangelogs(): Promise<void> {
  await reset();
  await workspace.fs.delete(sampleUri(WRITTEN), { recursive: true });
}

/** The range of the first occurrence of a text. */
export function rangeOf(document: TextDocument, text: string): Range {
  const start = document.getText().indexOf(text);
  assert.notEqual(start, -1, `the document does not contain “${text}”`);
  return new Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** Types over the first occurrence of a text in the active editor, as a user does. */
export async function replaceText(before: string, after: string): Promise<void> {
  const editor = window.activeTextEditor;
  assert.ok(editor, 'no editor is active');
  const range = rangeOf(editor.document, before);
  assert.equal(await editor.edit((edit) => edit.replace(range, after)), true, 'the editor refused the edit');
}

/** What the light bulb offers at a place, or of one kind only. */
export async function codeActions(uri: Uri, range: Range, kind?: string): Promise<readonly CodeAction[]> {
  return commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind);
}

/** Applies a code action that has an edit. */
export async function applyCodeAction(action: CodeAction | undefined): Promise<void> {
  assert.ok(action?.edit, `“${action?.title ?? 'the action'}” has no edit`);
  assert.equal(await workspace.applyEdit(action.edit), true, `“${action.title}” was refused`);
}
