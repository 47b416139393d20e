import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { findOnPath } from '../../../scripts/run.mjs';
import { toFigure, toRatio } from '../lib/statistics.mjs';

/** P10: the digests of 20,000 files, against sha256sum and a loop of streams. @param {import('../run.mjs').Bench} bench */
export async function measureHashing(bench) {
  const { folder, paths, host } = await checkOut(bench);
  const list = join(bench.folder, 'paths');
  writeFileSync(list, paths.map((/** @type {string} */ path) => `${path}\0`).join(''));
  const times = await raceWorks(7, {
    ours: async () => (await host.hashFiles(folder, paths)).size,
    sha256sum: async () => (await runIn(folder, 'xargs', ['-0', 'sha256sum'], list)).split('\n').length - 1,
  });
  const naive = await raceWorks(2, {
    streams: async () => {
      let count = 0;
      for (const path of paths) {
        const sum = createHash('sha256');
        for await (const piece of createReadStream(join(folder, path))) sum.update(piece);
        if (sum.digest('hex').length === 64) count++;
      }
      return count;
    },
  });
  return describe(
    { ...times, ...naive },
    {
      goal: 'P10',
      ours: `SHA-256 of ${paths.length} files`,
      peers: { sha256sum: 'xargs -0 sha256sum', streams: 'loop of createReadStream' },
    },
  );
}

/** P14: the git processes of a whole manifest. @param {import('../run.mjs').Bench} bench */
export async function measureManifest(bench) {
  const folder = await bench.repository();
  const host = await import(await bench.host());
  const git = findOnPath(['git']);
  const counting = join(bench.folder, 'counting');
  const started = join(counting, 'started');
  mkdirSync(counting, { recursive: true });
  writeFileSync(join(counting, 'git'), `#!/bin/sh\necho "$*" >> '${started}'\nexec '${git}' "$@"\n`);
  chmodSync(join(counting, 'git'), 0o755);
  const tags = execFileSync(git ?? 'git', ['-C', folder, 'tag', '--sort=-creatordate'], { encoding: 'utf8' }).split(
    '\n',
  );
  const [newest = '', before = ''] = tags.map((tag) => tag.replace(/^v/, ''));
  const env = { ...process.env, PATH: `${counting}${delimiter}${process.env.PATH}` };
  const makeOne = async (/** @type {string} */ version) => {
    const text = `# Changelog\n\n## [${version}] - 2026-01-01\n\n- A\n\n## [${before}] - 2025-01-01\n\n- B\n`;
    const changelog = host.parseChangelog(text, host.DEFAULT_POLICY.changelog);
    const facts = await host.gatherReleaseFacts({
      ...{ policy: host.DEFAULT_POLICY, root: folder, files: host.diskFiles, hashFiles: host.hashFiles, changelog },
      ...{ changelogPath: 'CHANGELOG.md', release: changelog.releases[0], tests: [], type: null },
      env,
      repository: await host.openRepository(folder, env),
      generatedAt: '2026-01-01T00:00:00Z',
    });
    const { content } = host.generateManifest(facts, 'releases/manifest.md');
    if (!(content.files?.length > 0)) throw new Error('The manifest names no files.');
    return content.files.length;
  };
  const count = async (/** @type {string} */ version) => {
    rmSync(started, { force: true });
    await makeOne(version);
    return readFileSync(started, 'utf8').trimEnd().split('\n').length;
  };
  const processes = Math.max(await count(newest), await count('9999.0.0'));
  const times = await raceWorks(5, { ours: () => makeOne(newest) });
  return {
    times: [{ name: 'manifest in 20,000 files', figure: toFigure(times.ours), unit: 'ms' }],
    ratios: [{ goal: 'P14', name: 'git processes', figure: single(processes), unit: '' }],
  };
}

/** P15: a bundle of 20,000 files, against two programs that pack them. @param {import('../run.mjs').Bench} bench */
export async function measureBundle(bench) {
  const { folder, paths, host, repository, commit } = await checkOut(bench);
  const tar = await import('tar');
  const out = (/** @type {string} */ name) => join(bench.folder, `${name}.tar.gz`);
  const pack = async (/** @type {any} */ source, /** @type {string} */ name) => {
    const plan = host.planBundle(host.DEFAULT_POLICY, source.files, {
      name: 'a',
      version: '1.0.0',
      tag: 'v1.0.0',
      ext: 'tar.gz',
    });
    const entries = plan.files.map((/** @type {any} */ { file, path }) => ({ path, content: file }));
    const handle = await open(out(name), 'w');
    const list = { folder: 'a-1.0.0/', path: 'a-1.0.0/SHA256SUMS' };
    await host.packFiles(handle, { entries, source, format: 'tar.gz', time: 0, list });
    await handle.close();
    return statSync(out(name)).size;
  };
  /** @type {Record<string, number>} */
  const sizes = {};
  const works = {
    // The same files from the same folder as the others; what they do not do, a digest of each, included.
    ours: async () => {
      const source = { files: host.diskFiles, root: folder, patterns: ['packages/**'] };
      sizes.ours = await pack(await host.openFolder(source), 'ours');
      return sizes.ours;
    },
    tag: async () => pack(await host.openCommit(repository, commit, folder), 'tag'),
    tar: async () => {
      await runIn(folder, 'tar', ['czf', out('tar'), 'packages']);
      sizes.tar = statSync(out('tar')).size;
      return sizes.tar;
    },
    npm: async () => {
      await tar.create({ gzip: true, portable: true, cwd: folder, file: out('npm') }, ['packages']);
      return statSync(out('npm')).size;
    },
  };
  const times = await raceWorks(5, works, false);
  const entries =
    execFileSync('tar', ['tzf', out('ours')], { encoding: 'utf8', maxBuffer: 1e9 }).split('\n').length - 2;
  if (entries !== paths.length) throw new Error(`The bundle has ${entries} files, expected ${paths.length}.`);
  const described = describe(
    { ours: times.ours, tar: times.tar, npm: times.npm },
    { goal: 'P15', ours: 'reproducible tar.gz', peers: { tar: 'tar czf', npm: 'npm tar' } },
  );
  const megabytes = (/** @type {number | undefined} */ bytes) => single((bytes ?? Number.NaN) / 1e6);
  return {
    ...described,
    times: [
      ...described.times,
      { name: 'the same of a tag', figure: toFigure(times.tag), unit: 'ms' },
      { name: 'its size', figure: megabytes(sizes.ours), unit: 'MB' },
      { name: 'size of tar czf', figure: megabytes(sizes.tar), unit: 'MB' },
    ],
  };
}

/** The synthetic repository with its files in its folder. @param {import('../run.mjs').Bench} bench */
async function checkOut(bench) {
  const folder = await bench.repository();
  if (!existsSync(join(folder, 'packages'))) await runIn(folder, 'git', ['checkout', '--quiet', '--force', 'main']);
  const host = await import(await bench.host());
  const repository = await host.openRepository(folder, process.env);
  const commit = await repository.objects.head();
  const tree = await repository.objects.tree(commit);
  return { folder, host, repository, commit, paths: tree.map((/** @type {{ path: string }} */ { path }) => path) };
}

/**
 * Lets works run by turns, each once in a turn after one that does not count.
 * @template {string} Name
 * @param {number} rounds
 * @param {Readonly<Record<Name, () => Promise<number>>>} works
 * @param {boolean} same whether all of them must find the same number
 * @returns {Promise<Record<Name, number[]>>}
 */
async function raceWorks(rounds, works, same = true) {
  const names = /** @type {Name[]} */ (Object.keys(works));
  const taken = /** @type {Record<Name, number[]>} */ ({});
  for (const name of names) taken[name] = [];
  /** @type {number[]} */
  const found = [];
  for (const name of names) found.push(await works[name]());
  if (found.some((each) => !(each > 0) || (same && each !== found[0]))) throw new Error(`Found ${found.join(', ')}.`);
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const start = performance.now();
      await works[name]();
      taken[name].push(performance.now() - start);
    }
  }
  return taken;
}

/**
 * @param {Readonly<Record<string, readonly number[]>>} times
 * @param {{ goal: string, ours: string, peers: Readonly<Record<string, string>> }} names
 */
function describe(times, { goal, ours, peers }) {
  const own = times.ours ?? [];
  const others = Object.entries(peers).map(([key, name]) => ({ name, taken: times[key] ?? [] }));
  return {
    times: [
      { name: ours, figure: toFigure(own), unit: 'ms' },
      ...others.map(({ name, taken }) => ({ name, figure: toFigure(taken), unit: 'ms' })),
    ],
    ratios: others.map(({ name, taken }) => ({ goal, name, figure: toRatio(own, taken) })),
  };
}

/** @param {number} value */
function single(value) {
  return { value, low: value, high: value, runs: 1 };
}

/** @param {string} folder @param {string} program @param {readonly string[]} args @param {string} [input] a file */
async function runIn(folder, program, args, input) {
  const path = findOnPath([program]);
  if (!path) throw new Error(`${program} was not found.`);
  const stdin = input === undefined ? 'ignore' : openSync(input, 'r');
  const child = spawn(path, args, { cwd: folder, stdio: [stdin, 'pipe', 'inherit'] });
  /** @type {Buffer[]} */
  const chunks = [];
  child.stdout?.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} ended with ${code}.`);
  return Buffer.concat(chunks).toString('utf8');
}
