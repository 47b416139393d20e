import { toDocumentKey } from './uris.ts';

/** Asks git and the disk for what documents are held against: once at a time for each, and never with an error. */
export class Gatherings {
  readonly #gather: (uri: string, key: string) => Promise<void>;
  readonly #log: (message: string) => void;
  readonly #running = new Map<string, Promise<void>>();

  constructor(gather: (uri: string, key: string) => Promise<void>, log: (message: string) => void) {
    this.#gather = gather;
    this.#log = log;
  }

  /** Ends once what the document needs was asked for; whoever asks meanwhile waits for the same. */
  soon(uri: string): Promise<void> {
    const key = toDocumentKey(uri);
    const running = this.#running.get(key);
    if (running) return running;
    const run = this.#gather(uri, key)
      .catch((error: unknown) => {
        this.#log(`What ${uri} is held against was not read: ${error instanceof Error ? error.stack : String(error)}`);
      })
      .finally(() => this.#running.delete(key));
    this.#running.set(key, run);
    return run;
  }
}
