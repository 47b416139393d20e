import { afterAll, describe, expect, it } from 'vitest';
import { type Call, FAULT_ACTIONS, type FaultAction, READING_ACTIONS } from '../../faults/actions.ts';
import { Laboratory } from '../../faults/laboratory.ts';
import { FAULT_OPERATIONS, type FaultOperation, FURTHER_OPERATIONS } from '../../faults/operations.ts';
import { Sweep } from '../../faults/sweep.ts';

// A sample of what `npm run test:faults` plays at every call.
const laboratory = new Laboratory();
// Without a C compiler there is no shim; the vitest report counts these as skipped then, with the reason in their title.
const missing = await laboratory.open();
afterAll(() => laboratory.close());

const CUT = FAULT_OPERATIONS.find(({ name }) => name === 'cut') as FaultOperation;

/** What differs most: the process is killed, its git goes on alone, and the disk fails. */
const FEW: readonly FaultAction[] = ['kill-group', 'io-error', 'kill-parent'];

async function withSweep(operation: FaultOperation, play: (sweep: Sweep) => Promise<void>): Promise<void> {
  const sweep = await Sweep.open(laboratory, operation);
  try {
    await play(sweep);
  } finally {
    sweep.close();
  }
}

// Each plays some dozens of processes one after another.
const TIMEOUT = { timeout: 300_000 };

describe.skipIf(missing !== null)(`what happens on the way${missing === null ? '' : `: ${missing}`}`, TIMEOUT, () => {
  const all = Object.keys(FAULT_ACTIONS) as FaultAction[];
  it.each([
    ...FAULT_OPERATIONS.map((operation) => ({ ...operation, operation, actions: all })),
    ...FURTHER_OPERATIONS.map((operation) => ({ ...operation, operation, actions: FEW })),
  ])('leaves $name exactly old or exactly new (F1, F2, F3, F4, F5, F6, F7, F8)', ({ operation, actions }) =>
    withSweep(operation, async (sweep) => {
      const wrong: string[] = [];
      for (const [index, action] of actions.entries()) {
        const points = sweep.points(action);
        // Another part of the course for each action, with all parts in their turn.
        const call = points[Math.floor((((index * 3) % 8) / 8 + 0.06) * points.length)];
        if (!call) continue;
        const played = await sweep.play({ action, at: call.at });
        wrong.push(...played.wrong.map((each) => `${action} at ${call.at}: ${each}`));
      }
      expect(wrong).toEqual([]);
    }),
  );

  it('leaves so what is met by another fault during recovery', () =>
    withSweep(CUT, async (sweep) => {
      const late = sweep.calls.slice(-48);
      let met = 0;
      for (let index = 0; index < 5; index++) {
        const first = { action: 'kill-group', at: late[index * 8]?.at ?? 0 } as const;
        const { wrong, hit } = await sweep.playTwo(first, { action: 'kill-group', at: 3 + index * 4 });
        expect(wrong).toEqual([]);
        if (hit) met++;
      }
      expect(met).toBeGreaterThan(0);
    }));

  it('leaves so what is killed at any moment, once the command line has recovered it', () =>
    withSweep(CUT, async (sweep) => {
      const began = Date.now();
      await sweep.playAtRandom(60_000);
      const usual = Date.now() - began;
      for (const part of [0.2, 0.5, 0.7, 0.9]) {
        const { wrong } = await sweep.playAtRandom(Math.round(part * usual));
        expect(wrong).toEqual([]);
      }
    }));

  it.each(READING_ACTIONS)('changes nothing while the plan is made: %s (F1×S3, F3×S3, F6×S3, F7×S3)', (action) =>
    withSweep(CUT, async (sweep) => {
      // What the plan is made of: where it cannot be read, there is no plan.
      const needed = ({ by, path }: Call): boolean =>
        by === 'driver' && /\/(?:CHANGELOG\.md|package\.json)$/.test(path);
      const points = sweep.points(action, true).filter((call) => call.phase === 'unlocked' && needed(call));
      let met = 0;
      for (const { at } of [points[0], points.at(-1)].filter((call) => call !== undefined)) {
        const { wrong, hit, code, isOld } = await sweep.play({ action, at, reading: true });
        expect(wrong).toEqual([]);
        // Reads of several processes at once change their order from run to run.
        if (hit?.phase !== 'unlocked' || !needed(hit)) continue;
        met++;
        // Null: ended by the signal itself, as by one that comes before anything listens to it.
        const codes = action === 'kill-group' ? [null] : action === 'terminate' ? [null, 1, 2, 130, 143] : [1, 2, 3];
        expect(codes).toContain(code);
        expect(isOld).toBe(true);
      }
      expect(met).toBeGreaterThan(0);
    }),
  );
});
