import type { Disposable, Event } from 'vscode';

/** What of VS Code's `workspace` is asked. */
export interface Trust {
  readonly isTrusted: boolean;
  readonly onDidGrantWorkspaceTrust: Event<void>;
}

/**
 * Tells a server that the user has come to trust the workspace. It listens while there is a server that was told otherwise, and
 * leaves nothing behind when the server ends.
 */
export class TrustWatch {
  readonly #trust: Trust;
  readonly #tell: () => void;
  #listener: Disposable | null = null;
  #wasTrusted: boolean;

  constructor(trust: Trust, tell: () => void) {
    this.#trust = trust;
    this.#tell = tell;
    this.#wasTrusted = trust.isTrusted;
  }

  /** A server is about to be started, and will be told how things are now. */
  starting(): void {
    this.#wasTrusted = this.#trust.isTrusted;
  }

  /** The server can be told something. */
  running(): void {
    this.stopped();
    if (this.#wasTrusted) return;
    // Granted while the server started: it was told otherwise, and could not be told anything yet.
    if (this.#trust.isTrusted) this.#tell();
    else this.#listener = this.#trust.onDidGrantWorkspaceTrust(this.#tell);
  }

  /** The server is gone. */
  stopped(): void {
    this.#listener?.dispose();
    this.#listener = null;
  }
}
