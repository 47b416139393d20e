import { type Disposable, EventEmitter } from 'vscode';
import { didChangeLedgerNotification, ledgersRequest } from '../../src/protocol/messages.ts';
import type { LedgerSummaryDto } from '../../src/protocol/rows.ts';
import { OnceQuiet } from '../once-quiet.ts';
import type { Session } from '../session.ts';

/** One change of a repository is news of each of its changelogs, one after the other. */
const TOGETHER_MS = 100;

/** More of them than this are asked for together. */
const ONE_BY_ONE = 3;

/**
 * The state of every ledger in a few words. Asks nothing before the server tells of a ledger by itself: what the user looks at
 * comes first when it starts.
 */
export class Summaries {
  readonly #session: Session;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #wanted = new Set<string>();
  readonly #listener: Disposable;
  #all: readonly LedgerSummaryDto[] = [];
  readonly #quiet = new OnceQuiet(TOGETHER_MS, () => {
    this.#asking = this.#asking.then(() => this.#ask());
  });
  #asking: Promise<void> = Promise.resolve();

  constructor(session: Session) {
    this.#session = session;
    session.onNotification(didChangeLedgerNotification, ({ uri }) => this.#want(uri));
    this.#listener = session.onDidChangeState((state) => {
      if (state === 'stopped') this.#set([]);
    });
  }

  get all(): readonly LedgerSummaryDto[] {
    return this.#all;
  }

  of(uri: string): LedgerSummaryDto | undefined {
    return this.#all.find((each) => each.uri === uri);
  }

  /** Asks for all of them afresh; others may be there than before. */
  refresh(): void {
    if (this.#session.state === 'running') this.#want('');
  }

  dispose(): void {
    this.#quiet.dispose();
    this.#listener.dispose();
    this.#changed.dispose();
  }

  #want(uri: string): void {
    this.#wanted.add(uri);
    this.#quiet.ask();
  }

  /** A failed answer changes nothing: the next news asks again. */
  async #ask(): Promise<void> {
    const uris = [...this.#wanted];
    this.#wanted.clear();
    if (this.#session.state !== 'running' || uris.length === 0) return;
    try {
      // One is not told from the only one before all were asked for.
      const isFirst = this.#all.length === 0;
      if (isFirst || uris.includes('') || uris.length > ONE_BY_ONE)
        this.#set(await this.#session.request(ledgersRequest, {}));
      else for (const uri of uris) await this.#askOne(uri);
    } catch {
      return;
    }
  }

  async #askOne(uri: string): Promise<void> {
    const [summary] = await this.#session.request(ledgersRequest, { textDocument: { uri } });
    const others = this.#all.filter((each) => each.uri !== uri);
    this.#set(summary ? [...others, summary] : others);
  }

  #set(all: readonly LedgerSummaryDto[]): void {
    this.#all = all;
    this.#changed.fire();
  }
}
