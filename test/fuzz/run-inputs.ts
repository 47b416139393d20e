import { toInput } from './mutate.ts';
import { randomOf } from './random.ts';
import type { FuzzTarget } from './target.ts';

/** No input of at most a few thousand characters may take as long as this, in milliseconds of this thread's own time. */
const SLOW_MS = 2000;

export interface Violation {
  /** Which input of the run it was. */
  readonly index: number;
  readonly what: string;
}

/** Where a run is, for whoever watches it. */
export type Progress = (index: number) => void;

/**
 * Gives a target its inputs from `from` to below `to`.
 *
 * @returns what was not as promised; the same for the same seed. An input counts as slow only if it is slow twice: the machine may
 * have been busy.
 */
export async function runInputs(
  target: FuzzTarget,
  {
    seed,
    from,
    to,
    progress,
  }: { readonly seed: number; readonly from: number; readonly to: number; readonly progress: Progress },
): Promise<readonly Violation[]> {
  const violations: Violation[] = [];
  for (let index = from; index < to; index++) {
    progress(index);
    try {
      if ((await timeOf(target, seed, index)) > SLOW_MS && (await timeOf(target, seed, index)) > SLOW_MS)
        violations.push({ index, what: `took longer than ${SLOW_MS} ms` });
    } catch (error) {
      violations.push({ index, what: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  return violations;
}

/** The input of a run, for whoever wants to see it. */
export function inputOf(target: FuzzTarget, seed: number, index: number): string {
  return toInput(target, randomOf(seed, index));
}

async function timeOf(target: FuzzTarget, seed: number, index: number): Promise<number> {
  const random = randomOf(seed, index);
  const text = toInput(target, random);
  const start = performance.now();
  await target.check(text, random);
  return performance.now() - start;
}
