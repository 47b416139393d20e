import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** @typedef {any} Page a playwright-core page; its types are not installed with the project */
/** @typedef {any} Frame a page's frame, or the page itself */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** More stops than any page has: a focus that never comes back is caught in something. */
const MOST_STOPS = 200;

/**
 * Has every document of a browser context note what its policy forbids, from its first byte on. VS Code writes the document of
 * a webview into one that is there already, which takes every listener away: an observer stays.
 * @param {any} context
 */
export async function noteViolations(context) {
  await context.addInitScript(() => {
    const noted = /** @type {any} */ (globalThis);
    noted.violations = [];
    const note = (/** @type {any[]} */ reports) => {
      for (const { body } of reports)
        noted.violations.push(`${body.effectiveDirective}: ${body.blockedURL} ${body.sample}`);
    };
    new noted.ReportingObserver(note, { types: ['csp-violation'], buffered: true }).observe();
  });
}

/**
 * What the policy of a document forbade so far, and what the console said of it.
 * @param {Frame} frame
 * @param {readonly string[]} console
 */
export async function violationsOf(frame, console) {
  // Reports come a moment after what they are about.
  const noted = await frame.evaluate(
    () =>
      new Promise((resolve) =>
        setTimeout(() => resolve(/** @type {any} */ (globalThis).violations ?? ['not observed']), 100),
      ),
  );
  return [...noted, ...console];
}

/**
 * Collects what the browser's console says of forbidden things, in all frames.
 * @param {Page} page
 * @returns {string[]} grows
 */
export function listen(page) {
  /** @type {string[]} */
  const said = [];
  page.on('console', (/** @type {any} */ message) => {
    if (/Content.Security.Policy/i.test(message.text())) said.push(message.text());
  });
  page.on('pageerror', (/** @type {Error} */ error) => said.push(String(error)));
  page.on('request', (/** @type {any} */ request) => {
    if (!/^(?:file|data|blob):|^https?:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(request.url()))
      said.push(`asked for ${request.url()}`);
  });
  return said;
}

/**
 * Scans a document by every rule of axe-core for WCAG 2.2 AA and good practice.
 * @param {Frame} frame
 * @returns {Promise<readonly string[]>} findings, the worst first, with where they are
 */
export async function scan(frame) {
  await frame.evaluate(AXE);
  const { violations } = await frame.evaluate(() => /** @type {any} */ (globalThis).axe.run(document));
  const weight = ['minor', 'moderate', 'serious', 'critical'];
  return violations
    .sort((/** @type {any} */ a, /** @type {any} */ b) => weight.indexOf(b.impact) - weight.indexOf(a.impact))
    .flatMap((/** @type {any} */ { id, impact, nodes }) =>
      nodes.map((/** @type {any} */ { html, any, all }) => {
        const data = [...any, ...all].map(({ message }) => message).join(' ');
        return `${impact} ${id}: ${html.slice(0, 160)} ${data}`;
      }),
    );
}

/**
 * Goes through a document with the Tab key to its end, and back with Shift: a click before it says only where it begins.
 * @param {Page} page
 * @param {Frame} frame
 * @returns {Promise<{ reached: number, reachable: number, visible: boolean }>} the stops, how many there should be, and whether each had an outline
 */
export async function walk(page, frame) {
  const reachable = await frame.evaluate(() => document.querySelectorAll('a[href], [tabindex="0"]').length);
  const seen = new Set();
  let visible = true;
  for (const key of ['Tab', 'Shift+Tab']) {
    let outside = 0;
    for (let stop = 0; stop < MOST_STOPS && seen.size < reachable && outside < 2; stop++) {
      await page.keyboard.press(key);
      const at = await frame.evaluate(lookAtFocus);
      if (at === null) outside++;
      else {
        seen.add(at.index);
        visible &&= at.visible;
      }
    }
  }
  return { reached: seen.size, reachable, visible };
}

/** Runs in the document. @returns which stop has the focus, and whether that is to be seen; null where none has it */
function lookAtFocus() {
  const focused = document.activeElement;
  if (!focused || focused === document.body || !document.hasFocus()) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  return {
    index: [...document.querySelectorAll('a[href], [tabindex="0"]')].indexOf(focused),
    visible: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0,
  };
}
