import { type NextVersion, type NextVersionRefusal, nextVersion, type Policy } from '../../core/index.ts';
import { ledgersOf } from '../../core/ledger/components.ts';
import { taggedVersions } from '../../core/ledger/ledger.ts';
import { describeStatus, type LedgerStatus } from '../../core/ledger/status.ts';
import type { ManifestStates } from '../check/manifest-states.ts';
import type { Session } from '../session.ts';
import { type CheckedLedger, ofComponent } from '../the-ledger.ts';
import { toNextJson } from './next.ts';

/** What `status` says of one changelog. */
export interface ShownStatus {
  readonly status: LedgerStatus;
  readonly next: NextVersion | NextVersionRefusal;
}

export async function describeOpened(
  session: Session,
  opened: CheckedLedger,
  manifestOf: ManifestStates,
): Promise<ShownStatus> {
  const { ledger, changelog, policy, problems, across } = opened;
  const places = [...problems, ...across.filter(({ file }) => file === null)].map(({ span }) => span);
  const policies = new Map<string, Policy>();
  for (const each of ledgersOf(ledger)) policies.set(each.component, (await ofComponent(session, opened, each)).policy);
  const today = session.host.clock.today();
  return {
    status: describeStatus(ledger, places, (each) => manifestOf(each, policies.get(each.component) ?? policy)),
    next: nextVersion(changelog, policy, { ...taggedVersions(ledger), today }),
  };
}

export function toStatusJson({ status: { current, ...rest }, next }: ShownStatus): object {
  return { current, next: 'code' in next ? null : toNextJson(next), ...rest };
}
