import type { NotKnown } from '../../src/core/ledger/facts.ts';
import { isKnown } from '../../src/core/ledger/ledger.ts';
import type { ManifestFacts } from '../../src/core/manifest/facts.ts';
import type { OpenRepository } from '../../src/host/git/open-repository.ts';
import type { HashOptions } from '../../src/host/hash.ts';
import { overlay } from '../ledger-facts.ts';
import type { Session } from '../session.ts';
import { toDocumentKey } from '../uris.ts';
import { uriWithin, type WorkspaceFolder } from '../workspace.ts';
import { batchRepository } from './batched-repository.ts';
import type { ManifestView } from './manifest-view.ts';
import type { FolderRecords } from './surroundings.ts';

/** Reads from git and the disk what manifests are held against; files that are open are read as their editors have them. */
export class FactReader {
  readonly #session: Session;
  readonly #batched = new WeakMap<OpenRepository, OpenRepository>();

  constructor(session: Session) {
    this.#session = session;
  }

  /**
   * @param hash null where files are not to be hashed
   * @throws the signal's reason where hashing is aborted
   */
  async read(view: ManifestView, records: FolderRecords, hash: HashOptions | null): Promise<ManifestFacts> {
    const { gatherManifestFacts } = await import('../../src/host/gather-manifest.ts');
    const { host, documents } = this.#session;
    const { folder, path, policy, check } = view;
    const { hashFiles } = host;
    return gatherManifestFacts(check.manifest, path, {
      root: String(folder.path),
      policy,
      files: overlay(host.files, documents),
      today: host.clock.today(),
      changelog: records.changelog,
      repository: await this.#repositoryOf(records),
      repositoryFacts: records.repository,
      hashFiles: hash && ((root, paths) => hashFiles(root, paths, hash)),
    });
  }

  /** Manifests that the newest tag of a folder has. @param present the keys of those that are there */
  async deleted(
    folder: WorkspaceFolder,
    { changelog, ...records }: FolderRecords,
    present: ReadonlySet<string>,
  ): Promise<readonly { readonly path: string }[] | NotKnown> {
    const { findDeleted } = await import('../../src/host/gather-manifest.ts');
    const { host, policies } = this.#session;
    const { policy } = await policies.get(folder);
    const found = await findDeleted(new Set(), {
      ...{
        root: String(folder.path),
        policy,
        files: host.files,
        today: host.clock.today(),
        changelog,
        hashFiles: null,
      },
      repository: await this.#repositoryOf({ changelog, ...records }),
      repositoryFacts: records.repository,
    });
    return isKnown(found) ? found.filter(({ path }) => !present.has(toDocumentKey(uriWithin(folder, path)))) : found;
  }

  async #repositoryOf({ view, repository }: FolderRecords): Promise<OpenRepository | NotKnown> {
    if (!view) return { notKnown: isKnown(repository) ? 'there is no changelog' : repository.notKnown };
    const opened = await this.#session.ledgers.repositoryOf(view);
    if (!isKnown(opened)) return opened;
    const batched = this.#batched.get(opened) ?? batchRepository(opened);
    this.#batched.set(opened, batched);
    return batched;
  }
}
