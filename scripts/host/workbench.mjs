/** @typedef {any} Page a playwright-core page; its types are not installed with the project */

const PATIENCE = { timeout: 60_000 };

/**
 * Opens a file of the folder and waits until the editor shows it.
 * @param {Page} page
 * @param {string} name
 */
export async function openFile(page, name) {
  await page.waitForSelector('.monaco-workbench .part.statusbar .statusbar-item', PATIENCE);
  await pick(page, 'Control+P', name, name);
  await page.waitForSelector(`.tab.active[data-resource-name="${name}"]`, PATIENCE);
}

/**
 * Runs a command by its title, as the command palette shows it.
 * @param {Page} page
 * @param {string} title
 */
export async function runCommand(page, title) {
  await pick(page, 'F1', `>${title}`, title);
}

/**
 * Waits until the status bar counts problems.
 * @param {Page} page
 * @returns {Promise<string>} in VS Code's words, for example "Errors: 4, Warnings: 9"
 */
export async function readProblemCounts(page) {
  const item = '#status\\.problems a[aria-label*="Errors: "], #status\\.problems a[aria-label*="Warnings: "]';
  await page.waitForSelector(item, PATIENCE);
  return page.locator(item).first().getAttribute('aria-label');
}

/**
 * Types into a quick input and takes the entry that begins with the label, once it is offered.
 * @param {Page} page
 * @param {string} key opens the quick input
 * @param {string} text
 * @param {string} label
 */
async function pick(page, key, text, label) {
  const input = '.quick-input-widget input[type="text"]';
  await page.keyboard.press(key);
  await page.waitForSelector(input, { state: 'visible', ...PATIENCE });
  await page.fill(input, text);
  const entry = page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
  await entry.waitFor(PATIENCE);
  await entry.click();
}
