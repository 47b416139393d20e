/** The codes of JSON-RPC 2.0 section 5.1 and LSP 3.17 "Response Message" that the guard answers with. */
export const RpcCode = {
  parseError: -32700,
  invalidRequest: -32600,
  invalidParams: -32602,
  serverNotInitialized: -32002,
} as const;

/** What to do with a message that arrived. */
export type Verdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'drop'; readonly reason: string }
  | { readonly kind: 'reply'; readonly id: RequestId | null; readonly code: number; readonly message: string };

type State = 'new' | 'running' | 'shutdown' | 'exited';
type RequestId = number | string;
type Fields = { readonly [name: string]: unknown };

const PASS: Verdict = { kind: 'pass' };

/**
 * The order in which LSP 3.17 allows messages ("Server lifecycle"), and JSON-RPC's rules for requests.
 *
 * `receive` judges what comes in; `sent` sees what goes out, for the replies tell which ids are free again and whether
 * initialize failed. Responses pass at any time. What follows `initialize` is passed on before its reply is out, because
 * scripts send both in one go and the library handles them in order.
 *
 * **Invariant:** of two requests under one id only the first reaches the server while it is unanswered: the library would
 * forget the first one, and a request would stay without its reply.
 */
export class Lifecycle {
  #state: State = 'new';
  #initializeId: RequestId | null = null;
  #exitCode: 0 | 1 = 1;
  readonly #open = new Set<RequestId>();

  /** The code of LSP 3.17 "Exit Notification": 0 once the client has asked to shut down, otherwise 1. */
  get exitCode(): 0 | 1 {
    return this.#exitCode;
  }

  /** Nothing can be read any more, so that nobody can ask to shut down: that is a failure, even behind shutdown. */
  broken(): void {
    this.#state = 'exited';
    this.#exitCode = 1;
  }

  receive(message: unknown): Verdict {
    if (this.#state === 'exited') return drop('it came after exit');
    if (Array.isArray(message)) return refuse(null, RpcCode.invalidRequest, 'Unexpected batch, LSP has none');
    if (!isFields(message)) return refuse(null, RpcCode.invalidRequest, 'Unexpected value, expected a JSON-RPC object');
    const { method } = message;
    if (typeof method === 'string') {
      return Object.hasOwn(message, 'id') ? this.#request(message, method) : this.#notification(message, method);
    }
    if (Object.hasOwn(message, 'result') || Object.hasOwn(message, 'error')) return PASS;
    const id = isRequestId(message.id) ? message.id : null;
    return refuse(id, RpcCode.invalidRequest, 'Unexpected message, expected a method, a result or an error');
  }

  /** Notes a message that goes out. */
  sent(message: unknown): void {
    if (!isFields(message) || typeof message.method === 'string' || !isRequestId(message.id)) return;
    this.#open.delete(message.id);
    if (message.id !== this.#initializeId) return;
    this.#initializeId = null;
    if (isFields(message.error) && this.#state === 'running') this.#state = 'new';
  }

  #request(message: Fields, method: string): Verdict {
    const id = message.id;
    if (!isRequestId(id)) return refuse(null, RpcCode.invalidRequest, 'Unexpected id, expected a string or a number');
    if (this.#open.has(id))
      return refuse(id, RpcCode.invalidRequest, 'Unexpected id of a request that is unanswered yet');
    if (this.#state === 'shutdown') return refuse(id, RpcCode.invalidRequest, `Unexpected ${method} after shutdown`);
    if (method === 'initialize') {
      if (this.#state !== 'new') return refuse(id, RpcCode.invalidRequest, 'Unexpected second initialize');
      if (!isFields(message.params) || !isFields(message.params.capabilities)) {
        return refuse(id, RpcCode.invalidParams, 'Unexpected parameters of initialize, expected capabilities');
      }
      this.#state = 'running';
      this.#initializeId = id;
    } else if (this.#state === 'new') {
      return refuse(id, RpcCode.serverNotInitialized, `Unexpected ${method}, expected initialize first`);
    }
    if (method === 'shutdown') {
      this.#state = 'shutdown';
      this.#exitCode = 0;
    }
    this.#open.add(id);
    return PASS;
  }

  #notification(message: Fields, method: string): Verdict {
    if (method === 'exit') {
      this.#state = 'exited';
      return PASS;
    }
    if (this.#state === 'new') return drop('it came before initialize');
    if (method === '$/cancelRequest') {
      return isFields(message.params) && isRequestId(message.params.id) ? PASS : drop('it names no request');
    }
    return this.#state === 'shutdown' ? drop('it came after shutdown') : PASS;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRequestId(value: unknown): value is RequestId {
  return typeof value === 'string' || typeof value === 'number';
}

function drop(reason: string): Verdict {
  return { kind: 'drop', reason };
}

function refuse(id: RequestId | null, code: number, message: string): Verdict {
  return { kind: 'reply', id, code, message };
}
