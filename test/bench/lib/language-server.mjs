import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node.js';

/**
 * A language server over its standard streams, with the client's half of the protocol that both servers under test need.
 *
 * @typedef {object} Conversation
 * @property {import('vscode-jsonrpc/node.js').MessageConnection} connection
 * @property {(uri: string, text: string) => void} open
 * @property {(uri: string, version: number, place: Place, removed: number, text: string) => void} change one edit in one line
 * @property {() => number | null} memory bytes of physical memory now; null where the system does not tell
 * @property {() => number | null} peakMemory bytes of physical memory at most so far; null where the system does not tell
 * @property {() => Promise<void>} stop
 *
 * @typedef {{ readonly line: number, readonly character: number }} Place
 */

/**
 * Starts a server and initializes it.
 * @param {readonly string[]} args of Node
 * @param {object} options
 * @param {string} options.rootUri
 * @param {object} [options.initializationOptions]
 * @param {(connection: import('vscode-jsonrpc/node.js').MessageConnection) => void} [options.prepare] before the first message
 * @returns {Promise<Conversation>}
 */
export async function startServer(args, { rootUri, initializationOptions, prepare }) {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text;
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${args.join(' ')} ended with ${code}.\n${errors}`);
  });
  ended.catch(() => {});
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  answerRequests(connection);
  prepare?.(connection);
  connection.listen();
  const params = {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'bench' }],
    capabilities: CAPABILITIES,
    initializationOptions,
  };
  await Promise.race([connection.sendRequest('initialize', params), ended]);
  void connection.sendNotification('initialized', {});
  return {
    connection,
    open: (uri, text) =>
      void connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'markdown', version: 1, text },
      }),
    change: (uri, version, { line, character }, removed, text) =>
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [
          { range: { start: { line, character }, end: { line, character: character + removed } }, text },
        ],
      }),
    memory: () => readMemory(Number(child.pid), 'VmRSS'),
    peakMemory: () => readMemory(Number(child.pid), 'VmHWM'),
    stop: async () => {
      const gone = ended.catch(() => {});
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await gone;
      connection.dispose();
    },
  };
}

const CAPABILITIES = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    synchronization: { dynamicRegistration: true },
    publishDiagnostics: {
      versionSupport: true,
      relatedInformation: true,
      codeDescriptionSupport: true,
      dataSupport: true,
    },
    diagnostic: { dynamicRegistration: true },
  },
  workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true } },
};

/** @param {import('vscode-jsonrpc/node.js').MessageConnection} connection */
function answerRequests(connection) {
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null));
  for (const method of [
    'client/registerCapability',
    'workspace/diagnostic/refresh',
    'window/workDoneProgress/create',
  ]) {
    connection.onRequest(method, () => null);
  }
}

/** @param {number} pid @param {'VmRSS' | 'VmHWM'} field */
function readMemory(pid, field) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [, kilobytes] = new RegExp(`^${field}:\\s*(\\d+) kB$`, 'm').exec(status) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
