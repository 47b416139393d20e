import type { Documentation } from './docs/documentation.ts';
import type { Documents } from './documents.ts';
import { requireDocument, requireRange, requireText } from './handle.ts';
import type { ChecksumLists } from './manifests/checksum-lists.ts';
import type { Manifests } from './manifests/manifests.ts';
import type { Publisher } from './publisher.ts';
import type { Session } from './session.ts';
import { toDocumentKey, toFileName } from './uris.ts';
import { toFolderUri } from './workspace.ts';
import type { WorkspaceChangelogs } from './workspace-changelogs.ts';

interface OpenParams {
  readonly textDocument: { readonly uri: string; readonly version: unknown; readonly text: string };
}
interface ChangeParams {
  readonly textDocument: { readonly uri: string; readonly version: unknown };
  readonly contentChanges: Parameters<Documents['change']>[2];
}
interface CloseParams {
  readonly textDocument: { readonly uri: string };
}
interface WatchedParams {
  readonly changes: readonly { readonly uri: string }[];
}

/** Those who hear of files that change. */
interface Followed {
  readonly changelogs: WorkspaceChangelogs;
  readonly manifests: Manifests;
  readonly checksums: ChecksumLists;
  readonly docs: Documentation;
}

const FIRST_SEARCH_MS = 100;

/**
 * Follows what the client says about documents, files, folders and settings, and has everything checked again that depends on
 * it. The text itself is taken over at once, before anything is waited for: the next message counts on it.
 */
export class Synchronizer {
  readonly #session: Session;
  readonly #publisher: Publisher;
  readonly #changelogs: WorkspaceChangelogs;
  readonly #manifests: Manifests;
  readonly #checksums: ChecksumLists;
  readonly #docs: Documentation;
  readonly #refreshEditors: () => void;
  readonly #log: (message: string) => void;
  readonly #toldOfRefs: boolean;

  /** @param client.toldOfRefs the client tells whenever a repository's refs change, wherever they are */
  constructor(
    session: Session,
    publisher: Publisher,
    { changelogs, manifests, checksums, docs }: Followed,
    refreshEditors: () => void,
    log: (message: string) => void,
    client: { readonly toldOfRefs: boolean },
  ) {
    this.#session = session;
    this.#publisher = publisher;
    this.#changelogs = changelogs;
    this.#manifests = manifests;
    this.#checksums = checksums;
    this.#docs = docs;
    this.#refreshEditors = refreshEditors;
    this.#log = log;
    this.#toldOfRefs = client.toldOfRefs;
  }

  /** The client is ready. Its first open documents come before the disk is searched: somebody is looking at them. */
  initialized(): void {
    setTimeout(() => this.#changelogs.searchSoon(), FIRST_SEARCH_MS).unref();
  }

  /** Publishes what is known of files that no editor has open, one after the other. */
  async searched(uris: readonly string[]): Promise<void> {
    for (const folder of this.#session.workspace.folders) {
      const { files, refusal } = await this.#session.policies.get(folder);
      if (refusal) this.#log(`${refusal.message}; the default profile is used.`);
      for (const { uri } of files) await this.#publisher.refresh(uri);
    }
    for (const uri of uris) {
      if (this.#session.documents.get(uri)) continue;
      await this.#publisher.refresh(uri);
      if (!this.#changelogs.has(uri)) this.#session.ledgers.forget(uri);
    }
  }

  async opened(params: OpenParams): Promise<void> {
    requireDocument(params);
    const { uri, version, text } = params.textDocument;
    requireText(text, 'textDocument.text');
    this.#note(this.#session.documents.open(uri, toVersion(version), text));
    await this.#textChanged(uri);
  }

  async changed(params: ChangeParams): Promise<void> {
    requireDocument(params);
    const { uri, version } = params.textDocument;
    for (const change of params.contentChanges) {
      requireText(change.text, 'contentChanges.text');
      if (change.range !== undefined) requireRange(change.range);
    }
    this.#note(this.#session.documents.change(uri, toVersion(version), params.contentChanges));
    await this.#textChanged(uri);
  }

  async closed(params: CloseParams): Promise<void> {
    requireDocument(params);
    const { uri } = params.textDocument;
    this.#note(this.#session.documents.close(uri));
    await this.#textChanged(uri);
    // Whether they are shown depends on the changelog's being open.
    for (const file of this.#session.ledgers.versionFilesOf(uri)) this.#publisher.changed(file);
    this.#session.settings.forget(uri);
    this.#session.style.forget(uri);
  }

  /** Clients that watch nothing for us, or not everything, save at least, and then what git says may be new. */
  async saved(params: CloseParams): Promise<void> {
    requireDocument(params);
    const { uri } = params.textDocument;
    await this.#manifests.saved(uri);
    this.#docs.fileChanged(uri);
    if (!(await this.#session.isChangelog(uri))) this.#session.ledgers.fileChanged(uri);
    else if (!this.#toldOfRefs) await this.#session.ledgers.refresh();
  }

  async filesChanged({ changes }: WatchedParams): Promise<void> {
    for (const { uri } of changes) {
      requireText(uri, 'changes.uri');
      if (isMarkdownlintConfig(uri)) this.#styleMayHaveChanged();
      this.#session.ledgers.fileChanged(uri);
      await this.#policyMayHaveChanged(uri);
      await this.#manifests.fileChanged(uri);
      this.#docs.fileChanged(uri);
      if (this.#checksums.fileChanged(uri)) this.#publisher.changed(uri);
      if (this.#changelogs.has(uri)) this.#publisher.changed(uri);
      if (await this.#session.isChangelog(uri)) this.#changelogs.searchSoon();
    }
  }

  foldersChanged(added: readonly string[], removed: readonly string[]): void {
    const { folders } = this.#session.workspace;
    const gone = new Set(removed.map((uri) => toDocumentKey(toFolderUri(uri))));
    const kept = folders.map(({ uri }) => uri).filter((uri) => !gone.has(toDocumentKey(uri)));
    for (const folder of folders) this.#session.policies.forget(folder);
    this.#session.workspace.setFolders([...kept, ...added]);
    this.#everythingChanged();
  }

  settingsChanged(pushed: unknown): void {
    this.#session.settings.changed(pushed);
    this.#everythingChanged();
  }

  async #textChanged(uri: string): Promise<void> {
    this.#publisher.changed(uri);
    this.#session.ledgers.fileChanged(uri);
    await this.#policyMayHaveChanged(uri);
    await this.#manifests.textChanged(uri);
    await this.#docs.textChanged(uri);
  }

  async #policyMayHaveChanged(uri: string): Promise<void> {
    const { folder, path } = this.#session.workspace.placeOf(uri);
    if (!folder || !(await this.#session.policies.concerns(folder, uri, path))) return;
    const before = (await this.#session.policies.get(folder)).files;
    this.#session.policies.forget(folder);
    for (const file of before) this.#publisher.changed(file.uri);
    this.#publisher.changed(uri);
    this.#everythingChanged();
  }

  #styleMayHaveChanged(): void {
    this.#session.style.forgetAll();
    this.#everythingChanged();
  }

  #everythingChanged(): void {
    this.#manifests.forgetAll();
    this.#docs.forgetAll();
    for (const uri of this.#publisher.shown) this.#publisher.changed(uri);
    for (const { uri } of this.#session.documents.all()) this.#publisher.changed(uri);
    this.#changelogs.searchSoon();
    this.#refreshEditors();
  }

  #note(refused: string | null): void {
    if (refused !== null) this.#log(`${refused}.`);
  }
}

function isMarkdownlintConfig(uri: string): boolean {
  return /^(?:\.markdownlint.*|package\.json)$/.test(toFileName(uri));
}

function toVersion(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) ? value : null;
}
