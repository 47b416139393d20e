import { Disposable, EventEmitter, Uri, window } from 'vscode';
import type { LedgerSummaryDto } from '../../src/protocol/rows.ts';
import type { Summaries } from './summaries.ts';

/**
 * The ledger that is meant where there is room for one: of the changelog that was in the active editor last, at first of the one
 * at the root. Of several packages none is meant before one was looked at.
 */
export class CurrentLedger {
  readonly #summaries: Summaries;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #listeners: Disposable;
  #last: string | undefined;

  constructor(summaries: Summaries) {
    this.#summaries = summaries;
    const changed = (): void => this.#changed.fire();
    this.#listeners = Disposable.from(summaries.onDidChange(changed), window.onDidChangeActiveTextEditor(changed));
  }

  get summary(): LedgerSummaryDto | undefined {
    const active = window.activeTextEditor?.document.uri.toString();
    const looked = this.#find(active) ?? this.#find(this.#last);
    if (looked) this.#last = Uri.parse(looked.uri).toString();
    return looked ?? this.#first();
  }

  get isOneOfSeveral(): boolean {
    return this.#summaries.all.length > 1;
  }

  dispose(): void {
    Disposable.from(this.#listeners, this.#changed).dispose();
  }

  #find(uri: string | undefined): LedgerSummaryDto | undefined {
    return this.#summaries.all.find((each) => Uri.parse(each.uri).toString() === uri);
  }

  #first(): LedgerSummaryDto | undefined {
    const { all } = this.#summaries;
    return all.length === 1 ? all[0] : all.find(({ path }) => !path.includes('/'));
  }
}
