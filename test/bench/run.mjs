// npm run bench [-- P1 P6 --json FILE]: measures the speed goals against other tools, side by side in one run, and prints each
// figure with its spread, what it must be and what it should be. Ratios hold on any machine; milliseconds do not.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesizeChangelog } from '../support/synthetic-changelog.mjs';
import { synthesizeRepository } from '../support/synthetic-repository.mjs';
import { TARGETS, TITLES } from './goals/targets.mjs';
import { installPeers } from './lib/peers.mjs';
import { buildCore, buildHost, buildShipped, ROOT } from './lib/products.mjs';
import { describeMachine, describeRows, describeTimes, judge } from './lib/report.mjs';

/** @typedef {Awaited<ReturnType<typeof prepare>>} Bench */
/** @typedef {{ goals: readonly string[], measure: (bench: Bench) => Promise<import('./lib/report.mjs').Measurement> }} Step */

/** A step serves several goals where they can be seen in one run. @type {() => Promise<readonly Step[]>} */
async function loadSteps() {
  const validation = await import('./goals/validation.mjs');
  const { measureKeystrokes } = await import('./goals/keystroke.mjs');
  const { measureStartup } = await import('./goals/startup.mjs');
  const { measureSizes } = await import('./goals/size.mjs');
  const git = await import('./goals/git.mjs');
  const artifacts = await import('./goals/artifacts.mjs');
  const { measureMemory } = await import('./goals/memory.mjs');
  return [
    { goals: ['P1', 'P2'], measure: validation.measureParsers },
    { goals: ['P3'], measure: validation.measureTools },
    { goals: ['P4'], measure: validation.measureGrowth },
    { goals: ['P5'], measure: validation.measureCorpus },
    { goals: ['P6', 'P9'], measure: measureKeystrokes },
    { goals: ['P7'], measure: measureStartup },
    { goals: ['P8'], measure: measureSizes },
    { goals: ['P10'], measure: artifacts.measureHashing },
    { goals: ['P11'], measure: git.measureTags },
    { goals: ['P12'], measure: git.measureChanges },
    { goals: ['P13'], measure: git.measureMetrics },
    { goals: ['P14'], measure: artifacts.measureManifest },
    { goals: ['P15'], measure: artifacts.measureBundle },
    { goals: ['P16'], measure: measureMemory },
  ];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, keep: { type: 'boolean', default: false } },
});
const wanted = positionals.map((goal) => goal.toUpperCase());
const unknown = wanted.filter((goal) => !Object.hasOwn(TITLES, goal));
if (unknown.length > 0) {
  console.error(`No such goal: ${unknown.join(', ')}. There are ${Object.keys(TITLES).join(', ')}.`);
  process.exitCode = 2;
} else {
  const bench = await prepare();
  try {
    await measure(bench);
  } finally {
    if (values.keep) console.error(`Kept ${bench.folder}`);
    else rmSync(bench.folder, { recursive: true, force: true });
  }
}

/** @param {Bench} bench */
async function measure(bench) {
  await installPeers();
  console.log(`${describeMachine()}\n`);
  const rows = [];
  const raw = [];
  for (const { goals, measure } of await loadSteps()) {
    const asked = goals.filter((goal) => wanted.length === 0 || wanted.includes(goal));
    if (asked.length === 0) continue;
    const measurement = await measure(bench);
    for (const goal of goals) console.log(`${goal}  ${TITLES[/** @type {keyof typeof TITLES} */ (goal)]}`);
    if (measurement.notMeasured) console.log(`    Not measured: ${measurement.notMeasured}.`);
    for (const line of describeTimes(measurement)) console.log(line);
    console.log();
    rows.push(...judge(TARGETS, measurement));
    raw.push({ goals, ...measurement });
  }
  for (const line of describeRows(rows)) console.log(line);
  if (values.json)
    writeFileSync(values.json, `${JSON.stringify({ machine: describeMachine(), rows, measurements: raw }, null, 2)}\n`);
}

/** What the measurements share; each part is made when the first of them asks for it. */
async function prepare() {
  const folder = mkdtempSync(join(tmpdir(), 'release-ledger-bench-'));
  /** @type {Promise<string> | undefined} */
  let core;
  /** @type {Promise<string> | undefined} */
  let shipped;
  /** @type {Promise<string> | undefined} */
  let host;
  /** @type {Promise<string> | undefined} */
  let repository;
  return {
    folder,
    /** The address of the core as one module. */
    core: () => {
      core ??= buildCore(folder);
      return core;
    },
    /** The folder of the shipped bundles, built afresh. */
    shipped: () => {
      shipped ??= buildShipped(folder);
      return shipped;
    },
    /** The address of what reads repositories as one module. */
    host: () => {
      host ??= buildHost(folder);
      return host;
    },
    /** The folder of a synthetic repository: 20,000 files, 2,000 commits, 500 tags. */
    repository: () => {
      const made = join(folder, 'repository');
      repository ??= synthesizeRepository({ folder: made, files: 20_000, commits: 2000, tagEvery: 4 }).then(() => made);
      return repository;
    },
    /** A file with a synthetic changelog. @param {number} megabytes */
    synthetic: (megabytes) => {
      const file = join(folder, `synthetic-${megabytes}.md`);
      if (!existsSync(file)) writeFileSync(file, synthesizeChangelog({ bytes: megabytes * 1e6 }).text);
      return file;
    },
    /** The files of the corpus; none where it is absent. */
    corpus: () => {
      const candidates = [process.env.RELEASE_LEDGER_CORPUS, resolve(ROOT, '../shared/corpus')];
      const found = candidates.find((each) => each !== undefined && existsSync(each));
      if (found === undefined) return [];
      const names = readdirSync(found).filter((name) => name.endsWith('.md'));
      return names.sort().map((name) => join(found, name));
    },
  };
}
