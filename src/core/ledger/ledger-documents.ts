import type { NotKnown } from './facts.ts';

/** The files that entries of a changelog speak of. */
export interface LedgerDocuments {
  /** The names of the migrations, without extension; null where the policy has no folder of them. */
  readonly migrations: readonly string[] | NotKnown | null;
  /** The paths of guides on upgrading, relative to the policy's folder; null where no rule asks for them. */
  readonly guides: readonly string[] | null;
}

/** Those of somebody who looked for none. */
export const NO_DOCUMENTS: LedgerDocuments = { migrations: null, guides: null };
