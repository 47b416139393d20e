import {
  type Disposable,
  EventEmitter,
  type FileDecoration,
  type FileDecorationProvider,
  l10n,
  ThemeColor,
  Uri,
  window,
} from 'vscode';
import type { BehindDto } from '../../src/protocol/rows.ts';
import type { Summaries } from './summaries.ts';

/** Marks the version files that say an older version than the one that is released, wherever the editor names them. */
export class Decorations implements FileDecorationProvider {
  readonly #changed = new EventEmitter<Uri[]>();
  readonly onDidChangeFileDecorations = this.#changed.event;
  readonly #listeners: readonly Disposable[];
  #behind: ReadonlyMap<string, BehindDto> = new Map();

  constructor(summaries: Summaries) {
    this.#listeners = [
      summaries.onDidChange(() => {
        const before = this.#behind;
        const behind = summaries.all.flatMap((summary) => summary.behind);
        this.#behind = new Map(behind.map((file) => [Uri.parse(file.uri).toString(), file]));
        const concerned = new Set([...before.keys(), ...this.#behind.keys()]);
        if (concerned.size > 0) this.#changed.fire([...concerned].map((uri) => Uri.parse(uri)));
      }),
      window.registerFileDecorationProvider(this),
    ];
  }

  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    const file = this.#behind.get(uri.toString());
    return (
      file && {
        badge: '≠',
        color: new ThemeColor('list.warningForeground'),
        tooltip: l10n.t('Says version {0}; {1} is released', file.version, file.expected),
      }
    );
  }

  dispose(): void {
    for (const each of [...this.#listeners, this.#changed]) each.dispose();
  }
}
