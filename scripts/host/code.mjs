#!/usr/bin/env node
// Takes the place of the desktop `code` executable: reads the flags that @vscode/test-electron passes, runs the suite in the
// extension host of a VS Code server behind a headless browser, and ends with the suite's exit code.
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import { fetchHost } from './fetch.mjs';
import { startServer } from './server.mjs';
import { openWindow, workbenchUrl } from './window.mjs';

/** @typedef {import('./fetch.mjs').Host} Host */
/** @typedef {import('./server.mjs').Server} Server */
/** @typedef {import('./window.mjs').Window} Window */

const LIMIT_SECONDS = Number(process.env.RELEASE_LEDGER_HOST_SECONDS ?? 300);

const { flags, folder } = parseFlags(process.argv.slice(2));
const folders = { data: required('user-data-dir'), extensions: required('extensions-dir') };
// test-electron always turns workspace trust off; a suite about restricted mode asks for it here.
const trusted = process.env.RELEASE_LEDGER_TRUST !== 'untrusted';

try {
  process.exitCode = await withServer((host, server) => withWindow(host, server, (window) => runSuite(server, window)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
// A browser or server that does not let go must not keep the runner waiting.
process.exit();

/** @param {(host: Host, server: Server) => Promise<number>} use */
async function withServer(use) {
  const host = await fetchHost();
  const server = await startServer(host, folders, { trusted, flags: ['--enable-smoke-test-driver'] });
  try {
    return await use(host, server);
  } finally {
    await server.stop();
  }
}

/**
 * @param {Host} host
 * @param {Server} server
 * @param {(window: Window) => Promise<number>} use
 */
async function withWindow(host, server, use) {
  const window = await openWindow(host, server);
  try {
    return await use(window);
  } finally {
    await window.close();
  }
}

/**
 * @param {Server} server
 * @param {Window} window
 * @returns {Promise<number>} the suite's exit code
 */
async function runSuite(server, window) {
  /** @type {Promise<number>} */
  const exit = new Promise((resolve) => void window.page.exposeFunction('codeAutomationExit', resolve));
  await window.page.exposeFunction('codeAutomationLog', log);
  await window.page.goto(workbenchUrl(server, query(server)));
  return Promise.race([exit, window.lost, interruption(), timeout()]);
}

/**
 * The console of the extension host and the workbench's own chatter come as one stream.
 * @param {string} _type
 * @param {unknown[]} args
 */
function log(_type, args) {
  const line = `${format(...args)}\n`;
  const file = process.env.RELEASE_LEDGER_HOST_LOG;
  if (file) appendFileSync(file, line);
  else process.stdout.write(line);
}

/** @param {Server} server */
function query(server) {
  /** @param {string} file */
  const remote = (file) => `vscode-remote://${server.authority}${path.resolve(file)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(required('extensionDevelopmentPath'))],
    ['extensionTestsPath', remote(required('extensionTestsPath'))],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const target = folder === undefined ? { ew: 'true' } : { [kindOf(folder)]: path.resolve(folder) };
  return { payload: JSON.stringify(payload), ...target };
}

/** @param {string} file */
function kindOf(file) {
  return file.endsWith('.code-workspace') ? 'workspace' : 'folder';
}

/** @returns {Promise<never>} rejects when the runner is asked to stop, so that browser and server are stopped first */
function interruption() {
  return new Promise((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => reject(new Error(`Stopped by ${signal}.`)));
  });
}

/** @returns {Promise<never>} */
function timeout() {
  return new Promise((_, reject) => {
    const error = new Error(`The suite did not end within ${LIMIT_SECONDS} seconds.`);
    setTimeout(() => reject(error), LIMIT_SECONDS * 1000).unref();
  });
}

/** @param {string} name */
function required(name) {
  const value = flags.get(name);
  if (value === undefined) throw new Error(`code.mjs needs --${name}=…`);
  return value;
}

/** @param {readonly string[]} args */
function parseFlags(args) {
  const found = args.map((arg) => /^--([\w-]+)(?:=(.*))?$/s.exec(arg));
  return {
    flags: new Map(found.flatMap((match) => (match ? [[match[1] ?? '', match[2] ?? '']] : []))),
    folder: args.find((_, index) => found[index] === null),
  };
}
