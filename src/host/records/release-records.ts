import { join } from 'node:path';
import { type Deployment, deploymentsOf, readDeployments } from '../../core/audit/deployments.ts';
import type { GatheredLedger } from '../../core/ledger/gather.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Files } from '../../core/ports.ts';
import { type Say, sayInEnglish } from '../../core/text/say.ts';
import type { LoadedLedger } from '../gather-ledger.ts';
import type { HashFiles } from '../hash.ts';

/** A ledger, and where what is recorded beside it lies. */
export interface RecordPlace {
  readonly policy: Policy;
  /** The folder of the policy, absolute. */
  readonly root: string;
  /** The changelog's name as it is shown. */
  readonly name: string;
  /** Its absolute path. */
  readonly file: string;
  readonly ledger: GatheredLedger;
  readonly repository: LoadedLedger['repository'];
}

/** What is recorded of a project's releases. */
export interface ReleaseRecords extends RecordPlace {
  readonly deployments: readonly Deployment[];
}

/** What records are read with. */
export interface RecordHost {
  readonly files: Files;
  readonly hashFiles: HashFiles;
}

/** The lines of a file that could be read, and what is to be said of the others. */
export interface RecordLines<T> {
  readonly lines: readonly T[];
  /** Each a sentence without a full stop. */
  readonly remarks: readonly string[];
}

/** Reads the log of deployments that the policy names. */
export function readDeploymentLog(
  files: Files,
  { root, policy }: RecordPlace,
  say?: Say,
): Promise<RecordLines<Deployment>> {
  const read = (text: string) => {
    const { deployments, unread } = readDeployments(text);
    return { read: deploymentsOf(policy, deployments), unread };
  };
  return readRecordLines(files, { root, path: policy.audit.deployments }, read, say);
}

/** Reads a file of lines that need not be there. @param path relative to the policy's folder */
export async function readRecordLines<T>(
  files: Files,
  { root, path }: { readonly root: string; readonly path: string },
  read: (text: string) => { readonly read: readonly T[]; readonly unread: readonly number[] },
  say: Say = sayInEnglish,
): Promise<RecordLines<T>> {
  const { file, refusal } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
  if (!file)
    return { lines: [], remarks: refusal.code === 'missing' ? [] : [say('not counted: {0}', refusal.message)] };
  const { read: lines, unread } = read(file.text);
  const named = `${unread.slice(0, 10).join(', ')}${unread.length > 10 ? ', …' : ''}`;
  return {
    lines,
    remarks: unread.length === 0 ? [] : [say('{0} has lines that are no record and do not count: {1}', path, named)],
  };
}
