import type { Refusal } from '../../core/refusal.ts';
import type { Conflict, JournalRecord } from '../../core/release/journal-record.ts';

/** All of the plan is done. Where there are conflicts, bytes that somebody changed meanwhile were left as they are. */
export interface Applied {
  readonly kind: 'applied';
  readonly record: JournalRecord;
  readonly conflicts: readonly Conflict[];
}

/** Nothing was changed. */
export interface Refused {
  readonly kind: 'refused';
  readonly refusals: readonly Refusal[];
}

/** It could not be brought to its end now; the journal is open, and `recover` finishes it or takes it back. */
export interface Interrupted {
  readonly kind: 'interrupted';
  readonly id: string;
  readonly reason: Refusal;
}

export interface NothingToRecover {
  readonly kind: 'nothing';
}

/** An operation that was interrupted was finished (`new`) or had not begun to be visible, or was taken back (`old`). */
export interface Recovered {
  readonly kind: 'recovered';
  readonly to: 'new' | 'old';
  readonly record: JournalRecord;
  readonly conflicts: readonly Conflict[];
}

/**
 * What the process of the command line ends with: 0 all done, 1 refused and nothing changed, 3 to be looked at: a journal is open,
 * or bytes of somebody were left where the plan has others.
 */
export function exitCodeOf(outcome: Applied | Refused | Interrupted | NothingToRecover | Recovered): 0 | 1 | 3 {
  if (outcome.kind === 'refused') return 1;
  if (outcome.kind === 'interrupted') return 3;
  return outcome.kind !== 'nothing' && outcome.conflicts.length > 0 ? 3 : 0;
}

export function refused(...refusals: readonly Refusal[]): Refused {
  return { kind: 'refused', refusals };
}
