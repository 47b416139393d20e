import type { NotChecked } from '../src/core/index.ts';
import type { GatheredLedger } from '../src/core/ledger/gather.ts';
import type { LocatedProblem } from '../src/core/rules/run-ledger.ts';

/** What comparing a changelog with git and the version files says of it. */
export interface LedgerLook {
  /** Null until its facts are there, and for ever where the changelog lies in no folder on disk. */
  readonly ledger: GatheredLedger | null;
  readonly problems: readonly LocatedProblem[];
  readonly notChecked: readonly NotChecked[];
}
