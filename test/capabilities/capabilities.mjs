// Prints which capabilities of the release processes that we serve are shown by a passing test, and which are missing.
// A test shows a capability by naming its id in its title: "heads a release as ## [VERSION] - DATE (000-39, 001-08)".
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const ID = /\b00[0-4]-\d\d\b/g;

const [, ...rows] = fs
  .readFileSync(path.join(import.meta.dirname, 'capabilities.tsv'), 'utf8')
  .trim()
  .split('\n');
const capabilities = rows.map((row) => {
  const [id, kind, capability] = row.split('\t');
  return { id, kind, capability };
});
const known = new Set(capabilities.map(({ id }) => id));

/** Runs the unit suite and adds what the last run of the editor suite left, where there was one. */
function passedTitles() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'release-ledger-capabilities-'));
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

const served = new Set();
const unknown = new Set();
for (const title of passedTitles()) for (const [id] of title.matchAll(ID)) (known.has(id) ? served : unknown).add(id);

for (const kind of ['K', 'G', 'A', 'L', 'M', 'P', 'X']) {
  const missing = capabilities.filter((each) => each.kind.split(' ')[0] === kind && !served.has(each.id));
  if (missing.length === 0) continue;
  console.log(`\nNot served yet, kind ${kind}:`);
  for (const { id, capability } of missing) console.log(`  ${id}  ${capability}`);
}
for (const id of unknown) console.log(`\nA test names ${id}, which is no capability.`);
console.log(`\n${served.size} of ${capabilities.length}`);
process.exitCode = unknown.size > 0 ? 1 : 0;
