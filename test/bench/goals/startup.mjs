import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toFigure, toRatio } from '../lib/statistics.mjs';

const ROUNDS = 21;

/**
 * P7: from the start of the process to the first diagnostics of a 100 KB changelog, against a Node that does nothing.
 * @param {import('../run.mjs').Bench} bench
 */
export async function measureStartup(bench) {
  const { startOurs } = await import('../lib/typists.mjs');
  const text = readFileSync(bench.synthetic(0.1), 'utf8');
  const folder = join(bench.folder, 'startup');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'CHANGELOG.md');
  writeFileSync(file, text);
  const dist = await bench.shipped();
  const document = { rootUri: pathToFileURL(folder).href, uri: pathToFileURL(file).href, text };
  /** @type {Record<'node' | 'server' | 'check', number[]>} */
  const times = { node: [], server: [], check: [] };
  // The first round reads the files from the disk; every later one has them in memory.
  for (let round = 0; round <= ROUNDS; round++) {
    const node = await timeOf(() => runToEnd(['-e', '0'], folder));
    const start = performance.now();
    const server = await startOurs(join(dist, 'server.mjs'), document);
    const first = performance.now() - start;
    await server.stop();
    const check = await timeOf(() => runToEnd([join(dist, 'cli.mjs'), 'check', 'CHANGELOG.md'], folder));
    if (round === 0) continue;
    times.node.push(node);
    times.server.push(first);
    times.check.push(check);
  }
  return {
    times: [
      { name: 'node -e 0', figure: toFigure(times.node), unit: 'ms' },
      { name: 'server, first diagnostics', figure: toFigure(times.server), unit: 'ms' },
      { name: 'command line, check', figure: toFigure(times.check), unit: 'ms' },
    ],
    ratios: [
      { goal: 'P7', name: 'server / node -e 0', figure: toRatio(times.server, times.node) },
      { name: 'check / node -e 0', figure: toRatio(times.check, times.node) },
    ],
  };
}

/** @param {() => Promise<void>} work */
async function timeOf(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** @param {readonly string[]} args @param {string} cwd */
async function runToEnd(args, cwd) {
  const child = spawn(process.execPath, args, { cwd, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  // `check` ends with 1 where it found something to report; that is a result, too.
  if (code !== 0 && code !== 1) throw new Error(`node ${args.join(' ')} ended with ${code}.`);
}
