import assert from 'node:assert/strict';
import path from 'node:path';
import {
  type CodeAction,
  commands,
  type Diagnostic,
  type Disposable,
  extensions,
  languages,
  type Position,
  Range,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';

/** Less than a test may take, so that a condition that never holds is reported with what was there instead. */
const PATIENCE_MS = 45_000;

/** The extension under test, activated. */
export async function activateExtension(): Promise<unknown> {
  const extension = extensions.getExtension('release-ledger.release-ledger');
  assert.ok(extension, 'the extension is not installed');
  return extension.activate();
}

/** The place of a file in the sample that the editor shows. */
export function sampleFile(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the editor shows no folder');
  return Uri.joinPath(folder.uri, name);
}

/** Opens a file of the sample in an editor. */
export async function openSample(name: string): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument(sampleFile(name)));
}

/**
 * Opens a changelog with this text in an editor, in a folder of its own inside of the sample.
 * It is a file on disk, so that the server sees what it sees of a user's changelog.
 */
export async function openChangelog(title: string, text: string): Promise<TextEditor> {
  const uri = sampleFile(`tests/${title.replace(/\W+/g, '-')}/CHANGELOG.md`);
  await workspace.fs.writeFile(uri, Buffer.from(text));
  return window.showTextDocument(await workspace.openTextDocument(uri));
}

/** Closes every editor without asking whether to save. */
export async function closeEditors(): Promise<void> {
  while (window.activeTextEditor?.document.isDirty) {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
}

/** Waits until our diagnostics of a file are as expected, and returns them in the order of the text. */
export async function waitForDiagnostics(
  uri: Uri,
  expected: (diagnostics: readonly Diagnostic[]) => boolean,
): Promise<readonly Diagnostic[]> {
  return waitFor({
    read: () => ownDiagnostics(uri),
    until: expected,
    listen: (check) =>
      languages.onDidChangeDiagnostics(({ uris }) => uris.some((each) => isSame(each, uri)) && check()),
    describe: (found) => `${path.basename(uri.path)} has the diagnostics ${describeRules(found)}`,
  });
}

/** Waits until the rule reports this file, and returns its first report. */
export async function waitForRule(uri: Uri, rule: string): Promise<Diagnostic> {
  const found = await waitForDiagnostics(uri, (diagnostics) => diagnostics.some((each) => ruleOf(each) === rule));
  const first = found.find((each) => ruleOf(each) === rule);
  assert.ok(first);
  return first;
}

/** Waits until a document's text is as expected, and returns it. */
export async function waitForText(document: TextDocument, expected: (text: string) => boolean): Promise<string> {
  return waitFor({
    read: () => document.getText(),
    until: expected,
    listen: (check) => workspace.onDidChangeTextDocument((event) => event.document === document && check()),
    describe: (text) => `the text is\n${text}`,
  });
}

/** The id of the rule that a diagnostic comes from, as it is shown. */
export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** What the light bulb offers at a place, by title. */
export async function codeActionsAt(document: TextDocument, range: Range): Promise<ReadonlyMap<string, CodeAction>> {
  const offered = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range);
  return new Map(offered.map((action) => [action.title, action]));
}

/** Applies the code action with this title. */
export async function applyCodeAction(document: TextDocument, range: Range, title: string): Promise<void> {
  const offered = await codeActionsAt(document, range);
  const action = offered.get(title);
  assert.ok(action, `“${title}” is not offered, but ${[...offered.keys()].join(', ') || 'nothing'}`);
  assert.ok(action.edit, `“${title}” has no edit`);
  assert.equal(await workspace.applyEdit(action.edit), true, `“${title}” was refused`);
}

/** The range of the first occurrence of a text. */
export function rangeOf(document: TextDocument, text: string): Range {
  const start = document.getText().indexOf(text);
  assert.notEqual(start, -1, `the document does not contain “${text}”`);
  return new Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** The position behind the first occurrence of a text. */
export function endOf(document: TextDocument, text: string): Position {
  return rangeOf(document, text).end;
}

/** Types over a range as a user does: one edit of the open document. */
export async function replace(editor: TextEditor, range: Range, text: string): Promise<void> {
  assert.equal(await editor.edit((edit) => edit.replace(range, text)), true, 'the editor refused the edit');
}

interface Condition<Value> {
  readonly read: () => Value;
  readonly until: (value: Value) => boolean;
  readonly listen: (check: () => void) => Disposable;
  readonly describe: (value: Value) => string;
}

/** Looks again at every event, and fails with what is there when time is up. */
function waitFor<Value>({ read, until, listen, describe }: Condition<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      listener.dispose();
    };
    const check = (): void => {
      const value = read();
      if (!until(value)) return;
      settle();
      resolve(value);
    };
    const timer = setTimeout(() => {
      settle();
      reject(new Error(`Waited for ${PATIENCE_MS / 1000} seconds, and ${describe(read())}`));
    }, PATIENCE_MS);
    const listener = listen(check);
    check();
  });
}

function ownDiagnostics(uri: Uri): readonly Diagnostic[] {
  const own = languages.getDiagnostics(uri).filter(({ source }) => source === 'release-ledger');
  return own.sort((a, b) => a.range.start.compareTo(b.range.start));
}

function isSame(a: Uri, b: Uri): boolean {
  return a.toString() === b.toString();
}

function describeRules(found: readonly Diagnostic[]): string {
  return found.map((each) => `${ruleOf(each)} in line ${each.range.start.line + 1}`).join(', ') || 'none';
}
