import { choose, goTo, openFile, readProblemCounts, runCommand } from '../host/workbench.mjs';
import { makeBusy, makeListed, makeNew, makeReleasable, makeUnready } from './busy-project.mjs';
import { makeMeasured } from './measured-project.mjs';
import { makeRecorded } from './recorded-project.mjs';

/** @typedef {import('../host/workbench.mjs').Page} Page */
/** @typedef {{ x: number, y: number, width: number, height: number }} Box in CSS pixels */

/**
 * @typedef {object} Shot
 * @property {(page: Page) => Promise<Box | undefined>} take arranges the window; returns the part to show, all of it when undefined
 * @property {(sample: string) => Promise<void>} [prepare] changes the sample before it is opened
 * @property {{ width: number, height: number }} [size] of the window, in CSS pixels
 * @property {number} [scale] pixels per CSS pixel
 * @property {Readonly<Record<string, unknown>>} [settings]
 * @property {boolean} [kept] false: it is looked at, and not kept in the repository
 */

/** Window and scale of most pictures. A whole window and a part of it both make 1280 × 800 pixels. */
export const SIZE = { width: 1024, height: 640 };
export const SCALE = 1.25;
const LARGE = { width: 1280, height: 800 };
const PART = { width: 640, height: 400 };
const PART_SCALE = 2;

/** Something that has not moved for so long has found its place. */
const STEADY_MS = 300;

/** Nothing that moves, and nothing that is not about the changelog. */
export const SETTINGS = {
  'breadcrumbs.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.fontFamily': 'JetBrains Mono',
  'editor.fontSize': 14,
  'editor.matchBrackets': 'never',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.scrollBeyondLastLine': false,
  'editor.stickyScroll.enabled': false,
  'git.blame.statusBarItem.enabled': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.reduceMotion': 'on',
};

const SIDE_BAR = '.part.sidebar';
const CHANGES = '.pane:has(> .pane-header[aria-label^="Unreleased"])';
const HISTORY = '.pane:has(> .pane-header[aria-label^="Release History"])';
const READINESS = '.pane:has(> .pane-header[aria-label^="Readiness"])';
const VERSION_FILES = '.pane:has(> .pane-header[aria-label^="Version Files"])';
const LENS = '.codelens-decoration';
const INLAY = '.view-line:has-text("→ ")';

/** @type {Readonly<Record<string, Shot>>} */
export const SHOTS = {
  diagnostics: {
    async take(page) {
      await openAlone(page);
      await runCommand(page, 'View: Focus Problems');
      await page.waitForSelector('.markers-panel .monaco-list-row');
      // The row of the file: on the row of a problem the light bulb would take the place of its severity.
      await page.keyboard.press('Home');
      await goTo(page, 14, 8);
      await settle(page);
      return undefined;
    },
  },
  'quick-fix': {
    scale: PART_SCALE,
    async take(page) {
      await openAlone(page);
      await goTo(page, 28, 12);
      await page.waitForSelector(LENS, { state: 'attached' });
      await page.keyboard.press('Control+.');
      return around(page, '.action-widget .monaco-list-row');
    },
  },
  completion: {
    scale: PART_SCALE,
    // The snippets of the Markdown extension are not about changelogs; the smaller letters leave room for a whole heading.
    settings: { 'editor.snippetSuggestions': 'none', 'editor.suggestFontSize': 12 },
    async take(page) {
      await openAlone(page);
      await goTo(page, 16, 200);
      await settle(page);
      await page.keyboard.type('\n\n##');
      await page.keyboard.press('Control+Space');
      return around(page, '.suggest-widget.visible .monaco-list-row.focused');
    },
  },
  hover: {
    scale: PART_SCALE,
    async take(page) {
      await openAlone(page);
      await goTo(page, 8, 6);
      await settle(page);
      await runCommand(page, 'Show or Focus Hover');
      return around(page, '.monaco-hover:not(.hidden) .hover-contents');
    },
  },
  outline: {
    async take(page) {
      await openChangelog(page);
      // The list of files is folded, so that the outline has the whole side bar.
      await page.click(`${SIDE_BAR} .pane-header:has-text("tidewater")`);
      await runCommand(page, 'Explorer: Focus on Outline View');
      await page.waitForSelector('.outline-pane .monaco-list-row');
      await goTo(page, 8, 1);
      await settle(page);
      return undefined;
    },
  },
  views: {
    prepare: makeBusy,
    async take(page) {
      await openLedger(page);
      await expand(page, HISTORY, '1.3.0');
      await goTo(page, 37, 1);
      await page.mouse.move(0, 0);
      await page.waitForSelector(`${LENS}:visible`);
      await steady(page, `${LENS}, ${SIDE_BAR}`);
      return undefined;
    },
  },
  manifest: {
    prepare: makeRecorded,
    async take(page) {
      await openLedger(page);
      await expand(page, HISTORY, '2.0.0');
      await openFile(page, 'release_manifest.json');
      await runCommand(page, 'Release Ledger: Verify Manifest');
      await page.waitForSelector('.notification-toast:has-text("Verified")');
      await runCommand(page, 'Notifications: Clear All Notifications');
      await goTo(page, 5, 1);
      await steady(page, `.markers-panel .monaco-list-row, ${SIDE_BAR}`);
      return undefined;
    },
  },
  compare: {
    prepare: makeBusy,
    async take(page) {
      await openChangelog(page);
      await openViews(page);
      await page.hover(row(HISTORY, '2.0.0'));
      await page.click(`${row(HISTORY, '2.0.0')} .action-label.codicon-git-compare`);
      await page.waitForSelector('.multiDiffEntry .view-line');
      await page.mouse.move(0, 0);
      await steady(page, '.multiDiffEntry .view-line');
      return undefined;
    },
  },
  plan: {
    prepare: makeReleasable,
    size: LARGE,
    scale: 1,
    async take(page) {
      await openAlone(page);
      await page.keyboard.press('F1');
      await choose(page, '>Release Ledger: Cut Release', 'Cut Release');
      await choose(page, '2.1', '2.1.0');
      await page.click('.monaco-dialog-box .monaco-button:has-text("Review First")');
      await page.waitForSelector('.multiDiffEntry .view-line');
      await page.mouse.move(0, 0);
      await steady(page, '.multiDiffEntry .view-line, .notification-list-item');
      return undefined;
    },
  },
  readiness: {
    prepare: makeUnready,
    async take(page) {
      await openLedger(page);
      await page.waitForSelector(`${READINESS} .monaco-list-row`);
      await page.mouse.move(0, 0);
      await steady(page, `${LENS}, ${SIDE_BAR}`);
      return undefined;
    },
  },
  checklist: {
    prepare: makeListed,
    async take(page) {
      await openLedger(page);
      for (const view of [HISTORY, CHANGES, VERSION_FILES]) await page.click(`${view} > .pane-header`);
      await page.waitForSelector(`${READINESS} .monaco-list-row[aria-label^="Approvals"]`);
      await page.mouse.move(0, 0);
      await steady(page, `${LENS}, ${SIDE_BAR}`);
      return undefined;
    },
  },
  'activity-bar': {
    prepare: makeBusy,
    kept: false,
    scale: PART_SCALE,
    settings: { 'workbench.activityBar.location': 'default' },
    async take(page) {
      await openChangelog(page);
      await openViews(page);
      await page.waitForSelector('.activitybar .action-item:has([aria-label^="Release Ledger"]) .badge-content');
      await steady(page, `${LENS}, ${SIDE_BAR}`);
      return { x: 0, y: 0, ...PART };
    },
  },
  dashboard: {
    prepare: makeMeasured,
    size: LARGE,
    scale: 1,
    take: (page) => showPage(page, 'Show Dashboard'),
  },
  // All of it, for whoever looks at it: as high as the page is long.
  'dashboard-long': {
    prepare: makeMeasured,
    kept: false,
    size: { width: 1280, height: 2600 },
    scale: 0.75,
    take: (page) => showPage(page, 'Show Dashboard'),
  },
  audit: {
    prepare: makeMeasured,
    kept: false,
    take: (page) => showPage(page, 'Show Audit Trail'),
  },
  support: {
    prepare: makeMeasured,
    kept: false,
    take: (page) => showPage(page, 'Show Support Status'),
  },
  welcome: {
    prepare: makeNew,
    scale: PART_SCALE,
    async take(page) {
      await openFile(page, 'README.md');
      await openViews(page);
      await page.waitForSelector(`${HISTORY} .welcome-view-content a.monaco-button`);
      return { x: 0, y: 0, ...PART };
    },
  },
  walkthrough: { size: LARGE, scale: 1, take: (page) => showStep(page, null) },
  ...Object.fromEntries(
    ['problems', 'fix', 'add', 'policy', 'manifest'].map((step) => [
      `walkthrough-${step}`,
      { size: LARGE, scale: 1, kept: false, take: (/** @type {Page} */ page) => showStep(page, step) },
    ]),
  ),
};

/** @param {Page} page */
async function openChangelog(page) {
  await openFile(page, 'CHANGELOG.md');
  await readProblemCounts(page);
}

/**
 * Shows the changelog and nothing beside it.
 * @param {Page} page
 */
async function openAlone(page) {
  await openChangelog(page);
  await hideSideBar(page);
}

/**
 * Shows the changelog with the views of its ledger.
 * @param {Page} page
 */
async function openLedger(page) {
  await openChangelog(page);
  await openViews(page);
  await widen(page);
}

/**
 * Shows the views of the ledger, and waits for what git said.
 * @param {Page} page
 */
async function openViews(page) {
  await runCommand(page, 'Release Ledger: Focus on Release History View');
  await page.waitForSelector(`${HISTORY} .monaco-list-row, ${HISTORY} .welcome-view-content`);
}

/**
 * Makes the side bar as wide as its rows are long.
 * @param {Page} page
 */
async function widen(page) {
  const sash = await page.locator(SIDE_BAR).boundingBox();
  const x = sash.x + sash.width;
  await page.mouse.move(x, sash.y + sash.height / 2);
  await page.mouse.down();
  await page.mouse.move(x + 90, sash.y + sash.height / 2, { steps: 5 });
  await page.mouse.up();
}

/**
 * @param {string} view
 * @param {string} label
 */
function row(view, label) {
  return `${view} .monaco-list-row[aria-label^="${label}"]`;
}

/**
 * @param {Page} page
 * @param {string} view
 * @param {string} label
 */
async function expand(page, view, label) {
  await page.click(`${row(view, label)} .monaco-tl-twistie`);
  await steady(page, `${view} .monaco-list-row`);
}

/**
 * Waits until no more of these come.
 * @param {Page} page
 * @param {string} selector
 */
async function steady(page, selector) {
  await untilSteady(page, async () => page.locator(selector).allTextContents());
}

/** @param {Page} page */
async function hideSideBar(page) {
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await page.waitForSelector(SIDE_BAR, { state: 'hidden' });
}

/**
 * Waits until what comes a little later than the text has come: lenses above the releases, the next version behind Unreleased.
 * @param {Page} page
 */
async function settle(page) {
  await page.waitForSelector(LENS);
  await page.waitForSelector(INLAY);
}

/**
 * Shows a page about releases, with nothing beside it.
 * @param {Page} page
 * @param {string} title of its command
 * @returns {Promise<undefined>}
 */
async function showPage(page, title) {
  await openChangelog(page);
  await hideSideBar(page);
  await runCommand(page, `Release Ledger: ${title}`);
  await untilSteady(page, async () => {
    const shown = page.frames().map((/** @type {any} */ frame) => isShown(frame, 'main > h1'));
    return (await Promise.all(shown)).includes(true) ? true : null;
  });
  await page.mouse.move(0, 0);
  return undefined;
}

/**
 * Shows the walkthrough.
 * @param {Page} page
 * @param {string | null} step its name; null for the first one
 * @returns {Promise<undefined>}
 */
async function showStep(page, step) {
  await openAlone(page);
  await page.keyboard.press('F1');
  await choose(page, '>Welcome: Open Walkthrough...', 'Open Walkthrough');
  await choose(page, 'Release Ledger', 'Release Ledger');
  await page.waitForSelector('.gettingStartedContainer .step-list-container');
  if (step !== null) await page.click(`.step-list-container [data-step-id$="#${step}"] .step-title`);
  await waitForDrawing(page);
  return undefined;
}

/**
 * Waits for the drawing beside the walkthrough's steps, which is a page of its own within frames.
 * @param {Page} page
 */
async function waitForDrawing(page) {
  await untilSteady(page, async () => {
    const shown = page.frames().map((/** @type {any} */ frame) => isShown(frame, 'body > svg'));
    return (await Promise.all(shown)).includes(true) ? true : null;
  });
}

/**
 * @param {any} frame which may be gone by the time that it is asked
 * @param {string} selector
 * @returns {Promise<boolean>}
 */
function isShown(frame, selector) {
  return frame
    .locator(selector)
    .isVisible()
    .catch(() => false);
}

/**
 * The part of the window around something that has just appeared.
 * @param {Page} page
 * @param {string} selector
 * @returns {Promise<Box>}
 */
async function around(page, selector) {
  const element = page.locator(selector).first();
  await element.waitFor();
  return center(await untilSteady(page, () => element.boundingBox()));
}

/**
 * Looks until it sees the same thing twice.
 * @template Value
 * @param {Page} page
 * @param {() => Promise<Value | null>} look null: not there
 * @returns {Promise<Value>}
 */
async function untilSteady(page, look) {
  let before = 'null';
  for (let looks = 0; looks < 100; looks++) {
    const value = await look();
    const now = JSON.stringify(value);
    if (value !== null && now === before) return value;
    before = now;
    await page.waitForTimeout(STEADY_MS);
  }
  throw new Error('What the picture is about did not come, or did not come to rest.');
}

/**
 * @param {Box} box
 * @returns {Box} a part of the window with the box in its middle, as far as the window reaches
 */
function center({ x, y, width, height }) {
  return {
    x: Math.round(Math.max(0, Math.min(x + width / 2 - PART.width / 2, SIZE.width - PART.width))),
    y: Math.round(Math.max(0, Math.min(y + height / 2 - PART.height / 2, SIZE.height - PART.height))),
    ...PART,
  };
}
