import { stat } from 'node:fs/promises';
import { systemClock } from '../host/clock.ts';
import { diskFiles } from '../host/files.ts';
import { createMarkdownLinter } from '../host/markdown-style.ts';
import { diskWriter } from '../host/write-file.ts';
import type { CliHost } from './host.ts';
import type { Output } from './printer.ts';

/** The command line's world in a process of Node. @param workerFile the bundle of the Markdown style layer's thread */
export function createNodeHost(workerFile: URL): CliHost {
  return {
    cwd: process.cwd(),
    env: process.env,
    readInput,
    openInput: () => process.stdin,
    stdout: toOutput(process.stdout),
    stderr: toOutput(process.stderr),
    isFolder: async (path) => {
      try {
        return (await stat(path)).isDirectory();
      } catch {
        return false;
      }
    },
    files: diskFiles,
    writer: diskWriter,
    hashFiles: async (...request) => (await import('../host/hash.ts')).hashFiles(...request),
    clock: systemClock,
    openRepository: async (folder) => {
      const { openRepository } = await import('../host/git/open-repository.ts');
      return openRepository(folder, process.env);
    },
    releaseContext: (folder, command) => ({
      folder,
      env: process.env,
      trusted: true,
      command,
      now: () => new Date(),
    }),
    confirm: process.stdin.isTTY && process.stderr.isTTY && !process.env.CI ? confirm : null,
    interruption: listenForInterruption,
    createLinter: () => createMarkdownLinter({ files: diskFiles, workerFile }),
    runServer: async () => {
      const { runServer } = await import('../../server/run-server.ts');
      runServer(['--stdio']);
      // The server ends the process by itself, with the exit code that its protocol asks for.
      return new Promise<never>(() => undefined);
    },
  };
}

async function confirm(question: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Whoever interrupts, or ends the input, has not said yes.
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  try {
    return /^y(?:es)?$/i.test((await Promise.race([terminal.question(`${question} [y/N] `), closed])).trim());
  } finally {
    terminal.close();
  }
}

let interruption: AbortSignal | null = null;

/** The one signal of this process that somebody stops it. */
function listenForInterruption(): AbortSignal {
  if (interruption) return interruption;
  const controller = new AbortController();
  // Whoever asks twice does not want to wait until everything is cleaned up: the second time ends the program.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  interruption = controller.signal;
  return interruption;
}

/**
 * Whoever reads the output may stop at any time, as `head` does; what would be written behind that goes nowhere. A disk that is full
 * ends with the exit code of what cannot be done, whatever comes of the rest.
 */
function toOutput(stream: NodeJS.WriteStream): Output {
  let isOpen = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    const isGone = error.code === 'EPIPE' || error.code === 'EOF';
    if (isOpen && !isGone) {
      process.exitCode = 2;
      if (stream === process.stdout) process.stderr.write(`error: the output cannot be written: ${error.message}\n`);
    }
    isOpen = false;
  });
  return {
    columns: stream.isTTY ? stream.columns : null,
    write: (text) => {
      if (isOpen) stream.write(text);
    },
  };
}

async function readInput(limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer);
    chunks.push(bytes);
    length += bytes.length;
    if (length > limit) break;
  }
  return Buffer.concat(chunks);
}
