import { type Connection, createConnection } from 'vscode-languageserver';
import { createProtocolConnection } from 'vscode-languageserver/node';
import type { GuardedTransport } from './guard.ts';

/** The process that a server lives in, as far as the protocol ends it. */
export interface ServerProcess {
  /** Ends the process with a code; called once everything that was said has left. */
  readonly exit: (code: number) => void;
  /** Asks to be ended as soon as the process with this id is gone. */
  readonly watchParent: (processId: number) => void;
}

const FLUSH_PATIENCE_MS = 1000;

/** Joins the library to a guarded transport: the exit code is the guard's, and no answer is cut off by the exit. */
export function connect({ reader, writer, lifecycle }: GuardedTransport, process: ServerProcess): Connection {
  let exiting = false;
  const exit = async (): Promise<void> => {
    if (exiting) return;
    exiting = true;
    const timer = setTimeout(() => process.exit(lifecycle.exitCode), FLUSH_PATIENCE_MS);
    await writer.flushed();
    clearTimeout(timer);
    process.exit(lifecycle.exitCode);
  };
  reader.onClose(() => void exit());
  writer.onError(() => void exit());
  return createConnection((logger) => createProtocolConnection(reader, writer, logger), {
    shutdownReceived: false,
    initialize: ({ processId }) => {
      if (Number.isInteger(processId) && (processId as number) > 0) process.watchParent(processId as number);
    },
    exit: () => void exit(),
  });
}
