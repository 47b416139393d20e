import { componentOf } from '../../src/core/changelog/component.ts';
import type { Release } from '../../src/core/index.ts';
import { ledgersOf } from '../../src/core/ledger/components.ts';
import type { GatheredLedger } from '../../src/core/ledger/gather.ts';
import { namesOwner } from '../../src/core/ledger/tag-template.ts';
import type { Session } from '../session.ts';
import type { View } from '../view.ts';

/**
 * A changelog whose policy says where the records of its own releases are, and not those of another package's (`ownPolicy`).
 *
 * @param ledger that of a component, for its releases alone
 */
export async function toOwnView(session: Session, view: View, ledger: GatheredLedger | null): Promise<View> {
  const root = view.place.folder?.path;
  const isOne =
    !view.place.path.includes('/') && view.ledger.ledger?.others.length === 0 && !namesOwner(view.policy.tag.name);
  if (!root || !ledger || isOne) return view;
  const { ownPolicy } = await import('../../src/host/records/own-policy.ts');
  const { files } = session.host;
  const repository = await session.ledgers.repositoryOf(view);
  const policy = await ownPolicy({ policy: view.policy, root, files, ledger, repository });
  return policy === view.policy ? view : { ...view, policy };
}

/** The same for each component of a changelog, by its name or a release of it. */
export async function toOwnViews(session: Session, view: View): Promise<(of: string | Release) => View> {
  const { ledger } = view.ledger;
  const views = new Map<string, View>();
  for (const each of ledger ? ledgersOf(ledger) : []) views.set(each.component, await toOwnView(session, view, each));
  return (of) => views.get(typeof of === 'string' ? of : componentOf(of)) ?? view;
}
