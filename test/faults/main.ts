// npm run test:faults: plays every fault at every call of every operation, and prints what was found.
//   --operation NAME   one of them only
//   --action NAME      one of them only
//   --every N          each n-th call by which something is changed (1); 0 for none of them
//   --reads N          each n-th call by which something is read (3); 0 for none of them
//   --compound N       pairs of faults, the second one during recovery (300)
//   --images N         ends of all processes at each call, from images of the disk; N of them with a second end at each call of
//                      their recovery (8; 0: none)
//   --random N         processes that are ended at any moment (200)
//   --workers N        how many at once (2)
import { parseArgs } from 'node:util';
import { type Call, FAULT_ACTIONS, type FaultAction, READING_ACTIONS } from './actions.ts';
import { Laboratory } from './laboratory.ts';
import { describeMatrix } from './matrix.ts';
import { FAULT_OPERATIONS, FURTHER_OPERATIONS } from './operations.ts';
import { type Played, Sweep } from './sweep.ts';

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
  },
});

const OPERATIONS = [...FAULT_OPERATIONS, ...FURTHER_OPERATIONS];
/** What leaves nothing but the disk as it was. */
const BY_IMAGE: readonly FaultAction[] = ['kill-group', 'power-loss'];
const cells = new Map<string, number>();
const totals = { points: 0, faults: 0, met: 0, violations: 0 };

const laboratory = new Laboratory();
try {
  process.exitCode = await main();
} finally {
  await laboratory.close();
}

async function main(): Promise<number> {
  const reason = await laboratory.open();
  if (reason !== null) {
    console.log(`No faults are played here: ${reason}.`);
    return 0;
  }
  const operations = OPERATIONS.filter(({ name }) => !values.operation || name === values.operation);
  for (const operation of operations) {
    const sweep = await Sweep.open(laboratory, operation);
    totals.points += sweep.calls.length;
    console.log(
      `${operation.name}: ${sweep.calls.length} calls that change files, ${sweep.reads.length} that read them`,
    );
    for (const action of Object.keys(FAULT_ACTIONS) as FaultAction[]) await playAll(sweep, action, false);
    for (const action of READING_ACTIONS) await playAll(sweep, action, true);
    if (Number(values.images) > 0) await playImages(sweep);
    await playPairs(sweep, Math.ceil(Number(values.compound) / operations.length));
    await playAtRandom(sweep, Math.ceil(Number(values.random) / operations.length));
    sweep.close();
  }
  const played = [...cells]
    .map(([cell, count]) => `${cell} ${count}`)
    .sort((x, y) => x.localeCompare(y, 'en', { numeric: true }));
  console.log(`\nFaults by cell: ${played.join(', ')}`);
  for (const line of describeMatrix(cells)) console.log(line);
  const { points, faults, met, violations } = totals;
  console.log(`\n${points} points, ${faults} faults, of which ${met} met something, ${violations} violations`);
  return violations === 0 ? 0 : 1;
}

async function playAll(sweep: Sweep, action: FaultAction, reading: boolean): Promise<void> {
  if (values.action && action !== values.action) return;
  if (!reading && Number(values.images) > 0 && BY_IMAGE.includes(action)) return;
  const step = Number(reading ? values.reads : values.every);
  const points = step === 0 ? [] : sweep.points(action, reading).filter((_, index) => index % step === 0);
  await playEach(`${action}${reading ? ' of reading' : ''}`, points, async (call) => {
    const { wrong, hit } = await sweep.play({ action, at: call.at, reading });
    const cell = hit && sweep.cellOf(action, hit);
    if (cell) cells.set(cell, (cells.get(cell) ?? 0) + 1);
    return { what: `${action} at ${describe(hit ?? call)}`, wrong, hit };
  });
}

/** The end of all processes at each call, and at each call of recovery from some of them, from images of the disk. */
async function playImages(sweep: Sweep): Promise<void> {
  const parts = Number(values.workers);
  const pairs = Math.ceil(Number(values.images) / parts);
  const counts = new Map<string, { faults: number; violations: number }>();
  const report = (what: string, wrong: readonly string[]): void => {
    const action = what.replace(/ .*/, '');
    const count = counts.get(action) ?? { faults: 0, violations: 0 };
    count.faults++;
    if (wrong.length > 0) count.violations++;
    counts.set(action, count);
    if (wrong.length > 0) console.log(`  ${what}\n    ${wrong.join('\n    ')}`);
  };
  await Promise.all(Array.from({ length: parts }, (_, part) => sweep.playEnds([part, parts], BY_IMAGE, pairs, report)));
  for (const [action, { faults, violations }] of counts) {
    totals.faults += faults;
    totals.met += faults;
    totals.violations += violations;
    console.log(`  ${`${action} by image`.padEnd(22)} ${`${faults} faults`.padStart(11)}, ${violations} violations`);
  }
  for (const action of BY_IMAGE)
    for (const call of sweep.points(action)) {
      const cell = sweep.cellOf(action, call);
      if (cell) cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
}

async function playPairs(sweep: Sweep, count: number): Promise<void> {
  await playEach('compound', toPairs(sweep, count), async ([first, second]) => {
    const { wrong, hit } = await sweep.playTwo(first, second);
    return { what: `${first.action} at ${first.at}, then ${second.action} at ${second.at}`, wrong, hit };
  });
}

/** The times are spread over the time that an undisturbed run takes here. */
async function playAtRandom(sweep: Sweep, count: number): Promise<void> {
  const times = Array.from({ length: count }, (_, index) => ((index * 0.618_034) % 1) * 1.1);
  const began = Date.now();
  await sweep.playAtRandom(60_000);
  const usual = Date.now() - began;
  await playEach('killed anywhere', times, async (time) => {
    const after = Math.round(time * usual);
    const { wrong, code } = await sweep.playAtRandom(after);
    return { what: `killed after ${after} ms`, wrong, hit: code === null ? true : null };
  });
}

interface Result extends Pick<Played, 'wrong'> {
  readonly what: string;
  /** Null where nothing was met. */
  readonly hit: Call | true | null;
}

async function playEach<Item>(
  title: string,
  items: readonly Item[],
  play: (item: Item) => Promise<Result>,
): Promise<void> {
  if (items.length === 0) return;
  let next = 0;
  let met = 0;
  let violations = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      const { what, wrong, hit } = await play(items[at] as Item);
      if (hit) met++;
      if (wrong.length === 0) continue;
      violations++;
      console.log(`  ${what}\n    ${wrong.join('\n    ')}`);
    }
  };
  await Promise.all(Array.from({ length: Number(values.workers) }, work));
  totals.faults += items.length;
  totals.met += met;
  totals.violations += violations;
  const figures = [`${items.length} faults`.padStart(11), `${met} met`.padStart(9), `${violations} violations`];
  console.log(`  ${title.padEnd(22)} ${figures.join(', ')}`);
}

function describe({ at, by, name, path, command }: Call): string {
  return `${at}: ${name} ${path} by ${by === 'child' ? `git ${command}` : 'our process'}`;
}

/** Recovery has work where the first fault comes late; its own calls are few. */
function toPairs(sweep: Sweep, count: number) {
  const late = sweep.calls.slice(Math.floor(sweep.calls.length * 0.4));
  const actions = ['kill-group', 'no-space-stays', 'io-error', 'kill-child', 'no-access', 'power-loss'] as const;
  return Array.from({ length: count }, (_, index) => {
    const first = late[(index * 7) % late.length] as Call;
    const action = actions[index % actions.length] as (typeof actions)[number];
    return [
      { action: 'kill-group' as const, at: first.at },
      { action, at: 1 + ((index * 13) % 37) },
    ] as const;
  });
}
