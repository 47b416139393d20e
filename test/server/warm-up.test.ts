import { describe, expect, it } from 'vitest';
import { type Timing, WarmUp } from '../../server/warm-up.ts';

/** Time that passes only where work takes some, and timers that run when they are told to. */
function createTiming() {
  let now = 0;
  const timers: { run: () => void; cancelled: boolean }[] = [];
  const timing: Timing = {
    now: () => now,
    later: (run) => {
      const timer = { run, cancelled: false };
      timers.push(timer);
      return { cancel: () => (timer.cancelled = true) };
    },
  };
  return {
    timing,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    /** Runs what waits; false where nothing does. */
    quiet: (): boolean => {
      const due = timers.splice(0).filter(({ cancelled }) => !cancelled);
      for (const { run } of due) run();
      return due.length > 0;
    },
  };
}

/** Work that takes one after the other of some times, and the last of them from then on. */
function createWork({ pass }: Pick<ReturnType<typeof createTiming>, 'pass'>, times: readonly number[]) {
  let runs = 0;
  const work = (): number => {
    pass(times[Math.min(runs, times.length - 1)] as number);
    return ++runs;
  };
  return { work, runs: () => runs };
}

describe('WarmUp', () => {
  it('returns what the work returns, and leaves fast work alone', () => {
    const clock = createTiming();
    const { work, runs } = createWork(clock, [5]);
    expect(new WarmUp(clock.timing).measure(work)).toBe(1);
    expect(clock.quiet()).toBe(false);
    expect(runs()).toBe(1);
  });

  it.each<[string, readonly number[], number]>([
    ['repeats slow work until it is no longer becoming faster', [200, 150, 100, 50, 20, 10, 10, 10, 10], 9],
    ['takes a run that was slow by chance for no end', [200, 100, 180, 50, 20, 20, 20, 20], 8],
    ['gives up on work that stays slow', [90], 5],
    ['does not spend more than a moment altogether', [2000, 1900, 1600, 1400, 1200], 3],
    ['ends after some runs whatever they take', [...Array(40).keys()].map((i) => 300 * 0.85 ** i), 17],
  ])('%s', (_what, times, expected) => {
    const clock = createTiming();
    const { work, runs } = createWork(clock, times);
    new WarmUp(clock.timing).measure(work);
    while (clock.quiet());
    expect(runs()).toBe(expected);
  });

  it('gives way to work that somebody waits for, and goes on with that', () => {
    const clock = createTiming();
    const first = createWork(clock, [200, 150, 100]);
    const second = createWork(clock, [140, 90, 60, 50, 50, 50, 50]);
    const warmUp = new WarmUp(clock.timing);
    warmUp.measure(first.work);
    clock.quiet();
    warmUp.measure(second.work);
    while (clock.quiet());
    expect([first.runs(), second.runs()]).toEqual([2, 7]);
  });

  it('is over once the work is fast', () => {
    const clock = createTiming();
    const warmUp = new WarmUp(clock.timing);
    warmUp.measure(createWork(clock, [200, 100, 20, 20, 20, 20]).work);
    while (clock.quiet());
    warmUp.measure(createWork(clock, [200]).work);
    expect(clock.quiet()).toBe(false);
  });

  it('rehearses what comes next with what the work returned', () => {
    const clock = createTiming();
    const { work } = createWork(clock, [200]);
    const rehearsed: number[] = [];
    new WarmUp(clock.timing).measure(work, (result) => rehearsed.push(result));
    expect(rehearsed).toEqual([]);
    while (clock.quiet());
    expect(new Set(rehearsed)).toEqual(new Set([1]));
  });
});
