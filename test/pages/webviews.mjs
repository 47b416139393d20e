import assert from 'node:assert/strict';
import path from 'node:path';
import { installExtension, startServer } from '../../scripts/host/server.mjs';
import { writeUserSettings } from '../../scripts/host/settings.mjs';
import { openWindow, workbenchUrl } from '../../scripts/host/window.mjs';
import { openFile, readProblemCounts, runCommand } from '../../scripts/host/workbench.mjs';
import { packageExtension } from '../../scripts/package.mjs';
import { listen, noteViolations, scan, violationsOf, walk } from './inspect.mjs';

const THEMES = ['Default Light Modern', 'Default Dark Modern', 'Default High Contrast', 'Default High Contrast Light'];

const PAGES = {
  'Show Dashboard': 'Release metrics of CHANGELOG.md',
  'Show Audit Trail': 'Audit of CHANGELOG.md',
  'Show Support Status': 'Support status of CHANGELOG.md',
};

const PATIENCE_MS = 60_000;

/**
 * The pages as webviews, in a VS Code of each theme.
 * @param {import('./run.mjs').Test} test
 * @param {{ host: import('../../scripts/host/fetch.mjs').Host, folder: string, projects: import('./projects.mjs').Projects, only: RegExp | null }} parts
 */
export async function testWebviews(test, { host, folder, projects, only }) {
  const folders = { data: path.join(folder, 'data'), extensions: path.join(folder, 'extensions') };
  const vsix = path.join(folder, 'release-ledger.vsix');
  await packageExtension(vsix);
  await installExtension(host, folders, vsix);
  for (const theme of THEMES) {
    if (only && !only.test(theme)) continue;
    writeUserSettings(folders.data, { 'workbench.colorTheme': theme });
    const server = await startServer(host, folders, { flags: ['--default-folder', projects.hostile] });
    const window = await openWindow(host, server);
    try {
      const { page } = window;
      await noteViolations(page.context());
      const said = listen(page);
      await page.goto(workbenchUrl(server));
      await openFile(page, 'CHANGELOG.md');
      await readProblemCounts(page);
      for (const [command, heading] of Object.entries(PAGES)) {
        const title = `the page of ${command} violates no policy, runs nothing of the repository’s, has no finding of axe-core and is reached by keyboard in ${theme} (T107, T114)`;
        await test(title, async () => {
          await runCommand(page, `Release Ledger: ${command}`);
          const frame = await findFrame(page, heading);
          assert.deepEqual(await violationsOf(frame, said), []);
          assert.equal(
            await frame.locator('main').locator('script, img, iframe, link, [onload], [onerror]').count(),
            0,
          );
          assert.deepEqual(await scan(frame), []);
          await frame.locator('h1').click();
          const { reached, reachable, visible } = await walk(page, frame);
          assert.deepEqual({ reached, visible }, { reached: reachable, visible: true });
        });
      }
      if (theme === THEMES[0]) {
        await test('a page is shown again in a window that is opened anew', async () => {
          // The editor keeps what is open when it is asked to go, and not when its page is taken away.
          const loaded = page.waitForEvent('load');
          await runCommand(page, 'Developer: Reload Window');
          await loaded;
          await findFrame(page, PAGES['Show Support Status']);
        });
        await test('a link of a page leads to the other one', async () => {
          const frame = await findFrame(page, PAGES['Show Support Status']);
          await frame.locator('nav a', { hasText: 'Metrics' }).click();
          await findFrame(page, PAGES['Show Dashboard']);
        });
      }
    } finally {
      await window.close();
      await server.stop();
    }
  }
}

/**
 * The frame of the webview in which a page is shown.
 * @param {any} page
 * @param {string} heading
 */
async function findFrame(page, heading) {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    for (const frame of page.frames()) {
      const isIt = await frame
        .evaluate(
          (/** @type {string} */ text) =>
            document.hasFocus !== undefined &&
            document.querySelector('main h1')?.textContent === text &&
            innerWidth > 0,
          heading,
        )
        .catch(() => false);
      if (isIt && (await frame.locator('h1').isVisible())) return frame;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`There is no page “${heading}”.`);
}
