import { existsSync } from 'node:fs';
import path from 'node:path';
import { findOnPath } from '../run.mjs';

/** @typedef {import('./fetch.mjs').Host} Host */
/** @typedef {any} Browser a playwright-core browser; its types are not installed with the project */

const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** Where macOS and Windows put browsers that are not on PATH. */
const WELL_KNOWN = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  path.join(process.env.ProgramFiles ?? '', 'Google/Chrome/Application/chrome.exe'),
  path.join(process.env['ProgramFiles(x86)'] ?? '', 'Microsoft/Edge/Application/msedge.exe'),
];

/**
 * Starts a headless browser: the one that RELEASE_LEDGER_BROWSER names, else an installed one, else the host's own.
 * @param {Host} host
 * @returns {Promise<Browser>}
 */
export async function launchBrowser(host) {
  const { executablePath, env } = findBrowser(host);
  const { chromium } = host.require('playwright-core');
  try {
    return await chromium.launch({
      executablePath,
      headless: true,
      env,
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    });
  } catch (error) {
    throw new Error(
      `The browser ${executablePath} did not start. Set RELEASE_LEDGER_BROWSER to another Chromium, Chrome or Edge.\n\n${error}`,
    );
  }
}

/**
 * @param {Host} host
 * @returns {{ executablePath: string, env: NodeJS.ProcessEnv }}
 */
function findBrowser(host) {
  // Read by browsers on Linux only; elsewhere the fonts are good as they are.
  const env = { ...process.env, FONTCONFIG_FILE: host.fonts };
  const chosen = process.env.RELEASE_LEDGER_BROWSER;
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`RELEASE_LEDGER_BROWSER names ${chosen}, which does not exist.`);
    return { executablePath: chosen, env };
  }
  const installed = findOnPath(INSTALLED) ?? WELL_KNOWN.find((file) => path.isAbsolute(file) && existsSync(file));
  if (installed) return { executablePath: installed, env };
  if (host.browser) {
    // The libraries that come with it are for its process alone: they would break other programs.
    const libraries = path.join(host.browser, 'libraries/lib');
    return { executablePath: path.join(host.browser, 'chromium'), env: { ...env, LD_LIBRARY_PATH: libraries } };
  }
  throw new Error(
    `No browser was found, and npm has none for ${process.platform}-${process.arch}. ` +
      'Install Chrome, Chromium or Edge, or set RELEASE_LEDGER_BROWSER to one.',
  );
}
