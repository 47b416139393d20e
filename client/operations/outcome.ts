import { l10n, Uri, window } from 'vscode';
import type { NextOperationDto, OperationOutcomeDto } from '../../src/protocol/operations.ts';
import { type Action, offer } from '../report.ts';

/** Says what came of an operation, and offers what follows: to take it back, to push it, to finish it. */
export function reportOutcome(uri: string, title: string, result: OperationOutcomeDto): void {
  const { outcome, messages } = result;
  const said = messages.join(' ');
  switch (outcome) {
    case 'done':
      void offer(
        messages.length === 0 ? window.showInformationMessage : window.showWarningMessage,
        l10n.t('{0}: done. {1}', title, said).trim(),
        toNext(uri, result),
      );
      return;
    case 'nothing-to-do':
      void window.showInformationMessage(said === '' ? l10n.t('No operation was interrupted.') : said);
      return;
    case 'taken-back':
      void window.showInformationMessage(l10n.t('{0}: taken back, nothing was changed. {1}', title, said).trim());
      return;
    case 'incomplete':
      void offer(window.showErrorMessage, l10n.t('{0}: not finished. {1}', title, said).trim(), [
        { title: l10n.t('Recover'), command: 'releaseLedger.recover', args: [{ uri }] },
        { title: l10n.t('Show Output'), command: 'releaseLedger.showOutput' },
      ]);
  }
}

function toNext(uri: string, { id, next, undoable }: OperationOutcomeDto): readonly Action[] {
  const undo = {
    title: l10n.t('Undo'),
    command: 'releaseLedger.undo',
    args: [{ uri, options: id === null ? {} : { id } }],
  };
  // One thing comes next, and what follows that one is offered once it is done; to push depends on nothing else.
  const now = next.filter(({ operation }, i) => i === 0 || operation === 'push');
  return [...now.flatMap((each) => toAction(uri, each) ?? []), ...(undoable ? [undo] : [])];
}

/** The button of an operation that continues the work; null for one that nothing is continued by. */
function toAction(uri: string, { operation, target }: NextOperationDto): Action | null {
  const args = [{ uri, options: target === null ? {} : { target } }];
  switch (operation) {
    case 'switch':
      return {
        title: l10n.t('Switch to {0}', target ?? ''),
        command: 'git.checkout',
        args: [Uri.parse(uri, true), target],
      };
    case 'send':
      return { title: l10n.t('Push'), command: 'git.push', args: [Uri.parse(uri, true)] };
    case 'add':
      return { title: l10n.t('Add Entry…'), command: 'releaseLedger.addEntry', args: [{ uri }] };
    case 'bump':
      return { title: l10n.t('Bump…'), command: 'releaseLedger.bump', args };
    case 'push':
      return { title: l10n.t('Push…'), command: 'releaseLedger.push', args };
    case 'tag':
      return { title: l10n.t('Tag…'), command: 'releaseLedger.tag', args };
    case 'cut':
      return { title: l10n.t('Cut…'), command: 'releaseLedger.cut', args };
    case 'branch-finish':
      return { title: l10n.t('Finish Branch…'), command: 'releaseLedger.finishReleaseBranch', args };
    case 'hotfix-start': {
      const options = target === null ? {} : { from: target };
      return { title: l10n.t('Start Hotfix…'), command: 'releaseLedger.startHotfix', args: [{ uri, options }] };
    }
    case 'hotfix-finish':
      return { title: l10n.t('Finish Hotfix…'), command: 'releaseLedger.finishHotfix', args };
    default:
      return null;
  }
}
