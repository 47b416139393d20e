import type { Policy } from '../../src/core/index.ts';
import type { NotKnown } from '../../src/core/ledger/facts.ts';
import { type ManifestFacts, NO_FACTS } from '../../src/core/manifest/facts.ts';
import { findSoleChangelog } from '../../src/host/sole-changelog.ts';
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

/**
 * The changelog of each folder with its ledger. Which file it is is found out once, and a closed one is read once, until
 * somebody says that it may be another one by now: a manifest that is typed in asks for it with every key.
 */
export class Surroundings {
  readonly #session: Session;
  readonly #places = new Map<string, Promise<string | NotKnown>>();
  readonly #closed = new Map<string, View>();
  readonly #own = new WeakMap<Policy, Pick<FolderRecords, 'repository'> & { readonly policy: Policy }>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** What is known of a folder now. @param settle true to wait for what git says */
  async of(folder: WorkspaceFolder, settle = false): Promise<FolderRecords> {
    const place = await this.#placeOf(folder);
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
    const known = this.#own.get(policy);
    if (!view || known?.repository === repository) return (view && known?.policy) || policy;
    const { toOwnView } = await import('../requests/own-view.ts');
    const own = await toOwnView(this.#session, { ...view, policy }, view.ledger.ledger);
    this.#own.set(policy, { repository, policy: own.policy });
    return own.policy;
  }

  /** True for the changelog of a folder, whose text is another one now. */
  changed(uri: string): boolean {
    return this.#closed.delete(toDocumentKey(uri));
  }

  forget(): void {
    this.#places.clear();
    this.#closed.clear();
  }

  async #look(uri: string): Promise<View | null> {
    const closed = this.#session.documents.get(uri) ? undefined : this.#closed.get(toDocumentKey(uri));
    return closed ?? this.#session.viewAnywhere(uri);
  }

  #placeOf(folder: WorkspaceFolder): Promise<string | NotKnown> {
    const known = this.#places.get(folder.uri);
    if (known) return known;
    const found = this.#find(folder);
    this.#places.set(folder.uri, found);
    return found;
  }

  async #find(folder: WorkspaceFolder): Promise<string | NotKnown> {
    if (folder.path === null) return { notKnown: 'the folder is on no disk of this machine' };
    const { policy } = await this.#session.policies.get(folder);
    return findSoleChangelog(this.#session.host.files, folder.path, policy);
  }
}
