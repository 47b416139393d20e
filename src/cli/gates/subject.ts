import { type Changelog, nextVersion } from '../../core/index.ts';
import { isKnown, taggedVersions } from '../../core/ledger/ledger.ts';
import { readSoleChangelog } from '../../host/sole-changelog.ts';
import { printNote, printRefusal, type RequiredPolicy, requireVersion, type Session } from '../session.ts';
import { openLedger } from '../the-ledger.ts';

/** The version that gates are run for. */
export interface GateSubject {
  readonly version: string;
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
    const version = requireVersion(session, named)?.raw;
    return version === undefined ? null : { version, changelog: await readQuietly(session, required) };
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
  return { version, changelog };
}

/** Whoever names a version need not have a changelog. */
async function readQuietly({ host, root }: Session, { policy }: RequiredPolicy): Promise<Changelog | null> {
  const read = await readSoleChangelog(host.files, root, policy);
  return isKnown(read) ? read.changelog : null;
}
