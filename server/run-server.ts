import { fileURLToPath } from 'node:url';
import { systemClock } from '../src/host/clock.ts';
import { diskFiles, isTaken } from '../src/host/files.ts';
import { hashInThread } from '../src/host/hash-in-thread.ts';
import { toolRunner } from '../src/host/run-tool.ts';
import { connect } from './connect.ts';
import { guardIpc, guardStreams } from './guard.ts';
import type { ServerHost } from './host.ts';
import { startServer } from './start.ts';

/** Our bundles lie beside each other. */
const COMMAND_LINE = new URL('./cli.mjs', import.meta.url);

const NODE: ServerHost = {
  files: diskFiles,
  clock: systemClock,
  isTaken,
  env: process.env,
  commandLine: { program: process.execPath, script: fileURLToPath(COMMAND_LINE) },
  hashFiles: hashInThread(new URL('./hash-worker.mjs', import.meta.url)),
  runTool: toolRunner(COMMAND_LINE, process.env),
  openRepository: async (folder) => {
    const { openRepository } = await import('../src/host/git/open-repository.ts');
    return openRepository(folder, process.env);
  },
  createLinter: async () => {
    const { createMarkdownLinter } = await import('../src/host/markdown-style.ts');
    return createMarkdownLinter({
      files: diskFiles,
      workerFile: new URL('./markdownlint-worker.mjs', import.meta.url),
    });
  },
};
const PARENT_INTERVAL_MS = 3000;

/** Runs the language server over standard input and output, or over Node's own channel with `--node-ipc`, until the process ends. */
export function runServer(argv: readonly string[]): void {
  // Standard output belongs to the protocol: whatever a library prints must not get between two messages.
  console.log = console.info = console.debug = console.error;
  // A client that is gone reads no log; its end is noticed on standard input.
  process.stderr.on('error', () => undefined);
  process.on('unhandledRejection', (reason) => console.error('Unhandled rejection:', reason));
  const log = (message: string): void => console.error(message);
  const transport =
    argv.includes('--node-ipc') && process.send
      ? guardIpc(process, log)
      : guardStreams(process.stdin, process.stdout, log);
  const connection = connect(transport, {
    exit,
    watchParent: (parent) => watchParent(parent, () => exit(transport.lifecycle.exitCode)),
  });
  startServer(connection, NODE);
}

/** What was logged last is mostly why the process ends, and must not be lost with it. */
function exit(code: number): void {
  process.stderr.write('', () => process.exit(code));
}

function watchParent(parent: number, gone: () => void): void {
  setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch (error) {
      // EPERM: it lives and belongs to somebody else.
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') gone();
    }
  }, PARENT_INTERVAL_MS).unref();
}
