import { startChild } from './child.mjs';

/** How long a turn should last at least: shorter ones would measure the scheduler. */
const TURN_MS = 100;
const MAX_TIMES = 10;
/** How long each side runs before it is measured, and how often at least: what is fast needs many runs until it is compiled. */
const WARM_UP_MS = 2000;
const WARM_UP_RUNS = 2;

/**
 * @typedef {object} Lane
 * @property {number} cold milliseconds of the first run in a new process, the loading of the library not counted
 * @property {readonly number[]} warm milliseconds of a run in each turn after the warm-up; a fast one runs several times in a turn
 */

/**
 * Lets contenders run by turns, each in a process of its own, one at a time.
 *
 * @param {readonly string[]} names
 * @param {readonly string[]} files what each of them reads in one run
 * @param {object} options
 * @param {string} options.core the bundle of our own side
 * @param {number} options.rounds measured turns of each
 * @returns {Promise<Readonly<Record<string, Lane>>>}
 */
export async function race(names, files, { core, rounds }) {
  const lanes = await Promise.all(names.map((name) => startLane(name, core)));
  try {
    for (const lane of lanes) await lane.warmUp(files);
    for (let round = 0; round < rounds; round++) {
      for (const lane of lanes) lane.warm.push(await lane.run(files));
    }
    return Object.fromEntries(lanes.map(({ name, cold, warm }) => [name, { cold, warm }]));
  } finally {
    for (const lane of lanes) lane.stop();
  }
}

/** @param {string} name @param {string} core */
async function startLane(name, core) {
  const child = await startChild('contender.mjs', [name, core]);
  const lane = {
    name,
    cold: 0,
    times: 1,
    /** @type {number[]} */
    warm: [],
    /** @param {readonly string[]} files */
    run: async (files) => {
      const { milliseconds, found } = await child.ask({ files, times: lane.times });
      if (!(found > 0)) throw new Error(`${name} found nothing in ${files.join(', ')}.`);
      return milliseconds;
    },
    /** @param {readonly string[]} files */
    warmUp: async (files) => {
      let last = await lane.run(files);
      lane.cold = last;
      for (let spent = last, runs = 1; spent < WARM_UP_MS || runs < WARM_UP_RUNS; spent += last, runs++) {
        last = await lane.run(files);
      }
      lane.times = Math.max(1, Math.min(MAX_TIMES, Math.ceil(TURN_MS / last)));
    },
    stop: child.stop,
  };
  return lane;
}
