import type { Policy } from '../../src/core/index.ts';
import { toOwnView } from '../requests/own-view.ts';
import type { Session } from '../session.ts';
import type { FolderRecords } from './surroundings.ts';

/** Policies by which the records of a folder's changelog are found: the same ones for as long as git says the same. */
export class OwnPolicies {
  readonly #session: Session;
  readonly #known = new WeakMap<
    Policy,
    { readonly repository: FolderRecords['repository']; readonly policy: Policy }
  >();

  constructor(session: Session) {
    this.#session = session;
  }

  async of(policy: Policy, { view, repository }: FolderRecords): Promise<Policy> {
    const known = this.#known.get(policy);
    if (known?.repository === repository) return known.policy;
    const own = view ? (await toOwnView(this.#session, { ...view, policy }, view.ledger.ledger)).policy : policy;
    this.#known.set(policy, { repository, policy: own });
    return own;
  }
}
