import type { DatedRelease } from '../ledger/metrics.ts';
import { levelOf } from './level.ts';

/** How regularly releases of a level come. */
export interface CadenceState {
  readonly level: string;
  /** How many days may lie between two of them, by the policy. */
  readonly days: number;
  /** The newest of them; null where there is none. */
  readonly last: { readonly version: string; readonly date: string } | null;
  /** The day by which the next one is due; null where there was none yet. */
  readonly due: string | null;
  readonly overdue: boolean;
}

const RANKS: Readonly<Record<string, number>> = { major: 2, minor: 1, patch: 0 };

/** Holds the releases against the policy's cadence. A higher level serves a lower one: who got a major waits for no minor. */
export function describeCadence(
  dated: readonly DatedRelease[],
  cadence: Readonly<Record<string, number>>,
  today: string,
): readonly CadenceState[] {
  return Object.entries(cadence).map(([level, days]) => {
    const serving = dated.filter(({ release }) => (RANKS[levelOf(release.version)] ?? 0) >= (RANKS[level] ?? 0));
    const last = serving.filter(({ time }) => toDay(time) <= today).sort((a, b) => b.time - a.time)[0];
    if (!last) return { level, days, last: null, due: null, overdue: false };
    const due = toDay(last.time + days * 86_400_000);
    return {
      level,
      days,
      last: { version: last.release.version.raw, date: toDay(last.time) },
      due,
      overdue: due < today,
    };
  });
}

function toDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
