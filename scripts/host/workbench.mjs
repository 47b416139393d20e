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
 * Moves the cursor of the active editor.
 * @param {Page} page
 * @param {number} line from 1
 * @param {number} column from 1
 */
export async function goTo(page, line, column) {
  await pick(page, 'Control+G', `:${line}:${column}`, `line ${line}`);
  await page.waitForSelector('.monaco-editor.focused', PATIENCE);
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
 * Opens a quick input with a key and takes an entry of it.
 * @param {Page} page
 * @param {string} key
 * @param {string} text
 * @param {string} label
 */
async function pick(page, key, text, label) {
  await page.keyboard.press(key);
  await choose(page, text, label);
  await page.waitForSelector('.quick-input-widget', { state: 'hidden', ...PATIENCE });
}

/**
 * Types into the quick input that is open, or about to open, and takes the first entry that contains the label.
 * @param {Page} page
 * @param {string} text
 * @param {string} label
 */
export async function choose(page, text, label) {
  const input = '.quick-input-widget input[type="text"]';
  await page.waitForSelector(input, { state: 'visible', ...PATIENCE });
  await page.fill(input, text);
  const entry = page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
  await entry.waitFor(PATIENCE);
  // What hovers where the mouse was left would be clicked in its place.
  await page.mouse.move(0, 0);
  await entry.click();
}
