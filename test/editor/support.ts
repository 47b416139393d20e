import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import {
  commands,
  type Diagnostic,
  extensions,
  languages,
  TabInputText,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Parts } from '../../client/extension.ts';

export const EXTENSION_ID = 'release-ledger.release-ledger';

const PATIENCE_MS = 30_000;
const PAUSE_MS = 50;

/** Waits until a question has an answer, and gives it. Fails, naming what it waited for, where there is none for too long. */
export async function eventually<T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await wait(PAUSE_MS);
  }
}

/** The parts of the extension that it hands out to tests, once its server runs. */
export async function startExtension(): Promise<Parts> {
  const parts: Parts | undefined = await extensions.getExtension(EXTENSION_ID)?.activate();
  assert.ok(parts, 'the extension hands out nothing: is it in test mode?');
  await parts.session.start();
  return parts;
}

/** The URI of a file in the sample. */
export function sampleUri(path: string): Uri {
  const [folder] = workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return Uri.joinPath(folder.uri, path);
}

/** Opens a document in the active editor. */
export async function show(uri: Uri): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document);
  return document;
}

/** What Release Ledger says about the text of a document; what it says beside git and other files comes a moment later. */
export function problemsOf(uri: Uri): readonly Diagnostic[] {
  return allProblemsOf(uri).filter((each) => !ruleOf(each).startsWith('ledger/'));
}

/** What Release Ledger says about a document beside git and other files. */
export function ledgerProblemsOf(uri: Uri): readonly Diagnostic[] {
  return allProblemsOf(uri).filter((each) => ruleOf(each).startsWith('ledger/'));
}

function allProblemsOf(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'release-ledger');
}

/** The rule of a problem. */
export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/**
 * Puts every document back to what is on disk and closes all editors, so that no test sees what another one left. Goes by the
 * tabs: that a document is dirty is told to extensions a moment later than its text.
 */
export async function reset(): Promise<void> {
  for (const { input } of window.tabGroups.all.flatMap(({ tabs }) => tabs)) {
    if (!(input instanceof TabInputText)) continue;
    await window.showTextDocument(input.uri);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await commands.executeCommand('notifications.clearAll');
  await commands.executeCommand('workbench.action.closeAllEditors');
}
