// npm test: builds, then runs every suite, and ends with one line that counts them all.
//   npm test -- unit    only the parts that are named (unit, editor, pages, start)
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../scripts/paths.mjs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * @typedef {object} Part
 * @property {string} title
 * @property {(report: string) => { args: readonly string[], env?: NodeJS.ProcessEnv }} command of Node; writes a report
 * @property {(report: any) => Counts} [count] absent: the part is one test, which its exit code decides
 */

const vitest = path.join(path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

/** @type {Readonly<Record<string, Part>>} */
const PARTS = {
  unit: {
    title: 'Unit, protocol, grammar and project suites',
    command: (report) => ({
      args: [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    }),
    count: countVitest,
  },
  editor: {
    title: 'Editor suites, in the extension host of a real VS Code',
    command: (report) => ({
      args: [path.join(root, 'test/editor/run.mjs')],
      env: { RELEASE_LEDGER_REPORT: report },
    }),
    count: countOutcomes,
  },
  pages: {
    title: 'Pages about releases in a real browser and in webviews of a real VS Code',
    command: (report) => ({
      args: [path.join(root, 'test/pages/run.mjs')],
      env: { RELEASE_LEDGER_REPORT: report },
    }),
    count: countOutcomes,
  },
  start: {
    title: 'npm start, with the packaged extension, in a headless browser',
    command: () => ({ args: [path.join(root, 'scripts/start.mjs'), '--check'] }),
  },
};

const reports = path.join(root, 'test-results');
/** @type {import('node:child_process').ChildProcess | undefined} */
let running;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    running?.kill(signal);
    running?.once('close', () => process.exit(130));
    if (!running) process.exit(130);
  });
}

process.exitCode = await main();

/** @returns {Promise<number>} the exit code */
async function main() {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !(name in PARTS));
  if (unknown.length > 0) {
    console.error(`Unknown part: ${unknown.join(', ')}. The parts are ${Object.keys(PARTS).join(', ')}.`);
    return 2;
  }
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  heading('Build');
  if ((await node([path.join(root, 'scripts/build.mjs')])) !== 0) return conclude({ passed: 0, failed: 1, skipped: 0 });
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, part] of Object.entries(PARTS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const counts = await runPart(name, part);
    for (const key of /** @type {(keyof Counts)[]} */ (Object.keys(total))) total[key] += counts[key];
  }
  return conclude(total);
}

/**
 * @param {string} name
 * @param {Part} part
 * @returns {Promise<Counts>}
 */
async function runPart(name, { title, command, count }) {
  heading(title);
  const report = path.join(reports, `${name}.json`);
  const { args, env } = command(report);
  const code = await node(args, env);
  if (!count) return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  if (!existsSync(report)) {
    console.error(`${title}: ended with ${code} before it wrote its report.`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const counts = count(JSON.parse(readFileSync(report, 'utf8')));
  // A runner that fails although each test passed has a reason: an error outside of the tests, for example.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
function node(args, env = {}) {
  return new Promise((resolve) => {
    running = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    running.once('error', () => resolve(1));
    running.once('close', (code) => {
      running = undefined;
      resolve(code ?? 1);
    });
  });
}

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} report
 * @returns {Counts}
 */
function countVitest(report) {
  // A file that cannot be loaded has no tests that could fail.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {readonly { state: keyof Counts }[]} outcomes
 * @returns {Counts}
 */
function countOutcomes(outcomes) {
  /** @param {keyof Counts} wanted */
  const count = (wanted) => outcomes.filter(({ state }) => state === wanted).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

/** @param {string} title */
function heading(title) {
  console.log(`\n== ${title}\n`);
}

/**
 * @param {Counts} counts
 * @returns {number} the exit code
 */
function conclude({ passed, failed, skipped }) {
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
