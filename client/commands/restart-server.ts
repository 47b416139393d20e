import { l10n, ProgressLocation, window } from 'vscode';
import type { Services } from '../services.ts';

/** Ends the language server and starts a new one; the open documents are checked afresh by it. */
export async function restartServer({ session }: Services): Promise<void> {
  const title = l10n.t('Restarting the language server of Release Ledger');
  await window.withProgress({ location: ProgressLocation.Window, title }, () => session.restart());
}
