// npm start: builds and packages the extension, installs it into VS Code and opens a sample repository with planted problems.
// The VS Code has settings, extensions and state of its own; the user's is left alone.
//   --browser   the VS Code server in a browser, even where the desktop editor is on the PATH
//   --port PORT the server's port; the first free one of a few when absent
//   --check     opens the sample in a headless browser, says which problems it shows, and ends
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fetchHost } from './host/fetch.mjs';
import { installExtension, startServer } from './host/server.mjs';
import { writeUserSettings } from './host/settings.mjs';
import { openWindow, workbenchUrl } from './host/window.mjs';
import { openFile, readProblemCounts } from './host/workbench.mjs';
import { packageExtension } from './package.mjs';
import { root, scratch } from './paths.mjs';
import { findOnPath, run } from './run.mjs';
import { createSample } from './sample.mjs';

/** Stable, so that a reloaded page finds the server again after a restart. */
const PORTS = '7070-7079';

/** The sample's README says what there is to try. */
const SETTINGS = { 'workbench.startupEditor': 'readme' };

const { values } = parseArgs({
  options: {
    browser: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    port: { type: 'string', default: PORTS },
  },
});

mkdirSync(scratch, { recursive: true });
// A check leaves alone what somebody has open.
const folder = values.check ? mkdtempSync(path.join(scratch, 'start-')) : path.join(scratch, 'start');
const folders = { data: path.join(folder, 'data'), extensions: path.join(folder, 'extensions') };
const sample = path.join(folder, 'tidewater');

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  if (values.check) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function start() {
  await run(process.execPath, [path.join(root, 'scripts/build.mjs')], { quiet: true });
  const vsix = path.join(folder, 'release-ledger.vsix');
  await packageExtension(vsix);
  await createSample(sample);
  rmSync(folders.data, { recursive: true, force: true, maxRetries: 3 });
  writeUserSettings(folders.data, SETTINGS);
  // On Windows `code` is a batch file, which cannot be started without a shell.
  const code = process.platform === 'win32' ? undefined : findOnPath(['code', 'code-insiders', 'codium']);
  if (code && !values.browser && !values.check) await openDesktop(code, vsix);
  else await serve(vsix);
}

/**
 * @param {string} code
 * @param {string} vsix
 */
async function openDesktop(code, vsix) {
  const own = ['--user-data-dir', folders.data, '--extensions-dir', folders.extensions];
  await run(code, [...own, '--install-extension', vsix, '--force'], { quiet: true });
  await run(code, [...own, '--new-window', sample], { quiet: true });
  console.log(`VS Code shows the sample, ${sample}. Open CHANGELOG.md in it.`);
}

/** @param {string} vsix */
async function serve(vsix) {
  const host = await fetchHost();
  await installExtension(host, folders, vsix);
  const port = values.check ? '0' : values.port;
  const server = await startServer(host, folders, { port, flags: ['--default-folder', sample] });
  try {
    if (values.check) await check(host, server);
    else await waitForInterrupt(server);
  } finally {
    await server.stop();
  }
}

/** @param {import('./host/server.mjs').Server} server */
async function waitForInterrupt(server) {
  console.log(
    `\nRelease Ledger runs in VS Code:\n\n  ${workbenchUrl(server)}\n\nOpen CHANGELOG.md there. Ctrl+C ends it.`,
  );
  const interrupt = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
  });
  const ended = server.ended.then((code) => {
    throw new Error(`The VS Code server ended with ${code}. Run the command again; if it stays, delete ${folder}.`);
  });
  await Promise.race([interrupt, ended]);
}

/**
 * @param {import('./host/fetch.mjs').Host} host
 * @param {import('./host/server.mjs').Server} server
 */
async function check(host, server) {
  const window = await openWindow(host, server);
  try {
    await window.page.goto(workbenchUrl(server));
    // The README opens by itself a little later than the window, and would take the place of what was opened before.
    await window.page.waitForSelector('.tab.active[aria-label*="README.md"]', { timeout: 60_000 });
    await openFile(window.page, 'CHANGELOG.md');
    console.log(`VS Code shows ${await readProblemCounts(window.page)} in the sample.`);
  } finally {
    await window.close();
  }
}
