import { type Command, LanguageStatusSeverity, l10n, Uri } from 'vscode';
import type { DocumentStatusDto } from '../src/protocol/dto.ts';
import { describeCounts, describeProblems, total } from './counts.ts';
import type { ServerState } from './server-state.ts';

/** What a language status item shows. */
export interface StatusText {
  readonly text: string;
  readonly detail: string;
  readonly severity: LanguageStatusSeverity;
  readonly command: Command | undefined;
}

/** The server while it does not run. */
export function describeServer(state: Exclude<ServerState, 'running'>): StatusText {
  if (state !== 'stopped') return plain(l10n.t('Changelog: starting the language server'), '', undefined);
  return {
    text: l10n.t('Changelog: the language server is not running'),
    detail: l10n.t('Nothing is checked'),
    severity: LanguageStatusSeverity.Error,
    command: { title: l10n.t('Restart Server'), command: 'releaseLedger.restartServer' },
  };
}

/**
 * The problems of a changelog. They are the document's, not the tool's, and stand in the Problems view with their severity:
 * the item stays calm.
 */
export function describeChecks({ enabled, counts, fixable, notChecked }: DocumentStatusDto): StatusText {
  if (!enabled) {
    return plain(l10n.t('Changelog: checking is turned off'), '', {
      title: l10n.t('Open Settings'),
      command: 'workbench.action.openSettings',
      arguments: ['releaseLedger.enable'],
    });
  }
  const gaps = notChecked.map(({ reason }) => reason);
  if (total(counts) === 0) return plain(l10n.t('Changelog: no problems'), gaps.join('; '), undefined);
  const fixes = fixable > 0 ? [l10n.t('{0} can be fixed at once', fixable)] : [];
  const command =
    fixable > 0
      ? { title: l10n.t('Fix All'), command: 'releaseLedger.fixAll' }
      : { title: l10n.t('Show Problems'), command: 'workbench.actions.view.problems' };
  return plain(l10n.t('Changelog: {0}', describeCounts(counts)), [...fixes, ...gaps].join('; '), command);
}

/** How large a release the unreleased entries ask for. To which version that leads stands in the status bar already. */
export function describeVersion({ next }: DocumentStatusDto): StatusText {
  const command = { title: l10n.t('Add Entry…'), command: 'releaseLedger.addEntry' };
  if (!next) return plain(l10n.t('Nothing is unreleased'), '', command);
  const { length } = next.reasons;
  const entries = length === 1 ? l10n.t('1 entry') : l10n.t('{0} entries', length);
  const why = length === 0 ? '' : l10n.t('Because of {0}', entries);
  return plain(l10n.t('Unreleased changes: {0}', next.level), why, command);
}

/** What the changelog is judged by. */
export function describePolicy({ policy, profile }: DocumentStatusDto): StatusText {
  if (!policy) {
    return plain(l10n.t('Profile {0}', profile), l10n.t('Built in; there is no policy file'), {
      title: l10n.t('Create Policy…'),
      command: 'releaseLedger.initialize',
    });
  }
  const uri = Uri.parse(policy.uri);
  const command = { title: l10n.t('Open'), command: 'vscode.open', arguments: [uri] };
  const text = plain(uri.path.slice(uri.path.lastIndexOf('/') + 1), l10n.t('Profile {0}', profile), command);
  if (policy.problems === 0) return text;
  return { ...text, detail: describeProblems(policy.problems), severity: LanguageStatusSeverity.Warning };
}

function plain(text: string, detail: string, command: Command | undefined): StatusText {
  return { text, detail, severity: LanguageStatusSeverity.Information, command };
}
