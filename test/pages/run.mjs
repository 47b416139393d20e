// npm test -- pages: the pages about releases in a real browser, as files and as webviews of a real VS Code, in every theme.
//   --only PATTERN  only the tests whose title matches
// RELEASE_LEDGER_REPORT names a file for the outcomes as JSON.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fetchHost } from '../../scripts/host/fetch.mjs';
import { root, scratch } from '../../scripts/paths.mjs';
import { testFiles } from './files.mjs';
import { makeProjects } from './projects.mjs';
import { testWebviews } from './webviews.mjs';

/** @typedef {import('../editor/index.ts').Outcome} Outcome */
/** @typedef {(title: string, run: () => Promise<void>) => Promise<void>} Test */

/** Of an error; more than these are not read. */
const LINES = 30;

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only === undefined ? null : new RegExp(values.only);

mkdirSync(scratch, { recursive: true });
const folder = mkdtempSync(path.join(scratch, 'pages-'));
/** @type {Outcome[]} */
const outcomes = [];
/** @type {Test} */
const test = async (title, run) => {
  if (only && !only.test(title)) return;
  const began = Date.now();
  /** @type {Outcome['state']} */
  let state = 'passed';
  let error = '';
  await run().catch((/** @type {Error} */ reason) => {
    state = 'failed';
    // The browser's own log is long, and says nothing of a page.
    error = (reason.stack ?? String(reason)).split('\n').slice(0, LINES).join('\n');
  });
  outcomes.push({ title: ['pages', title], state, milliseconds: Date.now() - began, ...(error && { error }) });
  console.log(` ${state === 'passed' ? '✓' : '✗'} ${title}${error && `\n${error.replace(/^/gm, '     ')}`}`);
};

try {
  const projects = await makeProjects(folder);
  const host = await fetchHost();
  const cli = path.join(root, 'dist/cli.mjs');
  await testFiles(test, { host, folder, projects, cli });
  await testWebviews(test, { host, folder, projects, only });
} catch (error) {
  await test('run', () => Promise.reject(error));
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
if (process.env.RELEASE_LEDGER_REPORT) writeFileSync(process.env.RELEASE_LEDGER_REPORT, JSON.stringify(outcomes));
process.exitCode = outcomes.some(({ state }) => state === 'failed') ? 1 : 0;
// A browser that does not let go must not keep the runner waiting.
process.exit();
