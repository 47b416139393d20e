import type { Readable, Writable } from 'node:stream';
import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  IPCMessageWriter,
  type Message,
  type ResponseMessage,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { GuardedWriter } from './guard/guarded-writer.ts';
import { Lifecycle, RpcCode } from './guard/lifecycle.ts';
import { type MessageListener, readMessages } from './guard/stream-reader.ts';

/** Hears in words what was ignored that another program sent, and why nothing more can be read. */
export type GuardLog = (message: string) => void;

/** A reader and a writer for `createConnection`, and the code with which the process has to end. */
export interface GuardedTransport {
  readonly reader: GuardedReader;
  readonly writer: GuardedWriter;
  readonly lifecycle: Lifecycle;
}

/**
 * Stands between the client and vscode-languageserver, and does the protocol duties that the library leaves out: the order
 * of the life cycle, -32700 for what is no JSON, and an end instead of silence where the framing is lost. Framing, headers
 * and limits are in `guard/frames.ts`, the order of messages in `guard/lifecycle.ts`.
 */
export function guardStreams(input: Readable, output: Writable, log: GuardLog): GuardedTransport {
  const lifecycle = new Lifecycle();
  const writer = new GuardedWriter(new StreamMessageWriter(output), (message) => lifecycle.sent(message));
  const reader = new GuardedReader((listener) => readMessages(input, listener), writer, lifecycle, log);
  return { reader, writer, lifecycle };
}

/** The same over Node's own channel between parent and child process, which keeps messages apart by itself. */
export function guardIpc(channel: NodeJS.Process, log: GuardLog): GuardedTransport {
  const lifecycle = new Lifecycle();
  const writer = new GuardedWriter(new IPCMessageWriter(channel), (message) => lifecycle.sent(message));
  const listen = (listener: MessageListener): (() => void) => {
    channel.on('message', listener.message);
    channel.on('disconnect', listener.ended);
    return () => {
      channel.off('message', listener.message);
      channel.off('disconnect', listener.ended);
    };
  };
  return { reader: new GuardedReader(listen, writer, lifecycle, log), writer, lifecycle };
}

/** Gives the library the messages that it may see, and answers the others itself. */
export class GuardedReader extends AbstractMessageReader {
  readonly #listen: (listener: MessageListener) => () => void;
  readonly #writer: GuardedWriter;
  readonly #lifecycle: Lifecycle;
  readonly #log: GuardLog;

  constructor(
    listen: (listener: MessageListener) => () => void,
    writer: GuardedWriter,
    lifecycle: Lifecycle,
    log: GuardLog,
  ) {
    super();
    this.#listen = listen;
    this.#writer = writer;
    this.#lifecycle = lifecycle;
    this.#log = log;
  }

  listen(callback: DataCallback): Disposable {
    const stop = this.#listen({
      message: (value) => this.#judge(value, callback),
      unreadable: (reason) => this.#reply(null, RpcCode.parseError, reason),
      broken: (reason) => this.#end(reason),
      stalled: (reason) => this.#log(`Waiting for the client: ${reason}.`),
      ended: () => this.fireClose(),
    });
    return { dispose: stop };
  }

  #end(reason: string): void {
    this.#log(`The messages from the client cannot be read any further: ${reason}.`);
    this.#lifecycle.broken();
    this.fireClose();
  }

  #judge(value: unknown, callback: DataCallback): void {
    const verdict = this.#lifecycle.receive(value);
    if (verdict.kind === 'pass') callback(value as Message);
    else if (verdict.kind === 'drop') this.#log(`Ignored ${methodOf(value)}: ${verdict.reason}.`);
    else this.#reply(verdict.id, verdict.code, verdict.message);
  }

  #reply(id: number | string | null, code: number, message: string): void {
    const response: ResponseMessage = { jsonrpc: '2.0', id, error: { code, message } };
    this.#writer.answer(response).catch(() => this.#log(`Could not answer: ${message}.`));
  }
}

function methodOf(value: unknown): string {
  const method = (value as { readonly method?: unknown } | null)?.method;
  return typeof method === 'string' ? JSON.stringify(method.slice(0, 100)) : 'a message';
}
