import { l10n } from 'vscode';
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
  type ErrorHandlerResult,
} from 'vscode-languageclient/node';

const RESTARTS = 4;
const WITHIN_MS = 3 * 60_000;
const BROKEN_MESSAGES = 3;

/**
 * Starts a crashed server again, but no more than four times in three minutes: a document that kills it would kill the next
 * one, too. One that never came up is not tried again: whoever started it hears of that. All of it goes to the output; the
 * user is told, with buttons, only when nothing starts by itself any more.
 */
export class BoundedRestarts implements ErrorHandler {
  readonly #now: () => number;
  readonly #wasUp: () => boolean;
  readonly #giveUp: (why: string) => void;
  #crashes: readonly number[] = [];

  constructor(now: () => number, wasUp: () => boolean, giveUp: (why: string) => void) {
    this.#now = now;
    this.#wasUp = wasUp;
    this.#giveUp = giveUp;
  }

  error(_error: Error, _message: unknown, count: number | undefined): ErrorHandlerResult {
    if (count !== undefined && count <= BROKEN_MESSAGES) return { action: ErrorAction.Continue, handled: true };
    this.#giveUp(l10n.t('The connection to the language server of Release Ledger broke.'));
    return { action: ErrorAction.Shutdown, handled: true };
  }

  closed(): CloseHandlerResult {
    if (!this.#wasUp()) return { action: CloseAction.DoNotRestart, handled: true };
    const now = this.#now();
    this.#crashes = [...this.#crashes.filter((crash) => now - crash < WITHIN_MS), now];
    if (this.#crashes.length <= RESTARTS) return { action: CloseAction.Restart, handled: true };
    this.#giveUp(
      l10n.t(
        'The language server of Release Ledger stopped {0} times in three minutes and is not started again.',
        this.#crashes.length,
      ),
    );
    return { action: CloseAction.DoNotRestart, handled: true };
  }
}
