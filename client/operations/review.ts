import {
  CodeLens,
  type Command,
  commands,
  Disposable,
  l10n,
  languages,
  Range,
  StatusBarAlignment,
  type TextDocument,
  ThemeColor,
  window,
} from 'vscode';
import { isPlanInWords, PLAN_SCHEME } from './plan-documents.ts';
import { isShown } from './preview.ts';

/** `ask`: the question is to be asked once more. */
export type Verdict = 'apply' | 'discard' | 'ask';

/** Registered while a plan is read, and for what is shown then. */
const ANSWER = 'releaseLedger.answerPlan';

/** Left of everything else. */
const PRIORITY = 1000;

/**
 * Waits while the user reads a plan. A notification would be gone before he has: the answers stand above the plan, and the
 * status bar says what waits. Whoever closes the plan has dropped it.
 */
export class PlanReview {
  #end: ((verdict: Verdict) => void) | null = null;

  /** Asks for the answer to the plan that is being read; false where none is. */
  remind(): boolean {
    this.#end?.('ask');
    return this.#end !== null;
  }

  async read(title: string): Promise<Verdict> {
    const verdict = new Promise<Verdict>((resolve) => {
      this.#end = resolve;
    });
    const shown = this.#show(title);
    try {
      return await verdict;
    } finally {
      this.#end = null;
      shown.dispose();
    }
  }

  #show(title: string): Disposable {
    const item = window.createStatusBarItem('releaseLedger.plan', StatusBarAlignment.Left, PRIORITY);
    item.name = l10n.t('Release Ledger: Plan');
    item.text = `$(question) ${l10n.t('{0}?', title)}`;
    item.tooltip = l10n.t('This plan waits for your answer.');
    item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
    item.command = toCommand(item.text, 'ask');
    item.show();
    const answers = [toCommand(`$(play) ${title}`, 'apply'), toCommand(l10n.t('Discard'), 'discard')];
    const provider = {
      provideCodeLenses: ({ uri }: TextDocument) =>
        isPlanInWords(uri) ? answers.map((answer) => new CodeLens(new Range(0, 0, 0, 0), answer)) : [],
    };
    return Disposable.from(
      item,
      commands.registerCommand(ANSWER, (verdict: Verdict) => this.#end?.(verdict)),
      languages.registerCodeLensProvider({ scheme: PLAN_SCHEME }, provider),
      window.tabGroups.onDidChangeTabs(() => {
        if (this.#end === null || isShown(title)) return;
        this.#end('discard');
        this.#end = null;
        void window.showInformationMessage(l10n.t('The plan was closed, so nothing was done.'));
      }),
    );
  }
}

function toCommand(title: string, verdict: Verdict): Command {
  return { title, command: ANSWER, arguments: [verdict] };
}
