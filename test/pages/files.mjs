import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchBrowser } from '../../scripts/host/browser.mjs';
import { listen, noteViolations, scan, violationsOf, walk } from './inspect.mjs';

const LOOKS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
};

const FORBIDDEN = `<!DOCTYPE html><html lang="en"><head><title>x</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"></head>
<body><p style="color:red">x</p><script>document.title = 'ran'</script><img src="https://example.com/x.png"></body></html>`;

/**
 * The files of `metrics --format html` and `audit --format html`, opened as anybody would.
 * @param {import('./run.mjs').Test} test
 * @param {{ host: import('../../scripts/host/fetch.mjs').Host, folder: string, projects: import('./projects.mjs').Projects, cli: string }} parts
 */
export async function testFiles(test, { host, folder, projects, cli }) {
  const browser = await launchBrowser(host);
  /** @type {(look: object, file: string, use: (page: any, said: string[]) => Promise<void>) => Promise<void>} */
  const open = async (look, file, use) => {
    const context = await browser.newContext({ viewport: { width: 1000, height: 700 }, ...look });
    try {
      await noteViolations(context);
      const page = await context.newPage();
      const said = listen(page);
      await page.goto(pathToFileURL(file).href);
      await use(page, said);
    } finally {
      await context.close();
    }
  };
  await test('what watches the browser sees what is forbidden, what is not named, and what is asked for', async () => {
    const file = path.join(folder, 'forbidden.html');
    writeFileSync(file, FORBIDDEN);
    await open({}, file, async (page, said) => {
      const noted = await violationsOf(page, said);
      assert.ok(
        noted.some((each) => each.startsWith('style-src-attr')),
        noted.join('\n'),
      );
      assert.ok(
        noted.some((each) => each.startsWith('script-src-elem')),
        noted.join('\n'),
      );
      assert.ok((await scan(page)).some((each) => each.startsWith('critical image-alt')));
    });
  });
  for (const [name, project] of Object.entries(projects)) {
    for (const report of ['metrics', 'audit', 'support']) {
      const file = path.join(folder, `${name}-${report}.html`);
      const args = [cli, report, '--format', 'html'];
      writeFileSync(file, execFileSync(process.execPath, args, { cwd: project, stdio: ['ignore', 'pipe', 'ignore'] }));
      for (const [look, options] of Object.entries(LOOKS)) {
        const title = `the file of ${report} of a project that is ${name} violates no policy, runs nothing, has no finding of axe-core and is reached by keyboard, ${look} (T107, T109)`;
        await test(title, () =>
          open(options, file, async (page, said) => {
            assert.deepEqual(await violationsOf(page, said), []);
            assert.match(await page.title(), /^(?:Release metrics|Audit|Support status) of CHANGELOG\.md$/);
            assert.equal(await page.locator('script, img, iframe, link, [onload], [onerror]').count(), 0);
            assert.deepEqual(await scan(page), []);
            const { reached, reachable, visible } = await walk(page, page);
            assert.deepEqual({ reached, visible }, { reached: reachable, visible: true });
          }),
        );
      }
    }
  }
  await test('a long table is scrolled with the keyboard', () =>
    open({}, path.join(folder, 'measured-metrics.html'), async (page) => {
      const table = page.locator('.beside .scroll').first();
      await table.focus();
      await page.keyboard.press('End');
      await page.waitForFunction(() => Number(document.querySelector('.beside .scroll')?.scrollTop) > 0);
    }));
  await test('charts take other colours in the dark, and the system’s where those are forced', async () => {
    /** @type {string[]} */
    const fills = [];
    for (const options of Object.values(LOOKS)) {
      await open(options, path.join(folder, 'measured-metrics.html'), async (page) => {
        fills.push(
          await page
            .locator('.bar')
            .first()
            .evaluate((/** @type {Element} */ bar) => getComputedStyle(bar).fill),
        );
      });
    }
    assert.equal(new Set(fills).size, 3, fills.join(', '));
  });
  await browser.close();
}
