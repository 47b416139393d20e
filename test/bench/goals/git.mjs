import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findOnPath } from '../../../scripts/run.mjs';
import { toFigure, toRatio } from '../lib/statistics.mjs';

const GIT = findOnPath(process.platform === 'win32' ? ['git.exe'] : ['git']);
const TAG_FIELDS = [
  'refname',
  'objectname',
  'objecttype',
  '*objectname',
  '*objecttype',
  'creatordate:iso-strict',
  'contents:signature',
  'contents',
];

/** P11: every tag with its date, objects and message, as releases, against git alone. @param {import('../run.mjs').Bench} bench */
export async function measureTags(bench) {
  const { folder, git, host, repository } = await open(bench);
  const format = `--format=${TAG_FIELDS.map((field) => `%(${field})%00`).join('')}`;
  const times = await raceWorks(31, 5, {
    ours: async () => {
      const tags = await host.readTags(git);
      const ledger = host.toLedger({ ...host.EMPTY, repository: { ...repository, tags } });
      return host.describeHistory({ ...ledger, ...host.NOTHING }).length;
    },
    alone: async () => (await runGit(folder, ['for-each-ref', format, 'refs/tags'])).split('refs/tags/').length - 1,
  });
  return describe(times, { name: 'git for-each-ref', goal: 'P11' }, `history of ${repository.tags.length} tags`);
}

/** P12: what changed between each two neighbouring tags, against one `git diff` after the other. @param {import('../run.mjs').Bench} bench */
export async function measureChanges(bench) {
  const { folder, git, host, pairs } = await open(bench);
  const times = await raceWorks(5, 1, {
    ours: async () => (await host.readChanges(git, pairs)).flat().length,
    alone: async () => {
      let files = 0;
      for (const { from, to } of pairs)
        files += (await runGit(folder, ['diff', '--numstat', '--no-renames', from, to])).split('\n').length - 1;
      return files;
    },
  });
  return describe(times, { name: 'loop of git diff', goal: 'P12' }, `numstat of ${pairs.length} pairs`);
}

/** P13: the metrics of every release, against one `git log` for each. @param {import('../run.mjs').Bench} bench */
export async function measureMetrics(bench) {
  const { folder, host, opened, repository, pairs } = await open(bench);
  const ledger = host.toLedger({ ...host.EMPTY, repository });
  const times = await raceWorks(7, 1, {
    ours: async () => (await host.gatherMetrics(ledger, opened, { until: '2100-01-01' })).leadTime.commits,
    alone: async () => {
      let commits = 0;
      const ranges = [pairs[0]?.from ?? 'HEAD', ...pairs.map(({ from, to }) => `${from}..${to}`)];
      for (const range of ranges)
        commits += (await runGit(folder, ['log', '--format=%H %aI', range])).split('\n').length - 1;
      return commits;
    },
  });
  return describe(times, { name: 'loop of git log', goal: 'P13' }, 'release metrics');
}

/** @typedef {{ from: string, to: string }} Pair */

/** @param {import('../run.mjs').Bench} bench */
async function open(bench) {
  if (!GIT) throw new Error('The goals about git need git on the search path.');
  const folder = await bench.repository();
  const host = await import(await bench.host());
  const opened = await host.openRepository(folder, process.env);
  const repository = await opened.repository();
  const git = host.openGit(GIT, folder, process.env);
  const tags = repository.tags.toSorted(
    (/** @type {{ date: string }} */ a, /** @type {{ date: string }} */ b) => Date.parse(a.date) - Date.parse(b.date),
  );
  /** @type {Pair[]} */
  const pairs = tags
    .slice(1)
    .map((/** @type {{ commit: string }} */ to, /** @type {number} */ i) => ({ from: tags[i].commit, to: to.commit }));
  return { folder, git, host, opened, repository, pairs };
}

/**
 * Lets two works run by turns; both must find the same.
 * @param {number} rounds @param {number} times each runs so often in a turn
 * @param {Readonly<Record<'ours' | 'alone', () => Promise<number>>>} works
 */
async function raceWorks(rounds, times, works) {
  /** @type {Record<'ours' | 'alone', number[]>} */
  const taken = { ours: [], alone: [] };
  const found = { ours: await works.ours(), alone: await works.alone() };
  if (found.ours !== found.alone || found.ours === 0)
    throw new Error(`Found ${found.ours}, and git alone ${found.alone}; both must find the same.`);
  for (let round = 0; round < rounds; round++) {
    for (const side of /** @type {const} */ (['ours', 'alone'])) {
      const start = performance.now();
      for (let i = 0; i < times; i++) await works[side]();
      taken[side].push((performance.now() - start) / times);
    }
  }
  return taken;
}

/**
 * @param {Readonly<Record<'ours' | 'alone', readonly number[]>>} times
 * @param {{ readonly name: string, readonly goal: string }} peer
 * @param {string} name of our own side
 */
function describe({ ours, alone }, peer, name) {
  return {
    times: [
      { name, figure: toFigure(ours), unit: 'ms' },
      { name: peer.name, figure: toFigure(alone), unit: 'ms' },
    ],
    ratios: [{ goal: peer.goal, name: peer.name, figure: toRatio(ours, alone) }],
  };
}

/** @param {string} folder @param {readonly string[]} args */
async function runGit(folder, args) {
  const child = spawn(GIT ?? 'git', args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  /** @type {Buffer[]} */
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`git ${args.join(' ')} ended with ${code}.`);
  return Buffer.concat(chunks).toString('utf8');
}
