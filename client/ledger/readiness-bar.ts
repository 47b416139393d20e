import { Disposable, l10n, StatusBarAlignment, type StatusBarItem, window, workspace } from 'vscode';
import { rowsRequest } from '../../src/protocol/messages.ts';
import { OnceQuiet } from '../once-quiet.ts';
import type { Session } from '../session.ts';
import type { CurrentLedger } from './current-ledger.ts';

/** Right of the versions. */
const PRIORITY = 89;

/** The plan of a release starts git several times: what happens together is asked about once. */
const QUIET_MS = 1500;

/** Shows whether the next release can be made, or how much stands in its way; a click leads to what that is. */
export class ReadinessBar {
  readonly item: StatusBarItem = window.createStatusBarItem(
    'releaseLedger.readiness',
    StatusBarAlignment.Left,
    PRIORITY,
  );
  readonly #session: Session;
  readonly #current: CurrentLedger;
  readonly #quiet = new OnceQuiet(QUIET_MS, () => void this.#ask().catch(() => this.item.hide()));
  readonly #listeners: Disposable;

  constructor(session: Session, current: CurrentLedger) {
    this.#session = session;
    this.#current = current;
    this.item.name = l10n.t('Release Ledger: Readiness');
    this.item.command = 'releaseLedger.readiness.focus';
    const ask = (): void => this.#quiet.ask();
    this.#listeners = Disposable.from(
      current.onDidChange(ask),
      workspace.onDidSaveTextDocument(ask),
      workspace.onDidGrantWorkspaceTrust(ask),
    );
  }

  dispose(): void {
    Disposable.from(this.#quiet, this.#listeners, this.item).dispose();
  }

  async #ask(): Promise<void> {
    const { summary } = this.#current;
    if (!summary?.next || !workspace.isTrusted || this.#session.state !== 'running') return this.item.hide();
    const { uri, next } = summary;
    const { rows } = await this.#session.request(rowsRequest, { view: 'readiness', parent: { uri, path: [] } });
    const blockers = rows.filter(({ kind }) => kind === 'blocker');
    if (blockers.length === 0 && !rows.some(({ kind }) => kind === 'ready')) return this.item.hide();
    this.#show(
      next.version,
      blockers.map(({ label }) => label),
    );
  }

  #show(version: string, blockers: readonly string[]): void {
    const [only, another] = blockers;
    const lead =
      only === undefined
        ? l10n.t('{0} can be released.', version)
        : another === undefined
          ? l10n.t('1 thing stands in the way of {0}:', version)
          : l10n.t('{0} things stand in the way of {1}:', blockers.length, version);
    this.item.text =
      only === undefined ? `$(pass) ${l10n.t('ready')}` : `$(checklist) ${l10n.t('{0} to do', blockers.length)}`;
    this.item.tooltip = [lead, ...blockers].join('\n');
    this.item.accessibilityInformation = { label: [lead, ...blockers].join(' ') };
    this.item.show();
  }
}
