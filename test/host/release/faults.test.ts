import { afterAll, describe, expect, it } from 'vitest';
import { FAULT_ACTIONS, type FaultAction } from '../../faults/actions.ts';
import { Laboratory } from '../../faults/laboratory.ts';
import { FAULT_OPERATIONS } from '../../faults/operations.ts';
import { Sweep } from '../../faults/sweep.ts';

/** A sample of what `npm run test:faults` plays at every call. */
const POINTS = 1;

const laboratory = new Laboratory();
// Without a C compiler there is no shim; the vitest report counts these as skipped then, with the reason in their title.
const missing = await laboratory.open();
afterAll(() => laboratory.close());

describe.skipIf(missing !== null)(`what happens on the way${missing === null ? '' : `: ${missing}`}`, () => {
  it.each(FAULT_OPERATIONS)(
    'leaves $name exactly old or exactly new (F1, F2, F3, F4, F5, F6, F7, F8)',
    async (operation) => {
      const sweep = new Sweep(laboratory, operation);
      try {
        await sweep.open();
        expect(sweep.calls.length).toBeGreaterThan(30);
        const wrong: string[] = [];
        for (const [index, action] of (Object.keys(FAULT_ACTIONS) as FaultAction[]).entries()) {
          const points = sweep.points(action);
          for (let nth = 0; nth < POINTS; nth++) {
            // Another part of the course for each action, with all parts in their turn.
            const at = Math.floor(((nth + ((index * 3) % 8) / 8) / POINTS) * points.length);
            const call = points[at] as (typeof points)[number];
            for (const each of await sweep.play({ action, at: call.at }))
              wrong.push(`${action} at ${call.at}: ${each}`);
          }
        }
        expect(wrong).toEqual([]);
      } finally {
        sweep.close();
      }
    },
  );

  it('leaves so what is met by another fault during recovery', async () => {
    const sweep = new Sweep(laboratory, FAULT_OPERATIONS[1] as (typeof FAULT_OPERATIONS)[number]);
    try {
      await sweep.open();
      const late = sweep.calls.slice(-40);
      let played = 0;
      for (let index = 0; index < 5; index++) {
        const first = { action: 'kill-group', at: late[index * 8]?.at ?? 0 } as const;
        const { wrong, isPlayed } = await sweep.playTwo(first, { action: 'kill-group', at: 3 + index * 4 });
        expect(wrong).toEqual([]);
        if (isPlayed) played++;
      }
      expect(played).toBeGreaterThan(0);
    } finally {
      sweep.close();
    }
  });
});
