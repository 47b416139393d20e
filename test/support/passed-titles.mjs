import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Runs the unit suite and adds what the last run of the editor suite left, where there was one.
 *
 * @returns the full titles of the tests that passed, those of the groups around them included
 */
export function passedTitles() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'release-ledger-titles-'));
  try {
    const report = path.join(folder, 'unit.json');
    const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
    spawnSync(process.execPath, [vitest, 'run', '--reporter=json', `--outputFile=${report}`], {
      cwd: root,
      stdio: 'ignore',
    });
    const titles = JSON.parse(fs.readFileSync(report, 'utf8')).testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName),
    );
    const editor = path.join(root, 'test-results/editor.json');
    if (fs.existsSync(editor)) {
      const cases = JSON.parse(fs.readFileSync(editor, 'utf8'));
      titles.push(...cases.filter(({ state }) => state === 'passed').map(({ title }) => title.join(' ')));
    }
    return titles;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
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
