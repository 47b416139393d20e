import { commands, l10n, ProgressLocation, window } from 'vscode';
import type { WorkspaceCheckDto } from '../../src/protocol/dto.ts';
import { checkWorkspaceRequest } from '../../src/protocol/messages.ts';
import { reportNoChangelog } from '../choose-changelog.ts';
import { describeCounts, total } from '../counts.ts';
import { type Action, offer } from '../report.ts';
import type { Services } from '../services.ts';

/** Checks every changelog of the workspace, shows the Problems view where there is something to see, and sums up. */
export async function checkWorkspace({ session, output }: Services): Promise<void> {
  const title = l10n.t('Checking changelogs');
  const check = await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (_progress, token) => session.request(checkWorkspaceRequest, {}, token),
  );
  for (const { uri, rule, reason } of check.notChecked) {
    output.warn([uri, rule, reason].filter((part) => part !== null).join(': '));
  }
  if (check.files.length === 0) return reportNoChangelog();
  if (total(check.counts) > 0) await commands.executeCommand('workbench.actions.view.problems');
  void offer(window.showInformationMessage, describeCheck(check), toActions(check));
}

function describeCheck({ files, counts, notChecked }: WorkspaceCheckDto): string {
  const checked = files.length === 1 ? l10n.t('Checked 1 changelog') : l10n.t('Checked {0} changelogs', files.length);
  const found = total(counts) === 0 ? l10n.t('no problems') : describeCounts(counts);
  const gaps =
    notChecked.length === 1
      ? l10n.t('One check could not be made.')
      : l10n.t('{0} checks could not be made.', notChecked.length);
  return notChecked.length === 0 ? l10n.t('{0}: {1}.', checked, found) : l10n.t('{0}: {1}. {2}', checked, found, gaps);
}

function toActions({ files, notChecked }: WorkspaceCheckDto): readonly Action[] {
  const fixable = files.filter((file) => file.fixable > 0);
  const [only] = fixable;
  return [
    ...(only && fixable.length === 1
      ? [{ title: l10n.t('Fix All in {0}', only.path), command: 'releaseLedger.fixAll', args: [only.uri] }]
      : []),
    ...(notChecked.length > 0 ? [{ title: l10n.t('Show Output'), command: 'releaseLedger.showOutput' }] : []),
  ];
}
