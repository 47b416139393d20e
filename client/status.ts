import {
  commands,
  Disposable,
  type LanguageStatusItem,
  l10n,
  languages,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import type { DocumentStatusDto } from '../src/protocol/dto.ts';
import { didCheckNotification, documentStatusRequest } from '../src/protocol/messages.ts';
import { settingsSection } from '../src/protocol/settings.ts';
import { isLedgerFile } from './changelog-files.ts';
import type { Session } from './session.ts';
import { describeChecks, describePolicy, describeServer, describeVersion, type StatusText } from './status-text.ts';

/** True while the active editor holds a changelog; menus go by it. */
const ACTIVE_CHANGELOG = 'releaseLedger.activeChangelog';

/** Shows the state of the changelog in the active editor as language status items: its checks, its version, its policy. */
export class Status {
  readonly #session: Session;
  readonly #listeners: Disposable;
  #document: TextDocument | undefined = window.activeTextEditor?.document;
  /** Counts the questions, so that an answer that a newer question has overtaken is dropped. */
  #asked = 0;

  readonly checks = createItem('checks', 'Release Ledger');
  readonly version = createItem('version', l10n.t('Release Ledger: Version'));
  readonly policy = createItem('policy', l10n.t('Release Ledger: Policy'));

  constructor(session: Session) {
    this.#session = session;
    const update = (): void => void this.#update();
    session.onNotification(didCheckNotification, ({ uri }) => {
      if (uri === this.#document?.uri.toString()) update();
    });
    this.#listeners = Disposable.from(
      session.onDidChangeState(update),
      window.onDidChangeActiveTextEditor((editor) => {
        // A panel such as the output is an editor, too, but in no column: the one beside it is still what the user looks at.
        if (editor && editor.viewColumn === undefined) return;
        this.#document = editor?.document;
        update();
      }),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(settingsSection) && update()),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document === this.#document) this.checks.busy = true;
      }),
    );
    update();
  }

  dispose(): void {
    this.#listeners.dispose();
    for (const item of [this.checks, this.version, this.policy]) item.dispose();
  }

  async #update(): Promise<void> {
    const asked = ++this.#asked;
    const document = this.#document;
    const status = await this.#ask(document);
    if (asked !== this.#asked) return;
    const state = this.#session.state;
    void commands.executeCommand('setContext', ACTIVE_CHANGELOG, status?.changelog === true);
    if (state !== 'running' && state !== 'idle' && document && isLedgerFile(document.uri.path)) {
      show(this.checks, describeServer(state), state === 'starting');
      hide(this.version, this.policy);
    } else if (status?.changelog) {
      show(this.checks, describeChecks(status), false);
      show(this.version, describeVersion(status), false);
      show(this.policy, describePolicy(status), false);
    } else hide(this.checks, this.version, this.policy);
  }

  /** Nothing where no server runs: the status of a document is no reason to start one. A failed answer is as good as none. */
  async #ask(document: TextDocument | undefined): Promise<DocumentStatusDto | undefined> {
    if (document?.languageId !== 'markdown' || this.#session.state !== 'running') return undefined;
    try {
      return await this.#session.request(documentStatusRequest, { textDocument: { uri: document.uri.toString() } });
    } catch {
      return undefined;
    }
  }
}

/** Items show by the document's language alone: what is in the active editor decides whether they have any. */
function createItem(id: string, name: string): LanguageStatusItem {
  const item = languages.createLanguageStatusItem(`releaseLedger.${id}`, []);
  item.name = name;
  return item;
}

function show(item: LanguageStatusItem, { text, detail, severity, command }: StatusText, busy: boolean): void {
  Object.assign(item, { text, detail, severity, command, busy, selector: { language: 'markdown' } });
}

function hide(...items: readonly LanguageStatusItem[]): void {
  for (const item of items) Object.assign(item, { busy: false, selector: [] });
}
