import { Coalescer } from './coalescer.ts';
import type { Publisher } from './publisher.ts';
import type { Session } from './session.ts';
import { toDocumentKey } from './uris.ts';
import type { ChangelogFile, WorkspaceFolder } from './workspace.ts';

/** The changelogs that lie in the workspace's folders, whether or not an editor has them open. */
export class WorkspaceChangelogs {
  readonly #session: Session;
  readonly #publisher: Publisher;
  readonly #log: (message: string) => void;
  readonly #coalescer = new Coalescer(() => this.search());
  #files: ReadonlyMap<string, ChangelogFile> = new Map();
  #incomplete: readonly WorkspaceFolder[] = [];
  #round = 0;

  constructor(session: Session, publisher: Publisher, log: (message: string) => void) {
    this.#session = session;
    this.#publisher = publisher;
    this.#log = log;
  }

  /** In the order of their folders and paths. */
  get files(): readonly ChangelogFile[] {
    return [...this.#files.values()];
  }

  /** The folders that are too large to be searched to the end. */
  get incomplete(): readonly WorkspaceFolder[] {
    return this.#incomplete;
  }

  /** Searches as soon as nothing else is to be done; typing in a policy file does not search once per key. */
  searchSoon(): void {
    this.#coalescer.changed('');
  }

  dispose(): void {
    this.#round++;
    this.#coalescer.dispose();
  }

  /** Looks for the changelogs afresh and publishes the problems of those that are closed. A later search ends an earlier one. */
  async search(): Promise<void> {
    const round = ++this.#round;
    const found = new Map<string, ChangelogFile>();
    const incomplete: WorkspaceFolder[] = [];
    for (const folder of this.#session.workspace.folders) {
      const { policy, files, unreadable } = await this.#session.policies.get(folder);
      if (unreadable !== null) this.#log(`${folder.uri}: ${unreadable}. The default profile is used.`);
      for (const { uri } of files) await this.#publisher.refresh(uri);
      const search = await this.#session.workspace.search(folder, policy.changelog.files);
      if (!search.complete && folder.path !== null) incomplete.push(folder);
      for (const file of search.files) found.set(toDocumentKey(file.uri), file);
      if (round !== this.#round) return;
    }
    const gone = [...this.#files].filter(([key]) => !found.has(key)).map(([, { uri }]) => uri);
    this.#files = found;
    this.#incomplete = incomplete;
    for (const folder of incomplete) this.#log(`${folder.uri} is too large: not every changelog in it was found.`);
    for (const uri of [...gone, ...this.files.map((file) => file.uri)]) {
      if (round !== this.#round) return;
      if (!this.#session.documents.get(uri)) await this.#publisher.refresh(uri);
    }
  }

  /** A file was created, changed or deleted on disk. */
  async fileChanged(uri: string): Promise<void> {
    const place = this.#session.workspace.placeOf(uri);
    if (!place.folder || !this.#session.workspace.covers(uri) || !(await this.#session.isChangelog(uri))) return;
    const exists = (await this.#session.workspace.read(uri)).text !== undefined;
    const files = new Map(this.#files);
    const key = toDocumentKey(uri);
    if (exists) files.set(key, { uri, folder: place.folder });
    else files.delete(key);
    this.#files = files;
    if (!this.#session.documents.get(uri)) this.#publisher.changed(uri);
  }
}
