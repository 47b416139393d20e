import { spawn } from 'node:child_process';
import path from 'node:path';
import { run } from '../run.mjs';

/** @typedef {import('./fetch.mjs').Host} Host */

/**
 * @typedef {object} Folders
 * @property {string} data settings, state and logs
 * @property {string} extensions installed extensions
 */

/**
 * @typedef {object} Server
 * @property {string} authority host and port, for example 127.0.0.1:41234
 * @property {Promise<number | null>} ended its exit code, once it has one
 * @property {() => Promise<void>} stop
 */

/** How long the server may take to stop by itself. */
const STOP_MS = 5_000;

/**
 * Starts a VS Code server that only this machine can reach; there is no token, so it never listens anywhere else.
 * @param {Host} host
 * @param {Folders} folders
 * @param {object} [options]
 * @param {string} [options.port] a port or a range; any free port when absent
 * @param {boolean} [options.trusted] whether every folder is trusted without asking; true when absent
 * @param {readonly string[]} [options.flags] more flags of the server
 * @param {NodeJS.ProcessEnv} [options.env] the environment of the server and its extension hosts
 * @returns {Promise<Server>}
 */
export async function startServer(host, folders, { port = '0', trusted = true, flags = [], env = process.env } = {}) {
  const args = [
    ...['--host', '127.0.0.1', '--port', port, '--without-connection-token'],
    ...folderFlags(folders),
    ...['--telemetry-level', 'off'],
    ...(trusted ? ['--disable-workspace-trust'] : []),
    ...flags,
  ];
  const child = spawn(host.node, [host.serverMain, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  const authority = `127.0.0.1:${await boundPort(child)}`;
  return {
    authority,
    ended,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/**
 * Installs a packaged extension for the servers that use the same folders.
 * @param {Host} host
 * @param {Folders} folders
 * @param {string} vsix
 */
export async function installExtension(host, folders, vsix) {
  const args = ['--install-extension', vsix, '--force', ...folderFlags(folders)];
  await run(host.node, [host.serverMain, ...args], { quiet: true });
}

/** @param {Folders} folders */
function folderFlags({ data, extensions }) {
  return [
    ...['--server-data-dir', path.join(data, 'server'), '--user-data-dir', data, '--extensions-dir', extensions],
    '--accept-server-license-terms',
  ];
}

/**
 * Waits until the server says which port it got.
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @returns {Promise<number>}
 */
function boundPort(child) {
  return new Promise((resolve, reject) => {
    let printed = '';
    let bound = false;
    /** @param {string} text */
    const read = (text) => {
      if (bound) return;
      printed += text;
      const port = /agent listening on (\d+)/.exec(printed)?.[1];
      if (!port) return;
      bound = true;
      resolve(Number(port));
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('error', (error) => reject(new Error(`The VS Code server could not be started: ${error.message}`)));
    child.once('close', (code) => reject(new Error(`The VS Code server ended with ${code} at once.\n${printed}`)));
  });
}
