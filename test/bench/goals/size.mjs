import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const KILOBYTE = 1000;

/** P8: what is shipped, minified. @param {import('../run.mjs').Bench} bench */
export async function measureSizes(bench) {
  const dist = await bench.shipped();
  const scripts = readdirSync(dist).filter((name) => /\.[cm]?js$/.test(name));
  const sizes = new Map(scripts.map((name) => [name, statSync(join(dist, name)).size]));
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return {
    times: [...sizes].map(([name, size]) => ({ name, figure: single(size / KILOBYTE), unit: 'kB' })),
    ratios: [
      {
        goal: 'P8',
        name: 'extension entry',
        figure: single((sizes.get('extension.cjs') ?? Number.NaN) / KILOBYTE),
        unit: 'kB',
      },
      { goal: 'P8', name: 'all JavaScript', figure: single(all / KILOBYTE), unit: 'kB' },
    ],
  };
}

/** @param {number} value */
function single(value) {
  return { value, low: value, high: value, runs: 1 };
}
