import { type Disposable, extensions } from 'vscode';
import type { ConfigurationMiddleware, FeatureState, StaticFeature } from 'vscode-languageclient/node';
import { settingsSection } from '../src/protocol/settings.ts';

const MARKDOWNLINT_EXTENSION = 'DavidAnson.vscode-markdownlint';

/**
 * Answers the server's question for settings. Only the editor knows whether the markdownlint extension is installed and shows
 * its problems already, so that `auto` is decided here.
 */
export const answerConfiguration: NonNullable<ConfigurationMiddleware['configuration']> = async (
  params,
  token,
  next,
) => {
  const answers = await next(params, token);
  return Array.isArray(answers) && isInstalled() ? withoutMarkdownlint(params.items, answers) : answers;
};

/** The answers, with markdownlint off where the user left it to us. */
export function withoutMarkdownlint(
  items: readonly { readonly section?: string }[],
  answers: readonly unknown[],
): unknown[] {
  return answers.map((answer, i) =>
    items[i]?.section === settingsSection && isAutomatic(answer) ? { ...answer, markdownlint: 'off' } : answer,
  );
}

/** Has the server ask again when the markdownlint extension comes or goes. */
export class MarkdownlintWatch implements StaticFeature {
  readonly #askAgain: () => void;
  #listener: Disposable | null = null;

  constructor(askAgain: () => void) {
    this.#askAgain = askAgain;
  }

  fillClientCapabilities(): void {}

  initialize(): void {
    let known = isInstalled();
    this.#listener = extensions.onDidChange(() => {
      if (known === isInstalled()) return;
      known = !known;
      this.#askAgain();
    });
  }

  getState(): FeatureState {
    return { kind: 'static' };
  }

  clear(): void {
    this.#listener?.dispose();
    this.#listener = null;
  }
}

function isInstalled(): boolean {
  return extensions.getExtension(MARKDOWNLINT_EXTENSION) !== undefined;
}

function isAutomatic(settings: unknown): settings is { readonly markdownlint: 'auto' } {
  return (
    typeof settings === 'object' && settings !== null && 'markdownlint' in settings && settings.markdownlint === 'auto'
  );
}
