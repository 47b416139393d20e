import type { Policy } from '../../src/core/index.ts';
import type { NotKnown } from '../../src/core/ledger/facts.ts';
import { type ManifestFacts, NO_FACTS } from '../../src/core/manifest/facts.ts';
import { findChangelogs } from '../../src/host/find-changelogs.ts';
import { nameSeveral } from '../../src/host/sole-changelog.ts';
import type { Session } from '../session.ts';
import { toDocumentKey } from '../uris.ts';
import type { View } from '../view.ts';
import { uriWithin, type WorkspaceFolder } from '../workspace.ts';

/** What the manifests of one folder are held against. */
export interface FolderRecords {
  /** Null where there is no changelog, or not only one. */
  readonly view: View | null;
  readonly changelog: ManifestFacts['changelog'];
  readonly repository: ManifestFacts['repository'];
}

/** What somebody asks about a folder. */
export interface FolderQuestion {
  /** The path of the record that it is asked for: of several changelogs it tells which one is meant. */
  readonly record?: string;
  /** True to wait for what git says. */
  readonly settle?: boolean;
}

/**
 * The changelog of each folder with its ledger. Which file it is is found out once, and a closed one is read once, until
 * somebody says that it may be another one by now: a manifest that is typed in asks for it with every key.
 */
export class Surroundings {
  readonly #session: Session;
  readonly #places = new Map<string, Promise<readonly string[] | NotKnown>>();
  /** Whose records are, by folder and path, where there are several changelogs; null for nobody's. */
  readonly #owners = new Map<string, Promise<string | null>>();
  /** The changelogs that owners were looked for among. */
  readonly #several = new Set<string>();
  readonly #closed = new Map<string, View>();
  readonly #own = new WeakMap<Policy, Map<string, Pick<FolderRecords, 'repository'> & { readonly policy: Policy }>>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** What is known of a folder now. */
  async of(folder: WorkspaceFolder, { record = '', settle = false }: FolderQuestion = {}): Promise<FolderRecords> {
    const place = await this.#placeOf(folder, record);
    if (typeof place !== 'string') return { view: null, changelog: place, repository: NO_FACTS.repository };
    const uri = uriWithin(folder, place);
    const view = settle ? await this.#session.viewWithLedger(uri) : await this.#look(uri);
    if (!view) {
      const changelog = { notKnown: `${place} is not read: it is turned off, or cannot be read` };
      return { view: null, changelog, repository: NO_FACTS.repository };
    }
    if (view.version === null) this.#closed.set(toDocumentKey(uri), view);
    return {
      view,
      changelog: { path: place, changelog: view.check.changelog },
      repository: view.ledger.ledger?.repository ?? NO_FACTS.repository,
    };
  }

  /** The policy by which the records of a folder's changelog are found: the same one for as long as git says the same. */
  async ownPolicy(policy: Policy, { view, repository }: FolderRecords): Promise<Policy> {
    if (!view) return policy;
    const all = this.#own.get(policy) ?? new Map();
    const known = all.get(view.uri);
    if (known?.repository === repository) return known.policy;
    const { toOwnView } = await import('../requests/own-view.ts');
    const own = await toOwnView(this.#session, { ...view, policy }, view.ledger.ledger);
    this.#own.set(policy, all.set(view.uri, { repository, policy: own.policy }));
    return own.policy;
  }

  /** True for the changelog of a folder, whose text is another one now. */
  changed(uri: string): boolean {
    if (this.#several.has(toDocumentKey(uri))) this.#owners.clear();
    return this.#closed.delete(toDocumentKey(uri));
  }

  forget(): void {
    this.#places.clear();
    this.#owners.clear();
    this.#closed.clear();
  }

  async #look(uri: string): Promise<View | null> {
    const closed = this.#session.documents.get(uri) ? undefined : this.#closed.get(toDocumentKey(uri));
    return closed ?? this.#session.viewAnywhere(uri);
  }

  async #placeOf(folder: WorkspaceFolder, record: string): Promise<string | NotKnown> {
    const known = this.#places.get(folder.uri);
    const finding = known ?? this.#find(folder);
    this.#places.set(folder.uri, finding);
    const paths = await finding;
    if ('notKnown' in paths) return paths;
    const [place, ...others] = paths;
    if (place === undefined) return { notKnown: 'there is no changelog' };
    if (others.length === 0) return place;
    return (record !== '' && (await this.#ownerOf(folder, record, paths))) || nameSeveral(paths);
  }

  #ownerOf(folder: WorkspaceFolder, record: string, paths: readonly string[]): Promise<string | null> {
    const key = uriWithin(folder, record);
    const known = this.#owners.get(key);
    const asking = known ?? this.#tellOwner(folder, record, paths);
    this.#owners.set(key, asking);
    return asking;
  }

  async #tellOwner(folder: WorkspaceFolder, record: string, paths: readonly string[]): Promise<string | null> {
    const [{ toOwnView }, { isOwnRecord, likelyFirst }] = await Promise.all([
      import('../requests/own-view.ts'),
      import('../../src/core/release/own-records.ts'),
    ]);
    for (const path of likelyFirst(paths, record)) {
      const uri = uriWithin(folder, path);
      this.#several.add(toDocumentKey(uri));
      const view = await this.#session.viewWithLedger(uri);
      const own = view && (await toOwnView(this.#session, view, view.ledger.ledger));
      if (own && isOwnRecord(own.policy, record)) return path;
    }
    return null;
  }

  async #find(folder: WorkspaceFolder): Promise<readonly string[] | NotKnown> {
    if (folder.path === null) return { notKnown: 'the folder is on no disk of this machine' };
    const { policy } = await this.#session.policies.get(folder);
    return (await findChangelogs(this.#session.host.files, folder.path, policy.changelog.files)).paths;
  }
}
