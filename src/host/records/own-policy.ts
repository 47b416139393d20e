import { join, relative, sep } from 'node:path';
import { listComponents } from '../../core/changelog/component.ts';
import type { Changelog } from '../../core/changelog/model.ts';
import { changelogOf } from '../../core/ledger/alone.ts';
import type { NotKnown } from '../../core/ledger/facts.ts';
import { isKnown, type Ledger } from '../../core/ledger/ledger.ts';
import { namesOwner } from '../../core/ledger/tag-template.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Files } from '../../core/ports.ts';
import { findRecorded } from '../../core/release/component-facts.ts';
import { isOwnRecord, likelyFirst, recordGlobs, toOwnRecords } from '../../core/release/own-records.ts';
import { readVersion } from '../../core/version/read-version.ts';
import type { Version } from '../../core/version/version.ts';
import { findChangelogs } from '../find-changelogs.ts';
import { type LedgerRequest, loadLedger, loadTagged, type OpenRepositoryOf } from '../gather-ledger.ts';
import type { OpenRepository } from '../git/open-repository.ts';
import { toRealPath } from '../git/search-path.ts';
import { expandGlob } from '../glob.ts';
import { nameSeveral, type ReadChangelog, readOneChangelog, readSoleChangelog } from '../sole-changelog.ts';

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
  const read = await readSoleChangelog(host.files, root, policy);
  return (await listOwners(host, root, policy, read))[0];
}

/** A release that somebody names, with its changelog as if it had no other component (`changelogOf`). */
export interface NamedRecords extends SoleChangelog {
  /** Null for a name that has no version in it. */
  readonly version: Version | null;
}

/**
 * The same for the release that somebody names, by its version or its tag.
 *
 * @param released true where it has to be a release already (`findRecorded`)
 */
export async function readNamedPolicy(
  host: RecordHost,
  root: string,
  policy: Policy,
  { written, released }: { readonly written: string; readonly released: boolean },
): Promise<NamedRecords> {
  const read = await readSoleChangelog(host.files, root, policy);
  const version = readVersion(written);
  if (!isKnown(read) || (version && isAlone(read, policy))) return { changelog: read, policy, version };
  const loaded = await loadLedger(requestOf(host, root, policy, read));
  const named = findRecorded(loaded.ledger, written, released);
  const own = await ownPolicy({ ...loaded, ledger: named.ledger, policy, root, files: host.files });
  const changelog = changelogOf(read.changelog, named.ledger.component);
  return { changelog: { ...read, changelog }, policy: own, version: named.version };
}

/**
 * Tells of any record whose it is: of several changelogs in a folder, and several components in one, the one that has records of that
 * name. What is nobody's is held against the one changelog, where there is only one, or against none.
 *
 * @returns the answer for a path relative to the folder, with `/`; a changelog is read when it is first asked about
 */
export async function tellRecords(
  host: RecordHost,
  root: string,
  policy: Policy,
): Promise<(path: string) => Promise<SoleChangelog>> {
  const { paths } = await findChangelogs(host.files, root, policy.changelog.files);
  const nobody: SoleChangelog = { changelog: nameSeveral(paths), policy };
  const read = new Map<string, Promise<Owners>>();
  const readOnce = (path: string): Promise<Owners> => {
    const known = read.get(path);
    const reading =
      known ?? readOneChangelog(host.files, root, policy, path).then((each) => listOwners(host, root, policy, each));
    read.set(path, reading);
    return reading;
  };
  const sole = paths.length < 2 ? readSoleChangelog(host.files, root, policy) : null;
  const soleOwners = sole?.then((each) => listOwners(host, root, policy, each));
  return async (record) => {
    if (soleOwners) {
      const owners = await soleOwners;
      return owners.find((each) => isOwnRecord(each.policy, record)) ?? owners[0];
    }
    for (const path of record === '' ? [] : likelyFirst(paths, record)) {
      const owner = (await readOnce(path)).find((each) => isOwnRecord(each.policy, record));
      if (owner) return owner;
    }
    return nobody;
  };
}

/** What most releases are of comes first. */
type Owners = readonly [SoleChangelog, ...SoleChangelog[]];

/** Everything that a changelog has releases of, each with the policy of its own records. */
async function listOwners(
  host: RecordHost,
  root: string,
  policy: Policy,
  read: SoleChangelog['changelog'],
): Promise<Owners> {
  if (!isKnown(read) || isAlone(read, policy)) return [{ changelog: read, policy }];
  const { ledgers, repository } = await loadTagged(requestOf(host, root, policy, read));
  const [main, ...others] = await Promise.all(
    ledgers.map(async (ledger) => ({
      changelog: { ...read, changelog: changelogOf(read.changelog, ledger.component) },
      policy: await ownPolicy({ repository, ledger, policy, root, files: host.files }),
    })),
  );
  return [main ?? { changelog: read, policy }, ...others];
}

/** True for a changelog that has its folder, and its versions, for itself, and whose tags need no name. */
function isAlone({ path, changelog }: ReadChangelog, { tag }: Policy): boolean {
  return !path.includes('/') && listComponents(changelog.releases).length < 2 && !namesOwner(tag.name);
}

function requestOf(
  { files, openRepository }: RecordHost,
  root: string,
  policy: Policy,
  { path, changelog }: ReadChangelog,
): LedgerRequest {
  return { changelog, path: join(root, ...path.split('/')), root, policy, files, openRepository };
}
