// node test/bench/rules.mjs [FILE…]: where the time of a check goes, by stage and by rule. Without files it reads the synthetic
// changelog of 1 MB. The shortest of many runs is printed: it is what the code costs when nothing else runs. What several rules
// share counts for the first of them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizeChangelog } from '../support/synthetic-changelog.mjs';
import { buildCore } from './lib/products.mjs';

const RUNS = 60;
const TODAY = '2026-11-21';

const files = process.argv.slice(2);
const texts =
  files.length > 0 ? files.map((file) => readFileSync(file, 'utf8')) : [synthesizeChangelog({ bytes: 1e6 }).text];
const folder = mkdtempSync(join(tmpdir(), 'release-ledger-rules-'));
/** Microseconds by name, the shortest run so far. @type {Map<string, number>} */
const shortest = new Map();
/** What this run has spent so far. @type {Map<string, number>} */
const current = new Map();

try {
  const core = await import(await buildCore(folder));
  const rules = core.CHANGELOG_RULES.map(timed);
  // The last results stay alive, as a document stays open in an editor while the next version of it is read.
  let last;
  for (let run = 0; run < RUNS; run++) {
    current.clear();
    time('parse', () => texts.map((text) => core.parseChangelog(text)));
    last = time('check, all of it', () =>
      texts.map((text) => core.checkChangelog({ text, path: 'CHANGELOG.md', today: TODAY }, rules)),
    );
    for (const [name, spent] of current) shortest.set(name, Math.min(spent, shortest.get(name) ?? spent));
  }
  const rows = [...shortest].sort(([, a], [, b]) => b - a);
  for (const [name, microseconds] of rows) console.log(`${microseconds.toFixed(0).padStart(8)} µs  ${name}`);
  console.log(`${last?.reduce((sum, { problems }) => sum + problems.length, 0)} problems in ${texts.length} texts`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {{ id: string, check: (context: object, report: Function) => void }} rule */
function timed(rule) {
  return {
    ...rule,
    check: (/** @type {object} */ context, /** @type {Function} */ report) =>
      time(rule.id, () => rule.check(context, report)),
  };
}

/** @template T @param {string} name @param {() => T} work @returns {T} */
function time(name, work) {
  const start = process.hrtime.bigint();
  const result = work();
  current.set(name, (current.get(name) ?? 0) + Number(process.hrtime.bigint() - start) / 1000);
  return result;
}
