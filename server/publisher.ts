import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { Coalescer } from './coalescer.ts';
import type { Diagnose, Diagnosis } from './diagnose.ts';
import { toDocumentKey } from './uris.ts';

/** Where diagnostics and the news of a check go. */
export interface PublisherOutput {
  readonly publish: (params: PublishDiagnosticsParams) => void;
  /** A document was looked at, whether or not there was something to publish. */
  readonly checked: (uri: string, version: number | null) => void;
  readonly log: (message: string) => void;
}

/**
 * Sends the problems of documents, open or closed, whenever somebody says that they may have changed.
 *
 * **Invariant:** what is published for a document was computed from the newest version that was known when it left; a document
 * that has nothing to be told any more is cleared, under the spelling of its URI that it was published under.
 */
export class Publisher {
  readonly #diagnose: Diagnose;
  readonly #output: PublisherOutput;
  readonly #coalescer = new Coalescer((uri) => this.refresh(uri));
  /** The documents for which the client shows something: the URI that it knows, by key. */
  readonly #shown = new Map<string, string>();

  constructor(diagnose: Diagnose, output: PublisherOutput) {
    this.#diagnose = diagnose;
    this.#output = output;
  }

  /** The URIs of the documents for which the client shows something. */
  get shown(): readonly string[] {
    return [...this.#shown.values()];
  }

  /** A document may have other problems than before. */
  changed(uri: string): void {
    this.#coalescer.changed(uri);
  }

  /** Publishes a document's problems now. Never fails. */
  async refresh(uri: string): Promise<void> {
    try {
      const diagnosis = await this.#diagnose(uri);
      if (diagnosis) this.#show(diagnosis);
      else this.#clear(uri);
    } catch (error) {
      this.#output.log(`Checking ${uri} failed: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  dispose(): void {
    this.#coalescer.dispose();
  }

  #show({ uri, version, diagnostics }: Diagnosis): void {
    const key = toDocumentKey(uri);
    const shown = this.#shown.get(key);
    if (shown !== undefined && shown !== uri) this.#output.publish({ uri: shown, diagnostics: [] });
    if (diagnostics.length === 0 && version === null) this.#shown.delete(key);
    else this.#shown.set(key, uri);
    this.#output.publish({ uri, ...(version === null ? {} : { version }), diagnostics: [...diagnostics] });
    this.#output.checked(uri, version);
  }

  #clear(uri: string): void {
    const key = toDocumentKey(uri);
    const shown = this.#shown.get(key);
    if (shown === undefined) return;
    this.#shown.delete(key);
    this.#output.publish({ uri: shown, diagnostics: [] });
    this.#output.checked(shown, null);
  }
}
