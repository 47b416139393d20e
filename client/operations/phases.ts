import { l10n } from 'vscode';
import type { DidProgressParams } from '../../src/protocol/messages.ts';

/** What is being done in each phase. Behind the second one it comes to its end, whatever is cancelled. */
export const PHASES: Readonly<Record<DidProgressParams['phase'], string>> = {
  checking: l10n.t('checking that everything is as planned'),
  making: l10n.t('making commits and tags, running hooks, signing'),
  moving: l10n.t('moving branches and tags; from here on it comes to its end'),
  sending: l10n.t('sending to the remote'),
  writing: l10n.t('writing files and index'),
};
