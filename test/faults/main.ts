// npm run test:faults: plays every fault at every call of every operation, and prints what was found.
//   --operation NAME   one of them only
//   --action NAME      one of them only
//   --every N          each n-th call only
//   --compound N       pairs of faults, the second one during recovery (1000)
import { parseArgs } from 'node:util';
import { FAULT_ACTIONS, type FaultAction } from './actions.ts';
import { Laboratory } from './laboratory.ts';
import { describeMatrix } from './matrix.ts';
import { FAULT_OPERATIONS } from './operations.ts';
import { Sweep } from './sweep.ts';

const { values } = parseArgs({
  options: {
    operation: { type: 'string' },
    action: { type: 'string' },
    every: { type: 'string', default: '1' },
    compound: { type: 'string', default: '1000' },
    workers: { type: 'string', default: '2' },
  },
});

const laboratory = new Laboratory();
try {
  process.exitCode = await main();
} finally {
  laboratory.close();
}

async function main(): Promise<number> {
  const reason = await laboratory.open();
  if (reason !== null) {
    console.log(`No faults are played here: ${reason}.`);
    return 0;
  }
  const actions = (Object.keys(FAULT_ACTIONS) as FaultAction[]).filter(
    (name) => !values.action || name === values.action,
  );
  const operations = FAULT_OPERATIONS.filter(({ name }) => !values.operation || name === values.operation);
  const cells = new Map<string, number>();
  let faults = 0;
  let violations = 0;
  const report = (what: string, wrong: readonly string[]): void => {
    if (wrong.length === 0) return;
    violations++;
    console.log(`  ${what}\n    ${wrong.join('\n    ')}`);
  };
  for (const operation of operations) {
    const sweep = new Sweep(laboratory, operation);
    await sweep.open();
    console.log(`${operation.name}: ${sweep.calls.length} calls`);
    for (const action of actions) {
      const points = sweep.points(action).filter((_, index) => index % Number(values.every) === 0);
      const before = violations;
      await inParallel(points, async (call) => {
        faults++;
        report(`${action} at ${call.at} ${call.name} ${call.path}`, await sweep.play({ action, at: call.at }));
      });
      for (const call of points) {
        const cell = sweep.cellOf(action, call);
        cells.set(cell, (cells.get(cell) ?? 0) + 1);
      }
      console.log(
        `  ${action.padEnd(15)} ${String(points.length).padStart(5)} faults, ${violations - before} violations`,
      );
    }
    const pairs = toPairs(sweep, Math.ceil(Number(values.compound) / operations.length));
    let played = 0;
    await inParallel(pairs, async ([first, second]) => {
      const { wrong, isPlayed } = await sweep.playTwo(first, second);
      faults++;
      if (isPlayed) played++;
      report(`${first.action} at ${first.at}, then ${second.action} at ${second.at}`, wrong);
    });
    if (pairs.length > 0)
      console.log(`  compound        ${String(pairs.length).padStart(5)} pairs, ${played} met recovery at work`);
    sweep.close();
  }
  const played = [...cells]
    .map(([cell, count]) => `${cell} ${count}`)
    .sort((x, y) => x.localeCompare(y, 'en', { numeric: true }));
  console.log(`\nPoints by cell: ${played.join(', ')}`);
  for (const line of describeMatrix(cells)) console.log(line);
  console.log(`\n${faults} faults, ${violations} violations`);
  return violations === 0 ? 0 : 1;
}

/** Recovery has work where the first fault comes late; its own calls are few. */
function toPairs(sweep: Sweep, count: number) {
  const late = sweep.calls.slice(Math.floor(sweep.calls.length * 0.4));
  const actions = ['kill-group', 'no-space-stays', 'io-error', 'kill-child', 'no-access'] as const;
  return Array.from({ length: count }, (_, index) => {
    const first = late[(index * 7) % late.length] as (typeof late)[number];
    const action = actions[index % actions.length] as (typeof actions)[number];
    return [
      { action: 'kill-group' as const, at: first.at },
      { action, at: 1 + ((index * 13) % 37) },
    ] as const;
  });
}

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) await work(items[at] as Item);
  };
  await Promise.all(Array.from({ length: Number(values.workers) }, worker));
}
