import { Disposable, workspace } from 'vscode';
import { didChangeLedgerNotification, refreshRequest } from '../../src/protocol/messages.ts';
import { settingsSection } from '../../src/protocol/settings.ts';
import { OnceQuiet } from '../once-quiet.ts';
import type { Session } from '../session.ts';
import { CurrentLedger } from './current-ledger.ts';
import { Decorations } from './decorations.ts';
import { GitEvents } from './git-events.ts';
import { ReadinessBar } from './readiness-bar.ts';
import { StatusBar } from './status-bar.ts';
import { Summaries } from './summaries.ts';
import { Views } from './views.ts';

/** News of a ledger come with each pause in typing; several of them are one refresh. */
const TOGETHER_MS = 50;

/** Everything that shows the ledger outside of its files: the views, the status bar, the marks on files. */
export class LedgerUi {
  readonly summaries: Summaries;
  readonly current: CurrentLedger;
  readonly views: Views;
  readonly statusBar: StatusBar;
  readonly readinessBar: ReadinessBar;
  readonly decorations: Decorations;
  readonly gitEvents: GitEvents;
  readonly #listeners: Disposable;
  readonly #refresh = new OnceQuiet(TOGETHER_MS, () => this.views.refresh());

  constructor(session: Session) {
    this.summaries = new Summaries(session);
    this.current = new CurrentLedger(this.summaries);
    this.views = new Views(session, this.summaries);
    this.statusBar = new StatusBar(this.current);
    this.readinessBar = new ReadinessBar(session, this.current);
    this.decorations = new Decorations(this.summaries);
    this.gitEvents = new GitEvents(() => {
      if (session.state === 'running') void session.request(refreshRequest, {}).catch(() => undefined);
    });
    session.onNotification(didChangeLedgerNotification, () => this.#refresh.ask());
    this.#listeners = Disposable.from(
      session.onDidChangeState(() => this.#refresh.ask()),
      workspace.onDidChangeWorkspaceFolders(() => this.refresh()),
      workspace.onDidGrantWorkspaceTrust(() => this.refresh()),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(settingsSection) && this.refresh()),
    );
  }

  /** Has everything asked for afresh. */
  refresh(): void {
    this.#refresh.ask();
    this.summaries.refresh();
  }

  dispose(): void {
    this.#refresh.dispose();
    this.#listeners.dispose();
    for (const part of [
      this.gitEvents,
      this.decorations,
      this.statusBar,
      this.readinessBar,
      this.views,
      this.current,
      this.summaries,
    ])
      part.dispose();
  }
}
