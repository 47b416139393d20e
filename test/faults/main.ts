// npm run test:faults: plays every fault at every call of every operation, and prints what was found.
//   --operation NAME   one of them only
//   --action NAME      those only whose names begin like that
//   --every N          each n-th call by which something is changed (1); 0 for none of them
//   --reads N          each n-th call by which something is read (3); 0 for none of them
//   --compound N       pairs of faults, the second one during recovery (300)
//   --images N         ends of all processes at each call, from images of the disk; N of them with a second end at each call of
//                      their recovery (8; 0: none)
//   --random N         processes that are ended at any moment (200)
//   --workers N        how many at once (2)
//   --results FILE     where the figures of each part are kept (test-results/faults.jsonl)
//   --again            plays what was played on these sources already
//   --report           plays nothing, and prints what was played on these sources
import { parseArgs } from 'node:util';
import { describeResults } from './describe-results.ts';
import { Laboratory } from './laboratory.ts';
import { FAULT_OPERATIONS, FURTHER_OPERATIONS } from './operations.ts';
import { partsOf, type Share } from './parts.ts';
import { Results } from './results.ts';
import { Sweep } from './sweep.ts';

const { values } = parseArgs({
  options: {
    operation: { type: 'string' },
    action: { type: 'string' },
    every: { type: 'string', default: '1' },
    reads: { type: 'string', default: '3' },
    compound: { type: 'string', default: '300' },
    images: { type: 'string', default: '8' },
    random: { type: 'string', default: '200' },
    workers: { type: 'string', default: '2' },
    results: { type: 'string', default: 'test-results/faults.jsonl' },
    again: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
  },
});

const OPERATIONS = [...FAULT_OPERATIONS, ...FURTHER_OPERATIONS];

const results = await Results.open(values.results);
process.exitCode = values.report ? report() : await main();

function report(): number {
  const played = results.all();
  console.log(`\nFaults played on the sources ${results.sources}`);
  for (const line of describeResults(played)) console.log(line);
  return played.every(({ violations }) => violations.length === 0) ? 0 : 1;
}

async function main(): Promise<number> {
  const laboratory = new Laboratory();
  try {
    const reason = await laboratory.open();
    if (reason !== null) {
      console.log(`No faults are played here: ${reason}.`);
      return 0;
    }
    const operations = OPERATIONS.filter(({ name }) => !values.operation || name === values.operation);
    for (const operation of operations) {
      const sweep = await Sweep.open(laboratory, operation);
      console.log(
        `${operation.name}: ${sweep.calls.length} calls that change files, ${sweep.reads.length} that read them`,
      );
      await playParts(sweep, operation.name, operations.length);
      sweep.close();
    }
  } finally {
    await laboratory.close();
  }
  return report();
}

async function playParts(sweep: Sweep, operation: string, operations: number): Promise<void> {
  const share: Share = {
    every: Number(values.every),
    reads: Number(values.reads),
    images: Number(values.images),
    compound: Math.ceil(Number(values.compound) / operations),
    random: Math.ceil(Number(values.random) / operations),
    workers: Number(values.workers),
  };
  const start = values.action ?? '';
  const parts = partsOf(sweep, share).filter(({ actions }) => actions.some((action) => action.startsWith(start)));
  for (const { actions, faults, play } of parts) {
    if (!values.again && actions.every((action) => results.has(operation, action, faults))) continue;
    for (const result of await play()) {
      results.add({ operation, ...result });
      const { action, violations, untrue } = result;
      const found = `${violations.length} violations, ${untrue} false exit codes`;
      console.log(`  ${action.padEnd(24)} ${`${result.faults} faults`.padStart(11)}, ${result.met} met, ${found}`);
      for (const violation of violations) console.log(`    ${violation}`);
    }
  }
}
