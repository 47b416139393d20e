import { l10n } from 'vscode';
import type { Action } from '../report.ts';

/** The command that mends what stands in the way of an operation, by the code of the obstacle; null where none does. */
export function mendOf(code: string, uri: string): Action | null {
  const known = Object.hasOwn(MENDING, code) ? MENDING[code] : undefined;
  return known ? known(uri) : null;
}

const toVsCode = (title: string, command: string) => (): Action => ({ title, command });
const toOurs = (title: string, command: string) => (uri: string) => ({ title, command, args: [{ uri }] });

const showChanges = toVsCode(l10n.t('Open Source Control'), 'workbench.view.scm');
const switchBranch = toVsCode(l10n.t('Switch Branch…'), 'git.checkout');
const openTerminal = toVsCode(l10n.t('Open Terminal'), 'workbench.action.terminal.focus');
const recover = toOurs(l10n.t('Recover'), 'releaseLedger.recover');
const runGates = toOurs(l10n.t('Run Gates'), 'releaseLedger.runGates');
const generateManifest = toOurs(l10n.t('Generate Manifest'), 'releaseLedger.generateManifest');
const addEntry = toOurs(l10n.t('Add Entry…'), 'releaseLedger.addEntry');
const startHotfix = toOurs(l10n.t('Start Hotfix…'), 'releaseLedger.startHotfix');

const MENDING: Readonly<Record<string, (uri: string) => Action>> = {
  'behind-upstream': toVsCode(l10n.t('Pull'), 'git.pull'),
  'bisect-in-progress': openTerminal,
  'branch-exists': switchBranch,
  'branch-released': switchBranch,
  'candidate-waits': toOurs(l10n.t('Promote…'), 'releaseLedger.promote'),
  'checked-out': openTerminal,
  'checklist-open': toOurs(l10n.t('Open Checklist'), 'releaseLedger.openChecklist'),
  'cherry-pick-in-progress': showChanges,
  'detached-head': switchBranch,
  'dirty-file': showChanges,
  'dirty-tree': showChanges,
  elsewhere: switchBranch,
  'empty-unreleased': addEntry,
  'file-changed': showChanges,
  'fix-forward': startHotfix,
  'gate-failed': runGates,
  'gate-not-run': runGates,
  'gate-stale': runGates,
  'head-moved': switchBranch,
  'manifest-incomplete': generateManifest,
  'merge-conflict': showChanges,
  'merge-in-progress': showChanges,
  'no-checklist': toOurs(l10n.t('New Checklist…'), 'releaseLedger.newChecklist'),
  'no-commit': showChanges,
  'no-identity': openTerminal,
  'no-manifest': generateManifest,
  'no-remote': toVsCode(l10n.t('Add Remote…'), 'git.addRemote'),
  'no-tag': toOurs(l10n.t('Tag…'), 'releaseLedger.tag'),
  'no-target': startHotfix,
  'not-approved': toOurs(l10n.t('Approve…'), 'releaseLedger.recordApproval'),
  'not-ended': recover,
  'nothing-unreleased': addEntry,
  pushed: toOurs(l10n.t('Yank…'), 'releaseLedger.yank'),
  'rebase-in-progress': showChanges,
  'revert-in-progress': showChanges,
  untrusted: toVsCode(l10n.t('Manage Workspace Trust'), 'workbench.trust.manage'),
  'wrong-branch': switchBranch,
};
