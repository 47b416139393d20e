import {
  type CancellationToken,
  commands,
  EventEmitter,
  type TreeDataProvider,
  type TreeItem,
  workspace,
} from 'vscode';
import { describeRowRequest, rowsRequest } from '../src/protocol/messages.ts';
import type { EmptyDto, LedgerSummaryDto, LedgerView, RowDto } from '../src/protocol/rows.ts';
import { sortChangelogs } from './ledger/changelog-row.ts';
import { toTreeItem } from './ledger/row-item.ts';
import { toTooltip } from './ledger/row-tooltip.ts';
import { describeRow } from './ledger/row-words.ts';
import type { Session } from './session.ts';

/** Why a view shows what it shows; its welcome texts go by it. Not set before it is known: nothing shall flash. */
export type ViewState = 'rows' | EmptyDto | 'serverDown';

/**
 * Shows the rows of a view, as the server lists them.
 *
 * What a visible view shows is asked for afresh before the view hears that it has changed, and only if it has: a view that is
 * asked to show other rows has none while it waits for them, and a click on one of them would be a click on nothing.
 */
export class LedgerTree implements TreeDataProvider<RowDto> {
  readonly #session: Session;
  readonly #view: LedgerView;
  readonly #summaryOf: (uri: string) => LedgerSummaryDto | undefined;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  /** The rows below each row that was asked for, by its name; the first ones under the empty name. */
  #known = new Map<string, Known>();
  #state: ViewState | null = null;
  /** What the rows of changelogs said when they were drawn last. */
  #summarized = '[]';
  /** Counts the refreshes, so that one that a newer one has overtaken has no say. */
  #round = 0;

  /** @param summaryOf what is known of a changelog so far */
  constructor(session: Session, view: LedgerView, summaryOf: (uri: string) => LedgerSummaryDto | undefined) {
    this.#session = session;
    this.#view = view;
    this.#summaryOf = summaryOf;
  }

  /** Null until it is known. */
  get state(): ViewState | null {
    return this.#state;
  }

  /** Shows what the server says now. @param visible false: nobody sees it, so that it is asked for once somebody does */
  async refresh(visible: boolean): Promise<void> {
    const round = ++this.#round;
    const before = this.#known;
    const now = new Map<string, Known>();
    if (visible) for (const [key, { parent }] of before) now.set(key, { parent, rows: await this.#ask(parent) });
    if (round !== this.#round) return;
    // A view that has no rows yet may be waiting for the answer to a question that is older than what happened.
    const isSame =
      visible && before.size > 0 && [...before].every(([key, { rows }]) => isSameRows(rows, now.get(key)?.rows));
    if (isSame && before.size === this.#known.size) return;
    this.#known = now;
    this.#changed.fire(undefined);
  }

  /** Has every row asked for and drawn again, also where nothing has changed but what the user did to it. */
  redraw(): void {
    this.#known = new Map();
    this.#round++;
    this.#changed.fire(undefined);
  }

  /** Draws the rows of changelogs again where more is known of those now. */
  summarize(): void {
    const changelogs = (this.#known.get('')?.rows ?? []).filter(({ kind }) => kind === 'changelog');
    const now = JSON.stringify(changelogs.map((row) => describeRow(row, this.#summaryOf(row.uri))));
    if (now === this.#summarized) return;
    this.#summarized = now;
    this.#changed.fire(undefined);
  }

  async getChildren(parent?: RowDto): Promise<RowDto[]> {
    const key = parent ? nameOf(parent) : '';
    const known = this.#known.get(key);
    if (known?.rows) return this.#sort(known.rows);
    const round = this.#round;
    const rows = await this.#ask(parent);
    if (round === this.#round) this.#known.set(key, { parent, rows });
    return this.#sort(rows ?? []);
  }

  getTreeItem(row: RowDto): TreeItem {
    return toTreeItem(row, row.kind === 'changelog' ? this.#summaryOf(row.uri) : undefined);
  }

  async resolveTreeItem(item: TreeItem, { uri, path }: RowDto, token: CancellationToken): Promise<TreeItem> {
    const params = { textDocument: { uri }, view: this.#view, path };
    const { value } = await this.#session.request(describeRowRequest, params, token);
    const tooltip = value && toTooltip(value);
    if (tooltip) item.tooltip = tooltip;
    return item;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** Null where there is no answer. */
  async #ask(parent: RowDto | undefined): Promise<readonly RowDto[] | null> {
    // A server that stopped is not started again by a look at a view: the user has a button for that.
    if (this.#isDown()) return this.#showNothing('serverDown');
    if (!workspace.workspaceFolders) return this.#showNothing('noChangelog');
    try {
      const { rows, empty } = await this.#session.request(rowsRequest, {
        view: this.#view,
        ...(parent && { parent: { uri: parent.uri, path: parent.path } }),
      });
      if (!parent) this.#enter(empty ?? 'rows');
      return rows;
    } catch {
      // While it is restarted, requests fail; the new one is asked once it is there.
      return this.#isDown() ? this.#showNothing('serverDown') : null;
    }
  }

  #sort(rows: readonly RowDto[]): RowDto[] {
    return [...sortChangelogs(this.#view, rows, this.#summaryOf)];
  }

  #isDown(): boolean {
    return this.#session.state === 'stopped';
  }

  #showNothing(state: ViewState): readonly RowDto[] {
    this.#enter(state);
    return [];
  }

  #enter(state: ViewState): void {
    if (this.#state === state) return;
    this.#state = state;
    void commands.executeCommand('setContext', `releaseLedger.${this.#view}`, state);
  }
}

interface Known {
  readonly parent: RowDto | undefined;
  readonly rows: readonly RowDto[] | null;
}

function nameOf({ uri, path }: RowDto): string {
  return JSON.stringify([uri, path]);
}

function isSameRows(before: readonly RowDto[] | null, now: readonly RowDto[] | null | undefined): boolean {
  return JSON.stringify(before) === JSON.stringify(now ?? null);
}
