import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

const reports = path.join(root, 'test-results');

/**
 * The report that `npm test` left of the unit suite where nothing has changed since, or one of a new run; and what the last run
 * of the suites in a real editor and browser left, where there was one.
 *
 * @returns the full titles of the tests that passed, those of the groups around them included
 */
export function passedTitles() {
  const unit = path.join(reports, 'unit.json');
  if (!isFresh(unit, listSources(root))) runUnitSuite(unit);
  const titles = JSON.parse(fs.readFileSync(unit, 'utf8')).testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName),
  );
  for (const name of ['editor.json', 'pages.json']) {
    const report = path.join(reports, name);
    if (!fs.existsSync(report)) continue;
    const cases = JSON.parse(fs.readFileSync(report, 'utf8'));
    titles.push(...cases.filter(({ state }) => state === 'passed').map(({ title }) => title.join(' ')));
  }
  return titles;
}

/**
 * @param {string} report
 * @param {readonly string[]} sources
 * @returns {boolean} true for a report that is newer than every file that it is about
 */
export function isFresh(report, sources) {
  const written = fs.statSync(report, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  // A file that was removed says as much as one that was changed.
  return sources.every((file) => (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < written);
}

/** Every file that is or will be committed; where there is no git, nobody knows, and the suite is run. */
function listSources(folder) {
  const { status, stdout } = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const names = stdout?.split('\0').filter((name) => name !== '') ?? [];
  return status === 0 ? names.map((name) => path.join(folder, name)) : [path.join(folder, 'no list of files')];
}

/** Leaves its report where `npm test` does. */
function runUnitSuite(report) {
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  fs.rmSync(report, { force: true });
  spawnSync(process.execPath, [vitest, 'run', '--reporter=json', `--outputFile=${report}`], {
    cwd: root,
    stdio: 'ignore',
  });
}

/**
 * Holds the ids of a register against the titles that name them.
 *
 * @param {readonly string[]} known the ids of the register
 * @param {RegExp} pattern what an id looks like, with the flag `g`
 * @returns the ids that passed tests name, and those of them that the register does not have
 */
export function namedIds(known, pattern) {
  const register = new Set(known);
  const named = new Set(passedTitles().flatMap((title) => title.match(pattern) ?? []));
  return {
    tested: new Set([...named].filter((id) => register.has(id))),
    unknown: [...named].filter((id) => !register.has(id)).sort(),
  };
}

/** The rows of a table beside a script, without its header, each as its fields. */
export function readTable(file) {
  const [, ...rows] = fs.readFileSync(file, 'utf8').trim().split('\n');
  return rows.map((row) => row.split('\t'));
}
