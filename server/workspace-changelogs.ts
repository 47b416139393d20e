import { findAllChangelogs } from '../src/host/workspace-packages.ts';
import { Coalescer } from './coalescer.ts';
import type { ServerHost } from './host.ts';
import type { PolicyStore } from './policies.ts';
import { toDocumentKey } from './uris.ts';
import { uriWithin, type Workspace, type WorkspaceFolder } from './workspace.ts';

/** A changelog that lies in a folder of the workspace. */
export interface ChangelogFile {
  readonly uri: string;
  readonly folder: WorkspaceFolder;
  /** Relative to the folder, with `/`. */
  readonly path: string;
}

/** Something that a search could not find, and why. */
export interface Unmatched {
  readonly folder: WorkspaceFolder;
  readonly pattern: string;
  readonly reason: string;
}

/**
 * The changelogs of the workspace's folders, whether or not an editor has them open: the very files that `release-ledger check`
 * checks when it is started in these folders.
 */
export class WorkspaceChangelogs {
  readonly #host: ServerHost;
  readonly #workspace: Workspace;
  readonly #policies: PolicyStore;
  readonly #coalescer = new Coalescer(() => this.search());
  readonly #listeners: ((uris: readonly string[]) => Promise<void>)[] = [];
  #files: ReadonlyMap<string, ChangelogFile> = new Map();
  #unmatched: readonly Unmatched[] = [];
  #round = 0;
  #newest: Promise<void> = Promise.resolve();

  constructor(host: ServerHost, workspace: Workspace, policies: PolicyStore) {
    this.#host = host;
    this.#workspace = workspace;
    this.#policies = policies;
  }

  get files(): readonly ChangelogFile[] {
    return [...this.#files.values()];
  }

  get unmatched(): readonly Unmatched[] {
    return this.#unmatched;
  }

  has(uri: string): boolean {
    return this.#files.has(toDocumentKey(uri));
  }

  /** Hears after each search of the files that were found or are not there any more. */
  onSearched(listener: (uris: readonly string[]) => Promise<void>): void {
    this.#listeners.push(listener);
  }

  /** Searches as soon as nothing else is to be done; typing in a policy file does not search once per key. */
  searchSoon(): void {
    this.#coalescer.changed('');
  }

  /** Looks for the changelogs afresh. Of two searches at a time the later one counts; whoever asked for the other waits for it. */
  async search(): Promise<void> {
    this.#newest = this.#search(++this.#round);
    for (let waited: Promise<void> | null = null; waited !== this.#newest; ) {
      waited = this.#newest;
      await waited;
    }
  }

  async #search(round: number): Promise<void> {
    const found = new Map<string, ChangelogFile>();
    const unmatched: Unmatched[] = [];
    for (const folder of this.#workspace.folders) {
      if (folder.path === null) continue;
      const { policy } = await this.#policies.get(folder);
      const result = await findAllChangelogs(this.#host.files, folder.path, policy.changelog.files);
      for (const path of result.paths) {
        const uri = uriWithin(folder, path);
        found.set(toDocumentKey(uri), { uri, folder, path });
      }
      unmatched.push(...result.unmatched.map((each) => ({ folder, ...each })));
      if (round !== this.#round) return;
    }
    const gone = this.files.filter(({ uri }) => !found.has(toDocumentKey(uri)));
    this.#files = found;
    this.#unmatched = unmatched;
    const uris = [...gone, ...this.files].map(({ uri }) => uri);
    for (const listener of this.#listeners) await listener(uris);
  }

  dispose(): void {
    this.#round++;
    this.#coalescer.dispose();
  }
}
