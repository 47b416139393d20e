import { join, relative, sep } from 'node:path';
import { listComponents } from '../../core/changelog/component.ts';
import type { Changelog } from '../../core/changelog/model.ts';
import type { NotKnown } from '../../core/ledger/facts.ts';
import { isKnown, type Ledger } from '../../core/ledger/ledger.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Files } from '../../core/ports.ts';
import { recordGlobs, toOwnRecords } from '../../core/release/own-records.ts';
import { loadLedger, type OpenRepositoryOf } from '../gather-ledger.ts';
import type { OpenRepository } from '../git/open-repository.ts';
import { toRealPath } from '../git/search-path.ts';
import { expandGlob } from '../glob.ts';
import { readSoleChangelog } from '../sole-changelog.ts';

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

export interface SoleChangelog {
  readonly changelog: { readonly path: string; readonly changelog: Changelog } | NotKnown;
  readonly policy: Policy;
}

/** A folder's one changelog, and the policy by which its records are found (`ownPolicy`); as it is where there is no such changelog. */
export async function readSolePolicy(
  { files, openRepository }: { readonly files: Files; readonly openRepository: OpenRepositoryOf },
  root: string,
  policy: Policy,
): Promise<SoleChangelog> {
  const read = await readSoleChangelog(files, root, policy);
  if (!isKnown(read) || (!read.path.includes('/') && listComponents(read.changelog.releases).length < 2))
    return { changelog: read, policy };
  const path = join(root, ...read.path.split('/'));
  const loaded = await loadLedger({ changelog: read.changelog, path, root, policy, files, openRepository });
  return { changelog: read, policy: await ownPolicy({ ...loaded, policy, root, files }) };
}
