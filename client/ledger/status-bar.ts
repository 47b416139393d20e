import { type Disposable, l10n, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import type { LedgerSummaryDto } from '../../src/protocol/rows.ts';
import type { CurrentLedger } from './current-ledger.ts';

/** As far left as what git says of the branch, and right of it. */
const PRIORITY = 90;

/** Shows where the project stands: its current version, and the one that the unreleased entries lead to. */
export class StatusBar {
  readonly #current: CurrentLedger;
  readonly #listener: Disposable;
  readonly item: StatusBarItem = window.createStatusBarItem('releaseLedger.version', StatusBarAlignment.Left, PRIORITY);

  constructor(current: CurrentLedger) {
    this.#current = current;
    this.item.name = l10n.t('Release Ledger: Version');
    this.item.command = 'releaseLedger.history.focus';
    this.#listener = current.onDidChange(() => this.#update());
    this.#update();
  }

  dispose(): void {
    for (const each of [this.#listener, this.item]) each.dispose();
  }

  #update(): void {
    const { summary, isOneOfSeveral } = this.#current;
    if (!summary || (summary.current === null && summary.next === null)) {
      this.item.hide();
      return;
    }
    const tooltip = describe(summary, isOneOfSeveral);
    this.item.text = `$(tag) ${toText(summary)}`;
    this.item.tooltip = tooltip.join('\n');
    this.item.accessibilityInformation = { label: tooltip.join(' ') };
    this.item.show();
  }
}

function toText({ current, currentState, next }: LedgerSummaryDto): string {
  const gap = { untagged: l10n.t('no tag'), changed: l10n.t('changed'), 'tag-only': l10n.t('no section') };
  const state = currentState !== null && currentState in gap ? gap[currentState as keyof typeof gap] : null;
  const now = current === null ? null : state === null ? current : `${current} (${state})`;
  return [now, next && `→ ${next.version}`].filter((part) => part !== null).join(' ');
}

/** The same in sentences, with the reasons. */
function describe(summary: LedgerSummaryDto, isOneOfSeveral: boolean): readonly string[] {
  const { path, current, next, behind, notCompared } = summary;
  return [
    ...(isOneOfSeveral ? [`${path}:`] : []),
    current === null ? l10n.t('There is no release yet.') : describeCurrent(summary, current),
    next === null ? l10n.t('Nothing is unreleased.') : describeNext(next),
    ...(behind.length === 0
      ? []
      : [
          behind.length === 1
            ? l10n.t('1 version file is behind.')
            : l10n.t('{0} version files are behind.', behind.length),
        ]),
    ...(notCompared === null ? [] : [l10n.t('Not compared with git: {0}.', notCompared)]),
  ];
}

function describeCurrent({ currentState }: LedgerSummaryDto, current: string): string {
  if (currentState === 'untagged') return l10n.t('{0} is released and has no tag.', current);
  if (currentState === 'changed') return l10n.t('The section of {0} has changed since it was tagged.', current);
  if (currentState === 'tag-only') return l10n.t('{0} is tagged and has no section in the changelog.', current);
  return l10n.t('{0} is released.', current);
}

function describeNext({ version, level, reasons }: NonNullable<LedgerSummaryDto['next']>): string {
  if (reasons === 0) return l10n.t('Next version: {0} ({1}).', version, level);
  return reasons === 1
    ? l10n.t('Next version: {0} ({1}), because of 1 entry.', version, level)
    : l10n.t('Next version: {0} ({1}), because of {2} entries.', version, level, reasons);
}
