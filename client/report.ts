import { commands, l10n, window } from 'vscode';
import type { RefusalDto } from '../src/protocol/dto.ts';

/** A button of a message, and what it does. */
export interface Action {
  readonly title: string;
  readonly command: string;
  readonly args?: readonly unknown[];
}

/** One of VS Code's three functions that show a message. */
type Show = (message: string, ...titles: string[]) => Thenable<string | undefined>;

/** Shows a message with buttons and does what the chosen one says. Resolves when the message is gone. */
export async function offer(show: Show, message: string, actions: readonly Action[]): Promise<void> {
  const chosen = await show(message, ...actions.map(({ title }) => title));
  const action = actions.find(({ title }) => title === chosen);
  if (action) await commands.executeCommand(action.command, ...(action.args ?? []));
}

/** Shows what was not done, why, and what to do next. */
export function reportRefusal({ code, message, hint }: RefusalDto): void {
  const text = [message, hint].filter((part) => part !== null).map(toSentence);
  void offer(window.showWarningMessage, text.join(' '), code === 'failed' ? [showOutput()] : []);
}

/** Shows that a command failed for a reason that only its log can explain. */
export function reportFailure(title: string): void {
  void offer(window.showErrorMessage, l10n.t('“{0}” failed. The output of Release Ledger says why.', title), [
    showOutput(),
  ]);
}

/** Shows that the server is gone. Resolves when the message is. */
export function reportServerDown(message: string): Promise<void> {
  const restart = { title: l10n.t('Restart Server'), command: 'releaseLedger.restartServer' };
  return offer(window.showErrorMessage, message, [restart, showOutput()]);
}

/** What the server says is one sentence without a full stop, as its diagnostics are. */
function toSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function showOutput(): Action {
  return { title: l10n.t('Show Output'), command: 'releaseLedger.showOutput' };
}
