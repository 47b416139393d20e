import { type CancellationToken, type Event, EventEmitter, type LogOutputChannel, l10n, type Uri } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  didChangeLedgerNotification,
  didCheckNotification,
  didProgressNotification,
  type NotificationMessage,
  type RequestMessage,
} from '../src/protocol/messages.ts';
import { reportServerDown } from './report.ts';
import type { ServerState } from './server-state.ts';

/** What the server tells of its own accord. */
const NOTIFICATIONS = [didCheckNotification, didChangeLedgerNotification, didProgressNotification] as const;

/**
 * The language server as the rest of the client sees it. The library that speaks its protocol is a bundle of its own,
 * loaded by the first document or command that needs the server.
 */
export class Session {
  readonly #extension: Uri;
  readonly #output: LogOutputChannel;
  readonly #changed = new EventEmitter<ServerState>();
  /** By method. Some of them come later than the client, with a bundle that is loaded on demand. */
  readonly #listeners = new Map<string, ((params: unknown) => void)[]>();
  #state: ServerState = 'idle';
  #client: Promise<LanguageClient> | null = null;
  #complaint: Promise<void> | null = null;
  /** Counts the clients, so that one that was given up has nothing to say any more. */
  #round = 0;
  #ended = false;

  readonly onDidChangeState: Event<ServerState> = this.#changed.event;

  constructor(extension: Uri, output: LogOutputChannel) {
    this.#extension = extension;
    this.#output = output;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Resolves when the server is ready to be asked; rejects, after telling the user, where it cannot be started. */
  async start(): Promise<void> {
    await this.#running();
  }

  async restart(): Promise<void> {
    await this.#end();
    await this.start();
  }

  /** Ends the server and waits for it. Nothing starts it again. */
  async stop(): Promise<void> {
    this.#ended = true;
    await this.#end();
    this.#changed.dispose();
  }

  /** Asks the server, and starts it where it does not run. Rejects where it cannot be reached, fails or is cancelled. */
  async request<Params, Result>(
    message: RequestMessage<Params, Result>,
    params: Params,
    token?: CancellationToken,
  ): Promise<Result> {
    const client = await this.#running();
    return token
      ? client.sendRequest<Result>(message.method, params, token)
      : client.sendRequest<Result>(message.method, params);
  }

  /** The same for what holds a secret: however much of the conversation is logged, this is not. */
  async requestUnlogged<Params, Result>(
    message: RequestMessage<Params, Result>,
    params: Params,
    token: CancellationToken,
  ): Promise<Result> {
    const [{ withoutTrace }, client] = await Promise.all([import('./language-client.ts'), this.#running()]);
    return withoutTrace(client, () => this.request(message, params, token));
  }

  /** Hears a notification of the server and of every one that is started after it. */
  onNotification<Params>(message: NotificationMessage<Params>, listener: (params: Params) => void): void {
    const known = this.#listeners.get(message.method) ?? [];
    this.#listeners.set(message.method, [...known, (params) => listener(params as Params)]);
  }

  #running(): Promise<LanguageClient> {
    if (this.#ended) return Promise.reject(new Error('The extension has been deactivated.'));
    this.#client ??= this.#create();
    return this.#client;
  }

  async #create(): Promise<LanguageClient> {
    const round = ++this.#round;
    this.#enter('starting');
    try {
      const { createLanguageClient } = await import('./language-client.ts');
      const client = createLanguageClient(this.#extension, this.#output, {
        entered: (state) => round === this.#round && this.#enter(state),
        lost: (why) => round === this.#round && this.#lose(why),
      });
      for (const { method } of NOTIFICATIONS) {
        client.onNotification(method, (params) => {
          for (const listener of this.#listeners.get(method) ?? []) listener(params);
        });
      }
      await client.start();
      return client;
    } catch (error) {
      this.#output.error(error instanceof Error ? error : String(error));
      if (round === this.#round) this.#lose(l10n.t('The language server of Release Ledger could not be started.'));
      throw error;
    }
  }

  /** The server is gone for good: the next request starts another one. */
  #lose(why: string): void {
    this.#round++;
    this.#client = null;
    this.#enter('stopped');
    if (this.#ended) return;
    this.#complaint ??= reportServerDown(why).finally(() => {
      this.#complaint = null;
    });
  }

  async #end(): Promise<void> {
    const ending = this.#client;
    this.#round++;
    this.#client = null;
    if (!ending) return;
    // At once: whoever asks while it ends has another one started, which is then told of as the next state.
    this.#enter('stopped');
    try {
      const { endLanguageClient } = await import('./language-client.ts');
      await endLanguageClient(await ending);
    } catch (error) {
      this.#output.warn(`The language server did not end as it should: ${String(error)}`);
    }
  }

  #enter(state: ServerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#output.info(`The language server is ${state}.`);
    if (!this.#ended) this.#changed.fire(state);
  }
}
