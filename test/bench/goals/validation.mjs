import { race } from '../lib/race.mjs';
import { toFigure, toRatio } from '../lib/statistics.mjs';

const OURS = 'release-ledger';

/** P1 and P2. @param {import('../run.mjs').Bench} bench */
export async function measureParsers(bench) {
  const peers = ['commonmark', 'markdown-it', 'changelog-parser'];
  const options = { core: await bench.core(), rounds: 31 };
  const lanes = await race([OURS, ...peers], [bench.synthetic(1)], options);
  return describeRace(lanes, { commonmark: 'P1', 'markdown-it': 'P2', 'changelog-parser': 'P2' });
}

/** P3: these take seconds, so that fewer rounds must be enough. @param {import('../run.mjs').Bench} bench */
export async function measureTools(bench) {
  const options = { core: await bench.core(), rounds: 7 };
  const lanes = await race([OURS, 'remark', 'markdownlint'], [bench.synthetic(1)], options);
  return describeRace(lanes, { remark: 'P3', markdownlint: 'P3' });
}

/** P4: two processes by turns, since the load of the machine would pass for growth. @param {import('../run.mjs').Bench} bench */
export async function measureGrowth(bench) {
  const options = { core: await bench.core(), rounds: 5 };
  /** @type {{ small: number[], large: number[] }} */
  const times = { small: [], large: [] };
  for (let i = 0; i < 4; i++) {
    times.small.push(...((await race([OURS], [bench.synthetic(1)], options))[OURS]?.warm ?? []));
    times.large.push(...((await race([OURS], [bench.synthetic(10)], options))[OURS]?.warm ?? []));
  }
  return {
    times: [
      { name: `${OURS}, 1 MB`, figure: toFigure(times.small), unit: 'ms' },
      { name: `${OURS}, 10 MB`, figure: toFigure(times.large), unit: 'ms' },
    ],
    ratios: [{ goal: 'P4', name: 't(10 MB) / t(1 MB)', figure: toRatio(times.large, times.small) }],
  };
}

/** P5. @param {import('../run.mjs').Bench} bench */
export async function measureCorpus(bench) {
  const files = bench.corpus();
  if (files.length === 0) {
    return { notMeasured: 'there is no corpus: set RELEASE_LEDGER_CORPUS to a folder of real changelogs' };
  }
  const lanes = await race([OURS, 'markdown-it'], files, { core: await bench.core(), rounds: 21 });
  return describeRace(lanes, { 'markdown-it': 'P5' });
}

/**
 * @param {Readonly<Record<string, import('../lib/race.mjs').Lane>>} lanes
 * @param {Readonly<Record<string, string>>} goals by the peer's name
 */
function describeRace(lanes, goals) {
  const ours = lanes[OURS]?.warm ?? [];
  return {
    times: Object.entries(lanes).map(([name, { cold, warm }]) => ({ name, figure: toFigure(warm), cold, unit: 'ms' })),
    ratios: Object.entries(goals).map(([peer, goal]) => ({
      goal,
      name: peer,
      figure: toRatio(ours, lanes[peer]?.warm ?? []),
    })),
  };
}
