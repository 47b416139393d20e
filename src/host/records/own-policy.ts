import { join, relative, sep } from 'node:path';
import { listComponents } from '../../core/changelog/component.ts';
import type { Changelog } from '../../core/changelog/model.ts';
import type { NotKnown } from '../../core/ledger/facts.ts';
import { isKnown, type Ledger } from '../../core/ledger/ledger.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Files } from '../../core/ports.ts';
import { isOwnRecord, likelyFirst, recordGlobs, toOwnRecords } from '../../core/release/own-records.ts';
import { findChangelogs } from '../find-changelogs.ts';
import { loadLedger, type OpenRepositoryOf } from '../gather-ledger.ts';
import type { OpenRepository } from '../git/open-repository.ts';
import { toRealPath } from '../git/search-path.ts';
import { expandGlob } from '../glob.ts';
import { nameSeveral, readOneChangelog, readSoleChangelog } from '../sole-changelog.ts';

export interface OwnPolicyRequest {
  readonly policy: Policy;
  /** The folder of the policy, absolute. */
  readonly root: string;
  readonly files: Files;
  readonly ledger: Ledger;
  readonly repository: Pick<OpenRepository, 'place'> | NotKnown;
}

/**
 * The policy by which the records of a changelog's releases are found and written (`toOwnRecords`). Files are looked for only where
 * the changelog is one of several.
 */
export async function ownPolicy({ policy, root, files, ledger, repository }: OwnPolicyRequest): Promise<Policy> {
  const way = isKnown(repository) ? relative(toRealPath(repository.place.root), toRealPath(root)) : '';
  const folder = way === '' ? '' : `${way.split(sep).join('/')}/`;
  if (toOwnRecords(policy, ledger, folder, new Set()) === policy) return policy;
  const found = await Promise.all(recordGlobs(policy).map((each) => expandGlob(files, root, each)));
  return toOwnRecords(policy, ledger, folder, new Set(found.flatMap(({ paths }) => paths)));
}

interface RecordHost {
  readonly files: Files;
  readonly openRepository: OpenRepositoryOf;
}

export interface SoleChangelog {
  readonly changelog: { readonly path: string; readonly changelog: Changelog } | NotKnown;
  readonly policy: Policy;
}

/** A folder's one changelog, and the policy by which its records are found (`ownPolicy`); as it is where there is no such changelog. */
export async function readSolePolicy(host: RecordHost, root: string, policy: Policy): Promise<SoleChangelog> {
  return withOwnPolicy(host, root, policy, await readSoleChangelog(host.files, root, policy));
}

/**
 * Tells of any record whose it is: of several changelogs in a folder the one that has records of that name. What is nobody's is held
 * against the one changelog, where there is only one, or against none.
 *
 * @returns the answer for a path relative to the folder, with `/`; a changelog is read when it is first asked about
 */
export async function tellRecords(
  host: RecordHost,
  root: string,
  policy: Policy,
): Promise<(path: string) => Promise<SoleChangelog>> {
  const { paths } = await findChangelogs(host.files, root, policy.changelog.files);
  if (paths.length < 2) {
    const sole = readSolePolicy(host, root, policy);
    return () => sole;
  }
  const nobody: SoleChangelog = { changelog: nameSeveral(paths), policy };
  const read = new Map<string, Promise<SoleChangelog>>();
  const readOnce = (path: string): Promise<SoleChangelog> => {
    const known = read.get(path);
    const reading =
      known ?? readOneChangelog(host.files, root, policy, path).then((each) => withOwnPolicy(host, root, policy, each));
    read.set(path, reading);
    return reading;
  };
  return async (record) => {
    for (const path of likelyFirst(paths, record)) {
      const each = await readOnce(path);
      if (isOwnRecord(each.policy, record)) return each;
    }
    return nobody;
  };
}

async function withOwnPolicy(
  { files, openRepository }: RecordHost,
  root: string,
  policy: Policy,
  read: SoleChangelog['changelog'],
): Promise<SoleChangelog> {
  if (!isKnown(read) || (!read.path.includes('/') && listComponents(read.changelog.releases).length < 2))
    return { changelog: read, policy };
  const path = join(root, ...read.path.split('/'));
  const loaded = await loadLedger({ changelog: read.changelog, path, root, policy, files, openRepository });
  return { changelog: read, policy: await ownPolicy({ ...loaded, policy, root, files }) };
}
