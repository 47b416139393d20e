import fs from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Changelog } from '../core/changelog/model.ts';
import type { NotKnown } from '../core/ledger/facts.ts';
import { type GatheredLedger, gatherLedger } from '../core/ledger/gather.ts';
import { isKnown, type Ledger, toLedgers } from '../core/ledger/ledger.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Files } from '../core/ports.ts';
import { readComponentFiles } from './component-files.ts';
import type { OpenRepository } from './git/open-repository.ts';
import { readLedgerDocuments } from './ledger-documents.ts';

/** Opens the repository that a folder belongs to. */
export type OpenRepositoryOf = (folder: string) => Promise<OpenRepository | NotKnown>;

export interface LedgerRequest {
  readonly changelog: Changelog;
  /** The changelog's absolute path. */
  readonly path: string;
  /** The folder of the policy: its paths are relative to it. */
  readonly root: string;
  readonly policy: Policy;
  readonly files: Files;
  readonly openRepository: OpenRepositoryOf;
}

export interface LoadedLedger {
  readonly ledger: GatheredLedger;
  readonly repository: OpenRepository | NotKnown;
}

/** Gathers the ledger of a changelog on disk: its repository, and the version files beside it. */
export async function loadLedger({
  changelog,
  path,
  root,
  policy,
  files,
  openRepository,
}: LedgerRequest): Promise<LoadedLedger> {
  const [repository, versionFiles, documents] = await Promise.all([
    openRepository(dirname(path)),
    readComponentFiles(files, root, toPortable(relative(root, dirname(path))), policy.versionFiles, changelog),
    readLedgerDocuments(files, root, policy),
  ]);
  const inRepository = isKnown(repository)
    ? await pathIn(repository.place.root, path)
    : toPortable(relative(root, path));
  const ledger = await gatherLedger({
    ...{ changelog, path: inRepository, policy, reader: repository, documents },
    ...versionFiles,
  });
  return { ledger, repository };
}

/** Joins a changelog with the tags of its repository, for each of its components (`toLedgers`): of git nothing else is read. */
export async function loadTagged({ changelog, path, root, policy, files, openRepository }: LedgerRequest): Promise<{
  readonly ledgers: readonly [Ledger, ...Ledger[]];
  readonly repository: LoadedLedger['repository'];
}> {
  const repository = await openRepository(dirname(path));
  const known = isKnown(repository);
  const inRepository = known ? await pathIn(repository.place.root, path) : toPortable(relative(root, path));
  const facts = known ? await repository.repository() : repository;
  const folder = toPortable(relative(root, dirname(path)));
  const own = await readComponentFiles(files, root, folder, policy.versionFiles, changelog);
  const ledgers = toLedgers({ changelog, path: inRepository, policy, repository: facts, ...own });
  return { ledgers, repository };
}

/** Git resolves symbolic links in its root, so the changelog's folder is resolved, too. */
async function pathIn(root: string, path: string): Promise<string> {
  const folder = await fs.realpath(dirname(path)).catch(() => dirname(path));
  return toPortable(relative(root, join(folder, basename(path))));
}

function toPortable(path: string): string {
  return path.split(sep).join('/');
}

/** The absolute path of a version file of the ledger. */
export function versionFilePath(root: string, file: string): string {
  return join(root, ...file.split('/'));
}
