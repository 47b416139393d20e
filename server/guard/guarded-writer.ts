import type { Event, Message, MessageWriter } from 'vscode-languageserver/node';

/** Passes messages on, tells who wants to know, and knows when everything has left. */
export class GuardedWriter implements MessageWriter {
  readonly #inner: MessageWriter;
  readonly #sent: (message: Message) => void;
  #pending: Promise<void> = Promise.resolve();

  constructor(inner: MessageWriter, sent: (message: Message) => void) {
    this.#inner = inner;
    this.#sent = sent;
  }

  get onError(): Event<[Error, Message | undefined, number | undefined]> {
    return this.#inner.onError;
  }

  get onClose(): Event<void> {
    return this.#inner.onClose;
  }

  write(message: Message): Promise<void> {
    this.#sent(message);
    return this.answer(message);
  }

  /** Writes what the server itself must not hear of: the guard's own replies. */
  answer(message: Message): Promise<void> {
    const written = this.#inner.write(message);
    this.#pending = written.catch(() => undefined);
    return written;
  }

  /** Resolves once everything that was written before has left this process, or cannot leave it. */
  flushed(): Promise<void> {
    return this.#pending;
  }

  end(): void {
    this.#inner.end();
  }

  dispose(): void {
    this.#inner.dispose();
  }
}
