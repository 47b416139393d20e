import {
  type CancellationToken,
  commands,
  EventEmitter,
  MarkdownString,
  type TreeDataProvider,
  type TreeItem,
  workspace,
} from 'vscode';
import { describeRowRequest, rowsRequest } from '../src/protocol/messages.ts';
import type { EmptyDto, LedgerView, RowDto } from '../src/protocol/rows.ts';
import { toTreeItem } from './ledger/row-item.ts';
import type { Session } from './session.ts';

/** Why a view shows what it shows; its welcome texts go by it. Not set before it is known: nothing shall flash. */
export type ViewState = 'rows' | EmptyDto | 'serverDown';

/** Shows the rows of a view, as the server lists them. */
export class LedgerTree implements TreeDataProvider<RowDto> {
  readonly #session: Session;
  readonly #view: LedgerView;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #state: ViewState | null = null;

  constructor(session: Session, view: LedgerView) {
    this.#session = session;
    this.#view = view;
  }

  /** Null until it is known. */
  get state(): ViewState | null {
    return this.#state;
  }

  refresh(): void {
    this.#changed.fire(undefined);
  }

  async getChildren(parent?: RowDto): Promise<RowDto[]> {
    // A server that stopped is not started again by a look at a view: the user has a button for that.
    if (this.#isDown()) return this.#showNothing('serverDown');
    if (!workspace.workspaceFolders) return this.#showNothing('noChangelog');
    try {
      const place = parent && { uri: parent.uri, path: parent.path };
      const { rows, empty } = await this.#session.request(rowsRequest, {
        view: this.#view,
        ...(place && { parent: place }),
      });
      if (!parent) this.#enter(empty ?? 'rows');
      return [...rows];
    } catch (error) {
      // While it is restarted, requests fail: what was shown stays until the new one answers.
      if (this.#session.state === 'running') throw error;
      return this.#isDown() ? this.#showNothing('serverDown') : [];
    }
  }

  getTreeItem(row: RowDto): TreeItem {
    return toTreeItem(row);
  }

  async resolveTreeItem(item: TreeItem, { uri, path }: RowDto, token: CancellationToken): Promise<TreeItem> {
    const params = { textDocument: { uri }, view: this.#view, path };
    const { value } = await this.#session.request(describeRowRequest, params, token);
    if (value) {
      const tooltip = new MarkdownString(value);
      tooltip.isTrusted = false;
      tooltip.supportHtml = false;
      item.tooltip = tooltip;
    }
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #isDown(): boolean {
    return this.#session.state === 'stopped';
  }

  #showNothing(state: ViewState): RowDto[] {
    this.#enter(state);
    return [];
  }

  #enter(state: ViewState): void {
    if (this.#state === state) return;
    this.#state = state;
    void commands.executeCommand('setContext', `releaseLedger.${this.#view}`, state);
  }
}
