import { l10n } from 'vscode';
import type { Action } from '../report.ts';

/** The command that mends what stands in the way of an operation, by the code of the obstacle; null where none does. */
export function mendOf(code: string, uri: string): Action | null {
  const known = Object.hasOwn(MENDING, code) ? MENDING[code] : undefined;
  return known ? known(uri) : null;
}

const MENDING: Readonly<Record<string, (uri: string) => Action>> = {
  untrusted: () => ({ title: l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' }),
  'nothing-unreleased': (uri) => ({
    title: l10n.t('Add Entry…'),
    command: 'releaseLedger.addEntry',
    args: [{ uri }],
  }),
};
