import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { inputOf, runInputs, type Violation } from './run-inputs.ts';
import type { FuzzTarget } from './target.ts';
import { FUZZ_TARGETS } from './targets/all.ts';

/** An input that is not done by then never will be. */
const HANG_MS = 60_000;

interface Order {
  readonly name: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** The index of the input at hand. */
  readonly at: Int32Array<SharedArrayBuffer>;
}

interface Result {
  readonly violations: readonly Violation[];
  readonly hangs: readonly number[];
  readonly seconds: number;
}

if (isMainThread) process.exitCode = await main();
else parentPort?.postMessage(await obey(workerData as Order));

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      target: { type: 'string', multiple: true },
      show: { type: 'string' },
    },
  });
  const runs = Number(values.runs);
  const seed = Number(values.seed);
  const targets = FUZZ_TARGETS.filter(({ name }) => values.target?.includes(name) ?? true);
  if (targets.length === 0 || !Number.isSafeInteger(runs) || !Number.isSafeInteger(seed)) {
    console.error(`usage: npm run test:fuzz -- [--runs N] [--seed N] [--show INDEX] [--target NAME]…`);
    console.error(`targets: ${FUZZ_TARGETS.map(({ name }) => name).join(', ')}`);
    return 2;
  }
  if (values.show !== undefined) {
    for (const target of targets) console.log(JSON.stringify(inputOf(target, seed, Number(values.show))));
    return 0;
  }
  let wrong = 0;
  for (const target of targets) {
    const { violations, hangs, seconds } = await fuzz(target, seed, runs);
    wrong += violations.length + hangs.length;
    const counts = `${violations.length} violations, ${hangs.length} hangs`;
    console.log(`${target.name.padEnd(14)} ${runs.toLocaleString('en')} inputs, ${counts}, ${seconds.toFixed(0)} s`);
    for (const { index, what } of violations.slice(0, 5)) console.log(`  ${show(target, seed, index)}\n  ${what}`);
    for (const index of hangs) console.log(`  ${show(target, seed, index)}\n  does not end`);
  }
  console.log(`${(runs * targets.length).toLocaleString('en')} inputs, ${wrong} wrong`);
  return wrong === 0 ? 0 : 1;
}

function show({ name }: FuzzTarget, seed: number, index: number): string {
  return `npm run test:fuzz -- --target ${name} --seed ${seed} --show ${index}`;
}

/** Runs all inputs, in a thread that can be ended when one of them does not end; goes on behind that one. */
async function fuzz({ name }: FuzzTarget, seed: number, runs: number): Promise<Result> {
  const started = performance.now();
  const violations: Violation[] = [];
  const hangs: number[] = [];
  let from = 0;
  while (from < runs) {
    const at = new Int32Array(new SharedArrayBuffer(4)).fill(from);
    const found = await runApart({ name, seed, from, to: runs, at });
    if (found) violations.push(...found);
    else hangs.push(at[0] as number);
    from = found ? runs : (at[0] as number) + 1;
  }
  return { violations, hangs, seconds: (performance.now() - started) / 1000 };
}

/** Null where an input does not end. What was found before that one is found again by a run that ends before it. */
function runApart(order: Order): Promise<readonly Violation[] | null> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: order });
  return new Promise((resolve, reject) => {
    let seen = -1;
    const watch = setInterval(() => {
      const at = order.at[0] as number;
      if (at === seen) end(null);
      seen = at;
    }, HANG_MS);
    const end = (result: readonly Violation[] | null): void => {
      clearInterval(watch);
      void worker.terminate();
      resolve(result);
    };
    worker.on('message', end);
    worker.on('error', (error) => {
      clearInterval(watch);
      reject(error);
    });
  });
}

function obey({ name, seed, from, to, at }: Order): Promise<readonly Violation[]> {
  const target = FUZZ_TARGETS.find((each) => each.name === name) as FuzzTarget;
  return runInputs(target, { seed, from, to, progress: (index) => Atomics.store(at, 0, index) });
}
