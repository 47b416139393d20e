import type { CheckResult, NotChecked, Policy, Problem, Source } from '../src/core/index.ts';
import type { Say } from '../src/core/text/say.ts';
import type { Settings } from '../src/protocol/settings.ts';
import type { LedgerLook } from './ledger-look.ts';
import type { Place } from './workspace.ts';

/** A changelog as one request sees it: one version of its text with everything that was computed from it. */
export interface View {
  /** As the client spells it. */
  readonly uri: string;
  /** Null where the text is the one on disk. */
  readonly version: number | null;
  readonly place: Place;
  readonly source: Source;
  readonly policy: Policy;
  readonly settings: Settings;
  /** In UTC, `YYYY-MM-DD`. */
  readonly today: string;
  /** In the language of the client. */
  readonly say: Say;
  readonly check: CheckResult;
  /** How it compares with git and the version files. */
  readonly ledger: LedgerLook;
  /** Those of the check, of the ledger and of markdownlint, in the order of the text. */
  readonly problems: readonly Problem[];
  readonly notChecked: readonly NotChecked[];
}
