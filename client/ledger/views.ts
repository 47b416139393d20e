import { Disposable, l10n, type TreeView, window } from 'vscode';
import type { LedgerSummaryDto, LedgerView, RowDto } from '../../src/protocol/rows.ts';
import type { Session } from '../session.ts';
import { LedgerTree } from '../tree.ts';
import type { Summaries } from './summaries.ts';

const VIEWS: readonly LedgerView[] = ['history', 'unreleased', 'readiness', 'versionFiles'];

/** A view with the tree in it. */
export interface RegisteredView {
  readonly tree: LedgerTree;
  readonly view: TreeView<RowDto>;
}

/** Registers the views of the ledger. */
export class Views {
  readonly #registered: Readonly<Record<LedgerView, RegisteredView>>;
  readonly #summaries: Summaries;
  readonly #listeners: Disposable;

  constructor(session: Session, summaries: Summaries) {
    this.#summaries = summaries;
    this.#registered = Object.fromEntries(
      VIEWS.map((id) => [id, register(session, id, (uri) => summaries.of(uri))]),
    ) as Record<LedgerView, RegisteredView>;
    this.#listeners = summaries.onDidChange(() => this.#summarize());
  }

  get(id: LedgerView): RegisteredView {
    return this.#registered[id];
  }

  refresh(): void {
    for (const id of VIEWS) {
      const { tree, view } = this.#registered[id];
      void tree.refresh(view.visible);
    }
  }

  dispose(): void {
    this.#listeners.dispose();
    Disposable.from(...VIEWS.flatMap((id) => [this.#registered[id].view, this.#registered[id].tree])).dispose();
  }

  /** Entries that wait for a release are counted, as changes that wait for a commit are: a count is no alarm. */
  #summarize(): void {
    const { all } = this.#summaries;
    const waiting = all.reduce((sum, { unreleased }) => sum + unreleased, 0);
    const only = all.length === 1 ? all[0] : undefined;
    const { unreleased, versionFiles } = this.#registered;
    unreleased.view.badge = waiting === 0 ? undefined : { value: waiting, tooltip: describeWaiting(waiting, only) };
    unreleased.view.description = only?.next ? `→ ${only.next.version}` : '';
    versionFiles.view.description = only?.current ?? '';
    for (const id of VIEWS) this.#registered[id].tree.summarize();
  }
}

function register(
  session: Session,
  id: LedgerView,
  summaryOf: (uri: string) => LedgerSummaryDto | undefined,
): RegisteredView {
  const tree = new LedgerTree(session, id, summaryOf);
  const options = { treeDataProvider: tree, showCollapseAll: true, manageCheckboxStateManually: true };
  const view = window.createTreeView(`releaseLedger.${id}`, options);
  view.onDidChangeCheckboxState(async ({ items }) => {
    const { tickTasks } = await import('../checklists/tick-tasks.ts');
    // A box that was not to be ticked shows again what is so.
    await tickTasks(session, items).finally(() => tree.redraw());
  });
  return { tree, view };
}

function describeWaiting(waiting: number, only: LedgerSummaryDto | undefined): string {
  const entries = waiting === 1 ? l10n.t('1 unreleased entry') : l10n.t('{0} unreleased entries', waiting);
  return only?.next ? l10n.t('{0}, next version {1}', entries, only.next.version) : entries;
}
