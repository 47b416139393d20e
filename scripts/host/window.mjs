import { launchBrowser } from './browser.mjs';

/** @typedef {import('./fetch.mjs').Host} Host */
/** @typedef {import('./server.mjs').Server} Server */
/** @typedef {any} Page a playwright-core page; its types are not installed with the project */

/**
 * @typedef {object} Window
 * @property {Page} page
 * @property {Promise<never>} lost rejects when the page, the browser or the server goes away
 * @property {() => Promise<void>} close
 */

/**
 * The address of a workbench: of the server's default folder, or of what the query says.
 * @param {Server} server
 * @param {Readonly<Record<string, string>>} [query]
 */
export function workbenchUrl(server, query) {
  return `http://${server.authority}/${query ? `?${new URLSearchParams(query)}` : ''}`;
}

/**
 * A browser with one empty page, for a workbench of this server.
 * @param {Host} host
 * @param {Server} server
 * @param {Readonly<Record<string, unknown>>} [context] playwright's context options
 * @returns {Promise<Window>}
 */
export async function openWindow(host, server, context = {}) {
  const browser = await launchBrowser(host);
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, ...context })).newPage();
  /** @type {Promise<never>} */
  const lost = new Promise((_, reject) => {
    browser.on('disconnected', () => reject(new Error('The browser went away.')));
    page.on('crash', () => reject(new Error('The page crashed.')));
    void server.ended.then((code) => reject(new Error(`The VS Code server ended with ${code}.`)));
  });
  lost.catch(() => undefined);
  return { page, lost, close: () => browser.close() };
}
