import { type ReleaseRecords, readDeploymentLog } from '../../host/records/release-records.ts';
import { printNote, requirePolicy, type Session } from '../session.ts';
import { type OpenedLedger, openLedger } from '../the-ledger.ts';

/** Reads the records of the one changelog here; null where that cannot be done, and then the reason was printed. */
export async function readRecords(session: Session): Promise<ReleaseRecords | null> {
  const opened = await openRecords(session);
  return opened && readRecordsOf(session, opened);
}

/** Opens the ledger that records are of; null where that cannot be done, and then the reason was printed. */
export async function openRecords(session: Session): Promise<OpenedLedger | null> {
  const required = await requirePolicy(session);
  const opened = required && (await openLedger(session, required));
  if (opened?.ledger.releases.length === 0)
    printNote(session, 'nothing was released: a release is a dated section of the changelog, or a tag');
  return opened;
}

/** Reads the records of a ledger. */
export async function readRecordsOf(session: Session, opened: OpenedLedger): Promise<ReleaseRecords> {
  const { policy, root, file, ledger, repository } = opened;
  const place = { policy, root, name: file.name, file: file.path, ledger, repository };
  const { lines: deployments, remarks } = await readDeploymentLog(session.host.files, place);
  for (const remark of remarks) printNote(session, remark);
  return { ...place, deployments };
}
