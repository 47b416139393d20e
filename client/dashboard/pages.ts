import { Disposable, env, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import { didChangeLedgerNotification } from '../../src/protocol/messages.ts';
import { PAGE_COMMANDS, PAGE_LINKS, PAGE_VIEW, PAGES, type PageKind, pageRequest } from '../../src/protocol/pages.ts';
import { readString } from '../arguments.ts';
import { chooseChangelog } from '../choose-changelog.ts';
import { OnceQuiet } from '../once-quiet.ts';
import type { Session } from '../session.ts';

/** What a panel shows, and what the editor keeps of it over a restart. */
interface Subject {
  readonly page: PageKind;
  readonly uri: string;
  /** The only release of an audit. */
  readonly release?: string;
}

interface Shown {
  readonly subject: Subject;
  readonly panel: WebviewPanel;
  /** The document without what only it has; empty until there is one. */
  text: string;
  /** Counts the questions, so that an answer that a newer one has overtaken is not shown. */
  round: number;
  isStale: boolean;
}

/** A ledger tells news with each pause in typing; a page is written anew a little later. */
const QUIET_MS = 300;

/** What a page may do: run one script of ours and link to these commands. It loads nothing, from nowhere. */
const OPTIONS = {
  enableScripts: true,
  enableCommandUris: [...Object.values(PAGE_COMMANDS), ...Object.values(PAGE_LINKS)],
  localResourceRoots: [],
};

/**
 * The pages about releases – metrics, audit, support –, each in a panel of its own that follows the ledger. The server writes
 * them; they send no messages and hear none.
 */
export class Pages {
  readonly #session: Session;
  readonly #shown = new Map<string, Shown>();
  readonly #refresh = new OnceQuiet(QUIET_MS, () => this.#refreshStale());
  readonly #listeners: Disposable;

  constructor(session: Session) {
    this.#session = session;
    session.onNotification(didChangeLedgerNotification, ({ uri }) => this.#age((subject) => subject.uri === uri));
    this.#listeners = Disposable.from(
      // Logs, gates and approvals lie beside the changelog, and no ledger tells of them.
      workspace.onDidSaveTextDocument(() => this.#age(() => true)),
      workspace.onDidGrantWorkspaceTrust(() => this.#age(() => true)),
      session.onDidChangeState((state) => state === 'running' && this.#age(() => true)),
    );
  }

  /** Shows a page of a changelog: of the one that the argument names, else of the one that the user means. */
  async show(page: PageKind, title: string, argument: unknown): Promise<void> {
    const uri = readString(argument, 'uri') ?? (await chooseChangelog(this.#session, title))?.toString();
    if (uri === undefined) return;
    const release = page === 'audit' ? readString(argument, 'release') : undefined;
    const subject = { page, uri, ...(release !== undefined && { release }) };
    const open = this.#shown.get(nameOf(subject));
    if (open) open.panel.reveal();
    else this.#adopt(subject, window.createWebviewPanel(PAGE_VIEW, title, ViewColumn.Active, OPTIONS));
    await this.#write(this.#shown.get(nameOf(subject)));
  }

  /** Shows again what a panel showed before the editor was closed. @param state what the page kept; nothing of it is sure */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const [page, uri] = [PAGES.find((each) => each === readString(state, 'page')), readString(state, 'uri')];
    const release = readString(state, 'release');
    const subject = page && uri !== undefined ? { page, uri, ...(release !== undefined && { release }) } : null;
    if (!subject || this.#shown.has(nameOf(subject))) return panel.dispose();
    panel.webview.options = OPTIONS;
    await this.#write(this.#adopt(subject, panel));
  }

  dispose(): void {
    this.#refresh.dispose();
    this.#listeners.dispose();
    for (const { panel } of this.#shown.values()) panel.dispose();
  }

  #adopt(subject: Subject, panel: WebviewPanel): Shown {
    const shown: Shown = { subject, panel, text: '', round: 0, isStale: false };
    this.#shown.set(nameOf(subject), shown);
    panel.onDidChangeViewState(() => shown.isStale && this.#refresh.ask());
    panel.onDidDispose(() => this.#shown.delete(nameOf(subject)));
    return shown;
  }

  #age(isMeant: (subject: Subject) => boolean): void {
    for (const shown of this.#shown.values()) shown.isStale ||= isMeant(shown.subject);
    this.#refresh.ask();
  }

  /** What nobody sees is written once somebody does; a server that stopped is not started by a look at a page. */
  #refreshStale(): void {
    for (const shown of this.#shown.values()) {
      if (!shown.isStale || !shown.panel.visible || this.#session.state === 'stopped') continue;
      // Where it cannot be had, what was shown before stays, and is as old as it was.
      this.#write(shown).catch(() => {
        shown.isStale = true;
      });
    }
  }

  /** A page that says the same as before is left alone: whoever reads it has scrolled and selected. */
  async #write(shown: Shown | undefined): Promise<void> {
    if (!shown) return;
    const { subject, panel } = shown;
    const round = ++shown.round;
    shown.isStale = false;
    const { uri, ...what } = subject;
    const { title, html, nonce } = await this.#session.request(pageRequest, {
      ...{ ...what, textDocument: { uri }, language: env.language },
    });
    const text = html.replaceAll(nonce, '');
    if (round !== shown.round || text === shown.text || this.#shown.get(nameOf(subject)) !== shown) return;
    shown.text = text;
    panel.title = title;
    panel.webview.html = html;
  }
}

function nameOf({ page, uri, release }: Subject): string {
  return JSON.stringify([page, uri, release]);
}
