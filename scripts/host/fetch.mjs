// A real VS Code without a desktop: the VS Code server from npm, the Node that it needs, and a headless browser.
// It weighs more than everything else together, so it is fetched when it is first needed and kept by the hash of its lock file.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { hostCache } from '../paths.mjs';
import { npmCommand, run } from '../run.mjs';
import { unpackBrowser } from './unpack-browser.mjs';

/**
 * @typedef {object} Host
 * @property {string} folder where it is installed
 * @property {string} serverMain the VS Code server's entry point
 * @property {string} node the Node executable that runs the server
 * @property {string | undefined} browser folder of the unpacked browser, where the platform has one
 * @property {string} fonts the configuration of the fonts that come with it
 * @property {NodeJS.Require} require resolves the host's own packages
 */

/** What the installed host has from this folder. */
const COPIED = ['package.json', 'package-lock.json', 'fonts.conf'];

/** The oldest Node that the VS Code server runs on. */
const OLDEST_SERVER_NODE = 22;

/**
 * The host, fetched from the npm registry if it is not there yet.
 * @returns {Promise<Host>}
 */
export async function fetchHost() {
  const folder = path.join(hostCache, contentKey());
  if (!existsSync(folder)) await install(folder);
  return {
    folder,
    serverMain: path.join(vscodeFolder(folder), 'out/server-main.js'),
    node: findServerNode(folder),
    browser: existsSync(browserFolder(folder)) ? browserFolder(folder) : undefined,
    fonts: path.join(folder, 'fonts.conf'),
    require: createRequire(path.join(folder, 'package.json')),
  };
}

/** Names the folder after what decides its content. */
function contentKey() {
  const hash = createHash('sha256');
  for (const file of [...COPIED, 'unpack-browser.mjs']) hash.update(readFileSync(beside(file)));
  return hash.digest('hex').slice(0, 16);
}

/**
 * Invariant: `folder` exists only when it is complete; everything happens beside it and one rename publishes it.
 * @param {string} folder
 */
async function install(folder) {
  mkdirSync(hostCache, { recursive: true });
  removeAbandoned();
  const partial = `${folder}.partial-${process.pid}`;
  console.error(`Fetching VS Code and a browser into ${folder} (once, about 900 MB on disk) …`);
  try {
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial);
    for (const file of COPIED) cpSync(beside(file), path.join(partial, file));
    await npm(partial, ['ci', '--ignore-scripts']);
    // The server's own packages stand in its shrinkwrap; `npm ci` refuses that file because it leaves out foreign platforms.
    await npm(vscodeFolder(partial), ['install', '--omit=dev', '--no-save', '--ignore-scripts']);
    await unpackBrowser(partial, browserFolder(partial));
    publish(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * @param {string} partial
 * @param {string} folder
 */
function publish(partial, folder) {
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Another process that installed the same lock file was faster: its copy is as good as ours.
    if (!existsSync(folder)) throw error;
  }
}

/** Removes what installations left behind that were killed. */
function removeAbandoned() {
  for (const name of readdirSync(hostCache)) {
    const pid = /\.partial-(\d+)$/.exec(name)?.[1];
    if (!pid || isRunning(Number(pid))) continue;
    try {
      rmSync(path.join(hostCache, name), { recursive: true, force: true });
    } catch {
      // The npm that it had started may have outlived it, and still be writing. The next installation removes the rest.
    }
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * @param {string} cwd
 * @param {readonly string[]} args
 */
async function npm(cwd, args) {
  const { program, args: prefix } = npmCommand();
  try {
    await run(program, [...prefix, ...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, quiet: true });
  } catch (error) {
    throw new Error(
      `VS Code could not be fetched from the npm registry. Check the connection (\`npm ping\`) and try again.\n\n${error}`,
    );
  }
}

/** @param {string} file */
function beside(file) {
  return path.join(import.meta.dirname, file);
}

/** @param {string} folder */
function vscodeFolder(folder) {
  return path.join(folder, 'node_modules/code-server/lib/vscode');
}

/** @param {string} folder */
function browserFolder(folder) {
  return path.join(folder, 'browser');
}

/** @param {string} folder */
function findServerNode(folder) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const own = path.join(folder, `node_modules/node-${platform}-${process.arch}/bin/${name}`);
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_SERVER_NODE) return process.execPath;
  throw new Error(
    `The VS Code server needs Node ${OLDEST_SERVER_NODE} or newer, this is ${process.version}, and npm has no Node for ` +
      `${process.platform}-${process.arch}. Run the same command with a newer Node, or install desktop VS Code with \`code\` on the PATH.`,
  );
}
