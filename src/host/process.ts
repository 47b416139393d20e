import { type ChildProcess, spawn } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';

/** A program to run: no shell, an argument array, an environment of its own. */
export interface ProcessRequest {
  /** An absolute path; the search path is not consulted here. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Written to standard input, which is then closed; without it there is none. */
  readonly input?: string | Uint8Array;
  /** Milliseconds until the process is killed. */
  readonly timeout: number;
  /** Bytes of standard output after which the process is killed; where somebody listens, of both streams. */
  readonly outputLimit: number;
  /** Is told what the process writes, as it comes. */
  readonly onOutput?: (chunk: Buffer, stream: 'stdout' | 'stderr') => void;
  /** Ends the process. */
  readonly signal?: AbortSignal;
  /** Milliseconds after its end in which what it has started may still write; then that is ended, too. Without it, nothing is. */
  readonly leaveTime?: number;
}

export type ProcessResult =
  | { readonly kind: 'ended'; readonly code: number; readonly stdout: Buffer; readonly stderr: string }
  | {
      readonly kind: 'failed';
      readonly reason: 'not-found' | 'timeout' | 'too-much-output' | 'cancelled' | 'killed' | 'not-started';
      readonly detail: string;
    };

/** Standard error is for messages; more than this of it helps nobody. */
const ERROR_LIMIT = 64 * 1024;

const HAS_GROUPS = process.platform !== 'win32';

/** Ends a process and what it started. What has left its group is not waited for: its hold of our pipes is given up. */
function endGroup(child: ChildProcess): void {
  try {
    if (HAS_GROUPS && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It has ended by itself.
  }
  child.stdout?.destroy();
  child.stderr?.destroy();
}

/** Runs a program to its end. Never rejects: what can go wrong is a result. */
export function runProcess(request: ProcessRequest): Promise<ProcessResult> {
  return new Promise((resolve) => {
    const child = spawn(request.program, request.args, {
      cwd: request.cwd,
      env: { ...request.env },
      shell: false,
      windowsHide: true,
      // A group of its own, so that what it starts can be ended with it.
      detached: HAS_GROUPS,
      stdio: [request.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    let size = 0;
    let stderr = '';
    const errors = new StringDecoder('utf8');
    let failure: ProcessResult | null = null;
    const stop = (reason: 'timeout' | 'too-much-output' | 'cancelled', detail: string): void => {
      failure ??= { kind: 'failed', reason, detail };
      endGroup(child);
    };
    const timer = setTimeout(() => stop('timeout', `no end after ${request.timeout / 1000} s`), request.timeout);
    const cancel = (): void => stop('cancelled', 'it was cancelled');
    request.signal?.addEventListener('abort', cancel, { once: true });
    if (request.signal?.aborted) cancel();
    const isWithin = (chunk: Buffer): boolean => {
      size += chunk.length;
      if (size > request.outputLimit) stop('too-much-output', `more than ${request.outputLimit} bytes`);
      return size <= request.outputLimit;
    };
    child.stdout?.on('data', (chunk: Buffer) => {
      if (!isWithin(chunk)) return;
      chunks.push(chunk);
      request.onOutput?.(chunk, 'stdout');
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      if (stderr.length < ERROR_LIMIT) stderr += errors.write(chunk);
      if (request.onOutput && isWithin(chunk)) request.onOutput(chunk, 'stderr');
    });
    let leaving: NodeJS.Timeout | undefined;
    const settle = (result: ProcessResult): void => {
      clearTimeout(timer);
      clearTimeout(leaving);
      request.signal?.removeEventListener('abort', cancel);
      resolve(result);
    };
    child.on('exit', () => {
      if (request.leaveTime !== undefined) leaving = setTimeout(() => endGroup(child), request.leaveTime);
    });
    // A program may end without reading what it is given; that shows in its code, not here.
    child.stdin?.on('error', () => undefined);
    child.on('error', (error: NodeJS.ErrnoException) => {
      settle({ kind: 'failed', reason: error.code === 'ENOENT' ? 'not-found' : 'not-started', detail: error.message });
    });
    child.on('close', (code, signal) => {
      // What it has started may live on without holding on to the output.
      if (request.leaveTime !== undefined) endGroup(child);
      if (failure) settle(failure);
      else if (code === null) settle({ kind: 'failed', reason: 'killed', detail: `ended by ${signal}` });
      else settle({ kind: 'ended', code, stdout: Buffer.concat(chunks), stderr });
    });
    child.stdin?.end(request.input);
  });
}
