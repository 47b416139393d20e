import { l10n } from 'vscode';
import type { Action } from '../report.ts';

/** The command that mends what stands in the way of an operation, by the code of the obstacle; null where none does. */
export function mendOf(code: string, uri: string): Action | null {
  const known = Object.hasOwn(MENDING, code) ? MENDING[code] : undefined;
  return known ? known(uri) : null;
}

const showChanges = (): Action => ({ title: l10n.t('Open Source Control'), command: 'workbench.view.scm' });
const switchBranch = (): Action => ({ title: l10n.t('Switch Branch…'), command: 'git.checkout' });
const openTerminal = (): Action => ({ title: l10n.t('Open Terminal'), command: 'workbench.action.terminal.focus' });
const addEntry = (uri: string): Action => ({
  title: l10n.t('Add Entry…'),
  command: 'releaseLedger.addEntry',
  args: [{ uri }],
});
const recover = (uri: string): Action => ({
  title: l10n.t('Recover'),
  command: 'releaseLedger.recover',
  args: [{ uri }],
});

const MENDING: Readonly<Record<string, (uri: string) => Action>> = {
  'behind-upstream': () => ({ title: l10n.t('Pull'), command: 'git.pull' }),
  'bisect-in-progress': openTerminal,
  'cherry-pick-in-progress': showChanges,
  'detached-head': switchBranch,
  'dirty-file': showChanges,
  'merge-in-progress': showChanges,
  'no-commit': showChanges,
  'no-identity': openTerminal,
  'nothing-unreleased': addEntry,
  'open-journal': recover,
  'rebase-in-progress': showChanges,
  'revert-in-progress': showChanges,
  untrusted: () => ({ title: l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' }),
  'wrong-branch': switchBranch,
};
