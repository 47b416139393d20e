import { type Call, FAULT_ACTIONS, type FaultAction, isFailing, READING_ACTIONS } from './actions.ts';
import type { PartResult } from './results.ts';
import type { Played, Sweep } from './sweep.ts';

/** How much of each kind is played. */
export interface Share {
  /** Each n-th call by which something is changed, and by which something is read; 0 for none of them. */
  readonly every: number;
  readonly reads: number;
  /** How many ends of all processes, of those from images, are played with a second one. */
  readonly images: number;
  readonly compound: number;
  readonly random: number;
  /** How many at once. */
  readonly workers: number;
}

/** Something that is played at once, and stands in the results by itself. */
export interface Part {
  readonly actions: readonly string[];
  /** How many faults there are at least of each action. */
  readonly faults: number;
  readonly play: () => Promise<readonly OwnResult[]>;
}

type OwnResult = Omit<PartResult, 'sources' | 'operation'>;

/** What leaves nothing but the disk as it was. */
const BY_IMAGE: readonly FaultAction[] = ['kill-group', 'power-loss'];
const byImage = (action: string): string => `${action} by image`;

export function partsOf(sweep: Sweep, share: Share): readonly Part[] {
  const { every, reads, images, compound, random } = share;
  const actions = (Object.keys(FAULT_ACTIONS) as FaultAction[]).filter(
    (action) => images === 0 || !BY_IMAGE.includes(action),
  );
  const parts = [
    ...(images > 0 ? [imagesPart(sweep, share)] : []),
    ...(every > 0 ? actions.map((action) => callsPart(sweep, action, every, false, share)) : []),
    ...(reads > 0 ? READING_ACTIONS.map((action) => callsPart(sweep, action, reads, true, share)) : []),
    ...(compound > 0 ? [pairsPart(sweep, compound, share)] : []),
    ...(random > 0 ? [randomPart(sweep, random, share)] : []),
  ];
  return parts.filter(({ faults }) => faults > 0);
}

function callsPart(sweep: Sweep, action: FaultAction, step: number, reading: boolean, { workers }: Share): Part {
  const points = sweep.points(action, reading);
  const chosen = points.filter((_, index) => index % step === 0);
  const title = reading ? `${action} of reading` : action;
  return {
    actions: [title],
    faults: chosen.length,
    play: async () => [
      await playEach(title, points.length, chosen, workers, async (call) => {
        const played = await sweep.play({ action, at: call.at, reading });
        const isOfHook = reading && isFailing(action) && played.hit?.command.includes('hooks/');
        // A shell takes a script that it cannot read for one that has ended, and the hook for one that has agreed.
        if (isOfHook) return { what: '', wrong: [], isUntrue: false, hit: null, cell: null };
        const cell = played.hit && sweep.cellOf(action, played.hit);
        return { ...played, what: `at ${describe(played.hit ?? call)}`, cell };
      }),
    ],
  };
}

/** The end of all processes at each call, and at each call of recovery from some of them, from images of the disk. */
function imagesPart(sweep: Sweep, { images, workers }: Share): Part {
  const points = sweep.calls.length;
  const play = async (): Promise<readonly OwnResult[]> => {
    const found = new Map(
      [...BY_IMAGE, 'compound'].map((action) => [action, { faults: 0, violations: [] as string[] }]),
    );
    const report = (action: string, what: string, wrong: readonly string[]): void => {
      const count = found.get(action);
      if (!count) return;
      count.faults++;
      if (wrong.length > 0) count.violations.push([what, ...wrong].join('\n      '));
    };
    const pairs = Math.ceil(images / workers);
    await Promise.all(
      Array.from({ length: workers }, (_, part) => sweep.playEnds([part, workers], BY_IMAGE, pairs, report)),
    );
    return [...found].map(([action, { faults, violations }]) => {
      const isEnd = action !== 'compound';
      const cells = isEnd ? sweep.calls.map((call) => sweep.cellOf(action as FaultAction, call)) : [];
      return {
        ...{ action: byImage(action), points: isEnd ? points : null },
        ...{ faults, met: faults, violations, untrue: 0, cells: countOf(cells) },
      };
    });
  };
  return { actions: [...BY_IMAGE, 'compound'].map(byImage), faults: 1, play };
}

function pairsPart(sweep: Sweep, count: number, { workers }: Share): Part {
  const play = async (): Promise<readonly OwnResult[]> => [
    await playEach('compound', null, toPairs(sweep, count), workers, async ([first, second]) => ({
      ...(await sweep.playTwo(first, second)),
      what: `${first.action} at ${first.at}, then ${second.action} at ${second.at}`,
      cell: null,
    })),
  ];
  return { actions: ['compound'], faults: count, play };
}

/** The times are spread over the time that an undisturbed run takes here. */
function randomPart(sweep: Sweep, count: number, { workers }: Share): Part {
  const title = 'killed anywhere';
  const play = async (): Promise<readonly OwnResult[]> => {
    const times = Array.from({ length: count }, (_, index) => ((index * 0.618_034) % 1) * 1.1);
    const began = Date.now();
    await sweep.playAtRandom(60_000);
    const usual = Date.now() - began;
    return [
      await playEach(title, null, times, workers, async (time) => {
        const after = Math.round(time * usual);
        const played = await sweep.playAtRandom(after);
        return { ...played, what: `after ${after} ms`, hit: played.code === null ? true : null, cell: null };
      }),
    ];
  };
  return { actions: [title], faults: count, play };
}

interface Outcome extends Pick<Played, 'wrong' | 'isUntrue'> {
  readonly what: string;
  /** Null where nothing was met. */
  readonly hit: Call | true | null;
  readonly cell: string | null;
}

async function playEach<Item>(
  action: string,
  points: number | null,
  items: readonly Item[],
  workers: number,
  play: (item: Item) => Promise<Outcome>,
): Promise<OwnResult> {
  const outcomes: Outcome[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) outcomes.push(await play(items[at] as Item));
  };
  await Promise.all(Array.from({ length: workers }, work));
  const wrong = outcomes.filter((outcome) => outcome.wrong.length > 0);
  return {
    ...{ action, points, faults: items.length, met: outcomes.filter(({ hit }) => hit).length },
    violations: wrong.map((outcome) => [outcome.what, ...outcome.wrong].join('\n      ')),
    untrue: outcomes.filter(({ isUntrue }) => isUntrue).length,
    cells: countOf(outcomes.map(({ cell }) => cell)),
  };
}

function countOf(cells: readonly (string | null)[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const cell of cells) if (cell !== null) counts[cell] = (counts[cell] ?? 0) + 1;
  return counts;
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
