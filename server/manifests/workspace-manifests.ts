import type { ManifestForm } from '../../src/core/manifest/model.ts';
import { manifestFormOf, manifestTemplates, toGlob } from '../../src/core/manifest/paths.ts';
import { expandGlob } from '../../src/host/glob.ts';
import type { ServerHost } from '../host.ts';
import type { PolicyStore } from '../policies.ts';
import { toDocumentKey } from '../uris.ts';
import { uriWithin, type Workspace, type WorkspaceFolder } from '../workspace.ts';

/** A release manifest that lies in a folder of the workspace. */
export interface ManifestFile {
  readonly uri: string;
  readonly folder: WorkspaceFolder;
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly form: ManifestForm;
}

/** What a search found other than the one before. */
export interface ManifestSearch {
  /** Those that are not there any more. */
  readonly gone: readonly ManifestFile[];
  readonly isOther: boolean;
}

/** The release manifests of the workspace's folders, where their policies say that they stand. */
export class WorkspaceManifests {
  readonly #host: ServerHost;
  readonly #workspace: Workspace;
  readonly #policies: PolicyStore;
  #files: ReadonlyMap<string, ManifestFile> = new Map();
  #round = 0;

  constructor(host: ServerHost, workspace: Workspace, policies: PolicyStore) {
    this.#host = host;
    this.#workspace = workspace;
    this.#policies = policies;
  }

  get files(): readonly ManifestFile[] {
    return [...this.#files.values()];
  }

  get(uri: string): ManifestFile | null {
    return this.#files.get(toDocumentKey(uri)) ?? null;
  }

  /** The manifest that a folder has at a path; null where there is none. */
  at(folder: WorkspaceFolder, path: string): ManifestFile | null {
    return this.get(uriWithin(folder, path));
  }

  /** Looks for the manifests afresh. Of two searches at a time the later one counts. @returns what is other than before */
  async search(): Promise<ManifestSearch> {
    const round = ++this.#round;
    const found = new Map<string, ManifestFile>();
    for (const folder of this.#workspace.folders) {
      if (folder.path === null) continue;
      const { policy } = await this.#policies.get(folder);
      for (const { form, path: template } of manifestTemplates(policy.manifest)) {
        const { paths } = await expandGlob(this.#host.files, folder.path, toGlob(template));
        for (const path of paths) {
          const uri = uriWithin(folder, path);
          if (manifestFormOf(policy, path) === form) found.set(toDocumentKey(uri), { uri, folder, path, form });
        }
      }
    }
    if (round !== this.#round) return { gone: [], isOther: false };
    const gone = this.files.filter(({ uri }) => !found.has(toDocumentKey(uri)));
    const isOther = gone.length > 0 || found.size > this.#files.size;
    this.#files = found;
    return { gone, isOther };
  }

  dispose(): void {
    this.#round++;
  }
}
