import { type ChildProcess, spawn } from 'node:child_process';

export interface RpcMessage {
  readonly jsonrpc: '2.0';
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A server in a process of its own, spoken to in bytes. */
export interface ServerProcess {
  readonly write: (bytes: string | Buffer) => void;
  readonly send: (message: object) => void;
  readonly closeInput: () => void;
  readonly received: readonly RpcMessage[];
  readonly stderr: () => string;
  readonly child: ChildProcess;
  /** The exit code, once it has ended. */
  readonly exit: Promise<number | null>;
  /** Resolves with the first received message that fits, also one that came before. */
  readonly next: (fits: (message: RpcMessage) => boolean) => Promise<RpcMessage>;
}

/** Puts LSP's header before a message. */
export function frame(message: object | string): string {
  const body = typeof message === 'string' ? message : JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

export function startProcess(file: string, args: readonly string[] = ['--stdio']): ServerProcess {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const received: RpcMessage[] = [];
  const waiting = new Set<() => void>();
  let rest = Buffer.alloc(0);
  let stderr = '';
  const notify = (): void => {
    for (const each of [...waiting]) each();
  };
  child.stdout.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const end = rest.indexOf('\r\n\r\n');
      if (end < 0) break;
      const length = Number(/Content-Length: (\d+)/.exec(rest.toString('latin1', 0, end))?.[1]);
      if (Number.isNaN(length)) throw new Error(`The server wrote something else than messages: ${rest.toString()}`);
      if (rest.length < end + 4 + length) break;
      received.push(JSON.parse(rest.toString('utf8', end + 4, end + 4 + length)));
      rest = rest.subarray(end + 4 + length);
    }
    notify();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    notify();
  });
  // A server that has ended refuses what is still being written: that is what some tests are about.
  child.stdin.on('error', () => undefined);
  const exit = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      resolve(code);
      notify();
    });
  });
  const next = (fits: (message: RpcMessage) => boolean): Promise<RpcMessage> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = received.find(fits);
        if (found) resolve(found);
        else if (child.exitCode !== null) reject(new Error(`The server ended with ${child.exitCode}: ${stderr}`));
        else return;
        waiting.delete(look);
      };
      waiting.add(look);
      look();
    });
  return {
    write: (bytes) => child.stdin.write(bytes),
    send: (message) => child.stdin.write(frame({ jsonrpc: '2.0', ...message })),
    closeInput: () => child.stdin.end(),
    received,
    stderr: () => stderr,
    child,
    exit,
    next,
  };
}
