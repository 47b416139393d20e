// npm run test:editor: the editor suites in the extension host of a real VS Code.
//   --only NAME[,NAME]   only the test files of these names (views for views.test.ts)
//   --desktop [VERSION]  in a desktop VS Code, downloaded where it is not there yet (on Linux without a display: under xvfb-run -a)
// RELEASE_LEDGER_REPORT names a file for the outcomes as JSON.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import esbuild from 'esbuild';
import { writeUserSettings } from '../../scripts/host/settings.mjs';
import { root, scratch } from '../../scripts/paths.mjs';
import { createSample } from '../../scripts/sample.mjs';

/** @typedef {import('./index.ts').Outcome} Outcome */

/**
 * @typedef {object} Scenario
 * @property {string} name a folder of test files beside this one
 * @property {boolean} trusted whether VS Code trusts the sample
 * @property {'folder' | 'workspace' | 'nothing'} [opens] the sample alone, the sample beside another folder, or no folder at all
 */

/** @type {readonly Scenario[]} */
const SCENARIOS = [
  { name: 'suite', trusted: true },
  { name: 'restricted', trusted: false },
  { name: 'several', trusted: true, opens: 'workspace' },
  { name: 'empty', trusted: true, opens: 'nothing' },
];

/** Takes the place of the desktop's executable. */
const LAUNCHER = path.join(root, 'scripts/host/code.mjs');

const { values, positionals } = parseArgs({
  options: { desktop: { type: 'boolean', default: false }, only: { type: 'string' } },
  allowPositionals: true,
});
const { desktop } = values;
const [version] = positionals;
const only = values.only?.split(',');

mkdirSync(scratch, { recursive: true });
/** One of its own for each run, so that two runs at a time do not meet. */
const runFolder = mkdtempSync(path.join(scratch, 'editor-'));

/** @type {Outcome[]} */
const outcomes = [];
for (const scenario of SCENARIOS) {
  if (testsOf(scenario.name).length === 0) continue;
  if (desktop && !scenario.trusted) console.log(`${scenario.name}: left out, test-electron turns workspace trust off`);
  else outcomes.push(...(await runScenario(scenario)));
}
if (process.env.RELEASE_LEDGER_REPORT) writeFileSync(process.env.RELEASE_LEDGER_REPORT, JSON.stringify(outcomes));
if (outcomes.some(({ state }) => state === 'failed')) {
  console.log(`What the host printed stands in ${path.relative('', runFolder)}, in a folder for each scenario.`);
  process.exitCode = 1;
} else rmSync(runFolder, { recursive: true, force: true, maxRetries: 3 });

/**
 * @param {Scenario} scenario
 * @returns {Promise<readonly Outcome[]>}
 */
async function runScenario({ name, trusted, opens = 'folder' }) {
  const folder = path.join(runFolder, name);
  mkdirSync(folder);
  const files = { suite: path.join(folder, 'suite'), report: path.join(folder, 'report.json') };
  const log = path.join(folder, 'host.log');
  const data = path.join(folder, 'data');
  const sample = path.join(folder, 'sample');
  await bundle(name, files.suite);
  await createSample(sample);
  const opened = opens === 'nothing' ? [] : [opens === 'workspace' ? await createWorkspace(folder, sample) : sample];
  writeUserSettings(data);
  try {
    await runTests({
      ...(desktop ? { version: version ?? 'stable' } : { vscodeExecutablePath: LAUNCHER }),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(files.suite, 'index.cjs'),
      launchArgs: [...opened, `--user-data-dir=${data}`, `--extensions-dir=${path.join(folder, 'extensions')}`],
      extensionTestsEnv: {
        RELEASE_LEDGER_REPORT: files.report,
        RELEASE_LEDGER_HOST_LOG: log,
        RELEASE_LEDGER_TRUST: trusted ? 'trusted' : 'untrusted',
      },
    });
  } catch (error) {
    // Failed tests are in the report; without one the host itself failed.
    if (!existsSync(files.report)) return [describeCrash(name, error, log)];
  }
  /** @type {readonly Outcome[]} */
  const outcomes = JSON.parse(readFileSync(files.report, 'utf8'));
  if (outcomes.length === 0) return [describeCrash(name, 'It has no tests.', log)];
  for (const outcome of outcomes) print(outcome);
  return outcomes;
}

/**
 * A workspace of the sample and of a second one beside it.
 * @param {string} folder
 * @param {string} sample
 * @returns {Promise<string>} its file
 */
async function createWorkspace(folder, sample) {
  const second = path.join(folder, 'second');
  await createSample(second);
  const file = path.join(folder, 'both.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: [{ path: sample }, { path: second }] }));
  return file;
}

/**
 * The test files of a scenario that were asked for.
 * @param {string} name
 */
function testsOf(name) {
  const files = readdirSync(path.join(import.meta.dirname, name)).filter((file) => file.endsWith('.test.ts'));
  return only ? files.filter((file) => only.includes(file.replace('.test.ts', ''))) : files;
}

/**
 * @param {string} name
 * @param {string} outdir
 */
async function bundle(name, outdir) {
  const folder = path.join(import.meta.dirname, name);
  const tests = testsOf(name);
  await esbuild.build({
    entryPoints: [path.join(import.meta.dirname, 'index.ts'), ...tests.map((file) => path.join(folder, file))],
    outdir,
    entryNames: '[name]',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/**
 * @param {string} name
 * @param {unknown} error
 * @param {string} log
 * @returns {Outcome}
 */
function describeCrash(name, error, log) {
  const printed = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-40).join('\n') : '';
  /** @type {Outcome} */
  const outcome = {
    title: [name, 'runs in the extension host'],
    state: 'failed',
    milliseconds: 0,
    error: `${error instanceof Error ? error.message : error}\n${printed}`,
  };
  print(outcome);
  return outcome;
}

/** @param {Outcome} outcome */
function print({ title, state, milliseconds, error }) {
  const mark = { passed: '✓', failed: '✗', skipped: '-' }[state];
  console.log(` ${mark} ${title.join(' › ')}${milliseconds > 1000 ? ` (${(milliseconds / 1000).toFixed(1)} s)` : ''}`);
  if (error) console.log(error.replace(/^/gm, '     '));
}
