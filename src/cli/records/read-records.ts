import { type ReleaseRecords, readDeploymentLog } from '../../host/records/release-records.ts';
import { printNote, requirePolicy, type Session } from '../session.ts';
import { openLedger } from '../the-ledger.ts';

/** Reads the records of the one changelog here; null where that cannot be done, and then the reason was printed. */
export async function readRecords(session: Session): Promise<ReleaseRecords | null> {
  const required = await requirePolicy(session);
  const opened = required && (await openLedger(session, required));
  if (!opened) return null;
  const { policy, root, file, ledger, repository } = opened;
  const place = { policy, root, name: file.name, file: file.path, ledger, repository };
  const { lines: deployments, remarks } = await readDeploymentLog(session.host.files, place);
  for (const remark of remarks) printNote(session, remark);
  if (ledger.releases.length === 0)
    printNote(session, 'nothing was released: a release is a dated section of the changelog, or a tag');
  return { ...place, deployments };
}
