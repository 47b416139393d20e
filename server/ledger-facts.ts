import { dirname, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Changelog } from '../src/core/index.ts';
import type { NotKnown } from '../src/core/ledger/facts.ts';
import type { GatheredLedger } from '../src/core/ledger/gather.ts';
import type { Files } from '../src/core/ports.ts';
import type { ComponentFiles } from '../src/host/component-files.ts';
import type { OpenRepositoryOf } from '../src/host/gather-ledger.ts';
import type { OpenRepository } from '../src/host/git/open-repository.ts';
import type { RepositoryPlace } from '../src/host/git/repository.ts';
import type { Documents } from './documents.ts';
import { isGitState, looksLikeGitState } from './git-state.ts';
import type { ServerHost } from './host.ts';
import { toFilePath } from './uris.ts';
import type { View } from './view.ts';

/** A changelog at one version of its text, as far as its ledger depends on it. */
export interface LedgerText extends Pick<View, 'uri' | 'place' | 'source' | 'policy' | 'today'> {
  readonly changelog: Changelog;
}

/** Where a changelog lies on disk; null where git and version files have no part in it. */
export interface DiskPlace {
  readonly path: string;
  readonly root: string;
}

export function toDiskPlace({ uri, place: { folder } }: Pick<LedgerText, 'uri' | 'place'>): DiskPlace | null {
  const path = toFilePath(uri);
  return path === null || !folder?.path ? null : { path, root: folder.path };
}

/**
 * Gathers what the changelogs of the workspace are compared with. Version files are read as their editors have them.
 *
 * **Invariant:** before the workspace is trusted no program is started.
 */
export class LedgerGatherer {
  readonly #host: Pick<ServerHost, 'files' | 'openRepository'>;
  readonly #files: Files;
  /** By their top folders: changelogs of one repository share what was read of it. */
  readonly #repositories = new Map<string, OpenRepository>();
  /** The same by the folders of changelogs, so that none is looked for twice. */
  readonly #byFolder = new Map<string, OpenRepository>();
  /** Where repositories are; it stays known when they are read anew. */
  readonly #places = new Map<string, RepositoryPlace>();
  readonly #listeners: ((place: RepositoryPlace) => void)[] = [];
  #trusted: boolean;

  constructor(host: Pick<ServerHost, 'files' | 'openRepository'>, documents: Documents, trusted: boolean) {
    this.#host = host;
    this.#files = overlay(host.files, documents);
    this.#trusted = trusted;
  }

  grantTrust(): void {
    this.#trusted = true;
  }

  /** Calls the listener for each repository when it is found first. */
  onRepository(listener: (place: RepositoryPlace) => void): void {
    this.#listeners.push(listener);
  }

  /** What was read of repositories counts no more: of those with these top folders, or of all. */
  forgetRepositories(roots?: ReadonlySet<string>): void {
    for (const root of this.#repositories.keys()) if (!roots || roots.has(root)) this.#repositories.delete(root);
    for (const [folder, { place }] of this.#byFolder)
      if (!roots || roots.has(place.root)) this.#byFolder.delete(folder);
  }

  /**
   * The top folders of the repositories whose state a file is part of: their refs, their configuration.
   *
   * @returns null where that is any other file; none where it belongs to a repository that is not known yet.
   */
  repositoriesOf(path: string): readonly string[] | null {
    const roots = [...this.#places.values()].filter((place) => isGitState(place, path)).map(({ root }) => root);
    return roots.length > 0 || looksLikeGitState(path) ? roots : null;
  }

  /** The repository that a changelog lies in. */
  async repositoryOf({ path }: DiskPlace): Promise<OpenRepository | NotKnown> {
    return this.#open(dirname(path));
  }

  async gather({ changelog, policy }: LedgerText, place: DiskPlace): Promise<GatheredLedger> {
    const { loadLedger } = await import('../src/host/gather-ledger.ts');
    const openRepository: OpenRepositoryOf = (folder) => this.#open(folder);
    const { ledger } = await loadLedger({ changelog, policy, ...place, files: this.#files, openRepository });
    return ledger;
  }

  async readVersionFiles({ changelog, policy }: LedgerText, { path, root }: DiskPlace): Promise<ComponentFiles> {
    const { readComponentFiles } = await import('../src/host/component-files.ts');
    const folder = relative(root, dirname(path)).split(sep).join('/');
    return readComponentFiles(this.#files, root, folder, policy.versionFiles, changelog);
  }

  async #open(folder: string): ReturnType<OpenRepositoryOf> {
    if (!this.#trusted) return { notKnown: 'the workspace is not trusted' };
    const seen = this.#byFolder.get(folder);
    if (seen) return seen;
    const opened = await this.#host.openRepository(folder);
    if ('notKnown' in opened) return opened;
    const { place } = opened;
    const known = this.#repositories.get(place.root) ?? opened;
    this.#repositories.set(place.root, known);
    this.#byFolder.set(folder, known);
    if (!this.#places.has(place.root)) for (const listener of this.#listeners) listener(place);
    this.#places.set(place.root, place);
    return known;
  }
}

/** Files as their editors have them. The disk may be read only where it can be, also by way of an editor: what it refuses stays refused. */
export function overlay(files: Files, documents: Documents): Files {
  return {
    list: files.list,
    readText: async (request) => {
      const reading = await files.readText(request);
      const open = documents.get(pathToFileURL(request.path).href);
      return reading.file && open && open.excess === null
        ? { file: { ...reading.file, text: open.source.text } }
        : reading;
    },
  };
}
