import { join } from 'node:path';
import { type DeploymentLog, readDeployments } from '../../core/audit/deployments.ts';
import type { Policy } from '../../core/index.ts';
import type { GatheredLedger } from '../../core/ledger/gather.ts';
import type { LoadedLedger } from '../../host/gather-ledger.ts';
import { printNote, requirePolicy, type Session } from '../session.ts';
import { openLedger } from '../the-ledger.ts';

/** What is recorded of a project's releases. */
export interface ReleaseRecords {
  readonly policy: Policy;
  /** The folder of the policy, absolute. */
  readonly root: string;
  /** The changelog's name as it is shown. */
  readonly name: string;
  /** Its absolute path. */
  readonly file: string;
  readonly ledger: GatheredLedger;
  readonly repository: LoadedLedger['repository'];
  readonly deployments: DeploymentLog['deployments'];
}

/** Reads the records of the one changelog here; null where that cannot be done, and then the reason was printed. */
export async function readRecords(session: Session): Promise<ReleaseRecords | null> {
  const required = await requirePolicy(session);
  const opened = required && (await openLedger(session, required));
  if (!opened) return null;
  const { policy, root, file, ledger, repository } = opened;
  const deployments = await readLines(session, root, policy.audit.deployments, (text) => {
    const { deployments: read, unread } = readDeployments(text);
    return { read, unread };
  });
  return { policy, root, name: file.name, file: file.path, ledger, repository, deployments };
}

/** Reads a file of lines that need not be there; lines that say nothing are told. @param path relative to the policy's folder */
export async function readLines<T>(
  session: Session,
  root: string,
  path: string,
  read: (text: string) => { readonly read: readonly T[]; readonly unread: readonly number[] },
): Promise<readonly T[]> {
  const { file, refusal } = await session.host.files.readText({
    path: join(root, ...path.split('/')),
    root,
    name: path,
  });
  if (!file) {
    if (refusal.code !== 'missing') printNote(session, `not counted: ${refusal.message}`);
    return [];
  }
  const { read: lines, unread } = read(file.text);
  if (unread.length > 0)
    printNote(
      session,
      `${path} has lines that are no record and do not count: ${unread.slice(0, 10).join(', ')}${unread.length > 10 ? ', …' : ''}`,
    );
  return lines;
}
