import { type Changelog, nextVersion, type Policy } from '../../core/index.ts';
import { isKnown, taggedVersions } from '../../core/ledger/ledger.ts';
import { requireNamedPolicy } from '../named-policy.ts';
import { printNote, printRefusal, type RequiredPolicy, type Session } from '../session.ts';
import { openLedger } from '../the-ledger.ts';

/** The version that gates are run for. */
export interface GateSubject {
  readonly version: string;
  /** By which its records are found. */
  readonly policy: Policy;
  /** Null where the folder has none, or several. */
  readonly changelog: Changelog | null;
}

/** The version that was named, else the one that Unreleased leads to, else the newest of the changelog; null with the reason printed. */
export async function chooseVersion(
  session: Session,
  required: RequiredPolicy,
  named: unknown,
): Promise<GateSubject | null> {
  if (typeof named === 'string') {
    // Whoever names a version need not have a changelog.
    const found = await requireNamedPolicy(session, required, named, false);
    if (!found) return null;
    const { policy, changelog, version } = found;
    return { version: version.raw, policy, changelog: isKnown(changelog) ? changelog.changelog : null };
  }
  const opened = await openLedger(session, required);
  if (!opened) return null;
  const { policy, file, changelog, ledger } = opened;
  const next = nextVersion(changelog, policy, { today: session.host.clock.today(), ...taggedVersions(ledger) });
  const version = 'code' in next ? changelog.releases.find((each) => each.version !== null)?.version?.raw : next.next;
  if (version === undefined) {
    printRefusal(session, {
      message: `${file.name} names no version that the gates could be for`,
      hint: 'Name one with --version',
    });
    return null;
  }
  printNote(session, `for ${version}; name another one with --version`);
  return { version, policy, changelog };
}
