import type { Changelog, Policy } from '../../src/core/index.ts';
import { changelogOf } from '../../src/core/ledger/alone.ts';
import { ledgersOf } from '../../src/core/ledger/components.ts';
import type { NotKnown } from '../../src/core/ledger/facts.ts';
import { type GatheredLedger, ownerOf } from '../../src/core/ledger/gather.ts';
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
  /** That of the component whose the record is, or of what most releases are of; null where it is not known. */
  readonly ledger: GatheredLedger | null;
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

/** A changelog's path, and what it has releases of. */
interface Owner {
  readonly path: string;
  readonly component: string;
}

/**
 * The changelog of each folder with its ledger. Which file it is is found out once, and a closed one is read once, until
 * somebody says that it may be another one by now: a manifest that is typed in asks for it with every key.
 */
export class Surroundings {
  readonly #session: Session;
  readonly #places = new Map<string, Promise<readonly string[] | NotKnown>>();
  /** Whose records are, by folder and path, where there are several; null for nobody's. */
  readonly #owners = new Map<string, Promise<Owner | null>>();
  readonly #components = new WeakMap<Changelog, Map<string, Changelog>>();
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
    const unknown = (changelog: NotKnown) => ({ view: null, ledger: null, changelog, repository: NO_FACTS.repository });
    if (typeof place !== 'string') return unknown(place);
    const uri = uriWithin(folder, place);
    const view = settle ? await this.#session.viewWithLedger(uri) : await this.#look(uri);
    if (!view) return unknown({ notKnown: `${place} is not read: it is turned off, or cannot be read` });
    if (view.version === null) this.#closed.set(toDocumentKey(uri), view);
    const { ledger } = view.ledger;
    const isShared = record !== '' && ledger !== null && ledger.others.length > 0;
    const owner = isShared ? await this.#ownerOf(folder, record, [place]) : null;
    return {
      view,
      ledger: ledger && (ownerOf(ledger, owner?.component ?? ledger.component) ?? ledger),
      changelog: { path: place, changelog: this.#alone(view.check.changelog, owner?.component ?? null) },
      repository: ledger?.repository ?? NO_FACTS.repository,
    };
  }

  /** The policy by which the records of a folder's changelog are found: the same one for as long as git says the same. */
  async ownPolicy(policy: Policy, { view, ledger, repository }: FolderRecords): Promise<Policy> {
    if (!view) return policy;
    const all = this.#own.get(policy) ?? new Map();
    const key = `${view.uri}\n${ledger?.component}`;
    const known = all.get(key);
    if (known?.repository === repository) return known.policy;
    const { toOwnView } = await import('../requests/own-view.ts');
    const own = await toOwnView(this.#session, { ...view, policy }, ledger);
    this.#own.set(policy, all.set(key, { repository, policy: own.policy }));
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
    const owner = record === '' ? null : await this.#ownerOf(folder, record, paths);
    return owner?.path ?? nameSeveral(paths);
  }

  /** The same changelog for as long as the whole one is the same: what was checked with it holds. */
  #alone(changelog: Changelog, component: string | null): Changelog {
    if (component === null) return changelog;
    const all = this.#components.get(changelog) ?? new Map<string, Changelog>();
    const alone = all.get(component) ?? changelogOf(changelog, component);
    this.#components.set(changelog, all.set(component, alone));
    return alone;
  }

  #ownerOf(folder: WorkspaceFolder, record: string, paths: readonly string[]): Promise<Owner | null> {
    const key = uriWithin(folder, record);
    const known = this.#owners.get(key);
    const asking = known ?? this.#tellOwner(folder, record, paths);
    this.#owners.set(key, asking);
    return asking;
  }

  async #tellOwner(folder: WorkspaceFolder, record: string, paths: readonly string[]): Promise<Owner | null> {
    const [{ toOwnView }, { isOwnRecord, likelyFirst }] = await Promise.all([
      import('../requests/own-view.ts'),
      import('../../src/core/release/own-records.ts'),
    ]);
    for (const path of likelyFirst(paths, record)) {
      const uri = uriWithin(folder, path);
      this.#several.add(toDocumentKey(uri));
      const view = await this.#session.viewWithLedger(uri);
      if (!view?.ledger.ledger) continue;
      for (const each of ledgersOf(view.ledger.ledger)) {
        const { policy } = await toOwnView(this.#session, view, each);
        if (isOwnRecord(policy, record)) return { path, component: each.component };
      }
    }
    return null;
  }

  async #find(folder: WorkspaceFolder): Promise<readonly string[] | NotKnown> {
    if (folder.path === null) return { notKnown: 'the folder is on no disk of this machine' };
    const { policy } = await this.#session.policies.get(folder);
    return (await findChangelogs(this.#session.host.files, folder.path, policy.changelog.files)).paths;
  }
}
