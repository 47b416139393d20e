import { type ChildProcess, spawn } from 'node:child_process';

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
  /** Bytes of standard output after which the process is killed. */
  readonly outputLimit: number;
}

export type ProcessResult =
  | { readonly kind: 'ended'; readonly code: number; readonly stdout: Buffer; readonly stderr: string }
  | {
      readonly kind: 'failed';
      readonly reason: 'not-found' | 'timeout' | 'too-much-output' | 'killed' | 'not-started';
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
    let failure: ProcessResult | null = null;
    const stop = (reason: 'timeout' | 'too-much-output', detail: string): void => {
      failure ??= { kind: 'failed', reason, detail };
      endGroup(child);
    };
    const timer = setTimeout(() => stop('timeout', `no end after ${request.timeout / 1000} s`), request.timeout);
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > request.outputLimit) stop('too-much-output', `more than ${request.outputLimit} bytes`);
      else chunks.push(chunk);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < ERROR_LIMIT) stderr += text;
    });
    // A program may end without reading what it is given; that shows in its code, not here.
    child.stdin?.on('error', () => undefined);
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      resolve({ kind: 'failed', reason: error.code === 'ENOENT' ? 'not-found' : 'not-started', detail: error.message });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (failure) resolve(failure);
      else if (code === null) resolve({ kind: 'failed', reason: 'killed', detail: `ended by ${signal}` });
      else resolve({ kind: 'ended', code, stdout: Buffer.concat(chunks), stderr });
    });
    child.stdin?.end(request.input);
  });
}
