import {
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  type FeatureState,
  type LanguageClient,
  type ServerCapabilities,
  type StaticFeature,
} from 'vscode-languageclient/node';
import { toChangelogSelector } from './changelog-files.ts';

/**
 * Offers our formatter for changelogs only. The server is told of every Markdown file, but a formatter for all of them would
 * have VS Code ask everybody who has another one which of the two shall format his README.
 */
export class ChangelogFormatting implements StaticFeature {
  readonly #client: LanguageClient;
  readonly #folderSchemes: readonly string[];
  #formats = false;
  #formatsRanges = false;

  constructor(client: LanguageClient, folderSchemes: readonly string[]) {
    this.#client = client;
    this.#folderSchemes = folderSchemes;
  }

  fillClientCapabilities(): void {}

  /** Takes what the server offers for the whole selector out, before the library sees it. */
  preInitialize(capabilities: ServerCapabilities): void {
    this.#formats = Boolean(capabilities.documentFormattingProvider);
    this.#formatsRanges = Boolean(capabilities.documentRangeFormattingProvider);
    delete capabilities.documentFormattingProvider;
    delete capabilities.documentRangeFormattingProvider;
  }

  initialize(): void {
    const registerOptions = { documentSelector: toChangelogSelector(this.#folderSchemes) };
    const whole = this.#client.getFeature(DocumentFormattingRequest.method);
    const ranges = this.#client.getFeature(DocumentRangeFormattingRequest.method);
    if (this.#formats) whole.register({ id: 'releaseLedger.formatting', registerOptions });
    if (this.#formatsRanges) ranges.register({ id: 'releaseLedger.rangeFormatting', registerOptions });
  }

  getState(): FeatureState {
    return { kind: 'static' };
  }

  /** The registrations end with the features that they were made with. */
  clear(): void {}
}
