import { basename, join, relative, sep } from 'node:path';
import { isChangelogName, matchesGlob } from './changelog-paths.ts';
import type { FileText, ServerHost } from './host.ts';
import { toFileName, toFilePath, toFileUri } from './uris.ts';

/** A folder that the editor has open. */
export interface WorkspaceFolder {
  readonly uri: string;
  /** Null where the folder is not on this machine's disk. */
  readonly path: string | null;
}

/** Where a document lies: its folder, and its path in it with `/`; its name alone where it lies in none. */
export interface Place {
  readonly folder: WorkspaceFolder | null;
  readonly path: string;
}

/** A changelog on disk. */
export interface ChangelogFile {
  readonly uri: string;
  readonly folder: WorkspaceFolder;
}

/** What a search of a folder found; it gives up early in folders that nobody could look through. */
export interface Search {
  readonly files: readonly ChangelogFile[];
  readonly complete: boolean;
}

const IGNORED: ReadonlySet<string> = new Set(['node_modules', 'bower_components', 'vendor', '__pycache__', 'venv']);
const FOLDER_LIMIT = 5000;
const DEPTH_LIMIT = 16;

/**
 * The folders of the workspace and what they hold on disk.
 *
 * **Invariant:** nothing outside of the folders is read, whatever a URI or a link in the folder says.
 */
export class Workspace {
  readonly #host: ServerHost;
  #folders: readonly WorkspaceFolder[] = [];

  constructor(host: ServerHost) {
    this.#host = host;
  }

  get folders(): readonly WorkspaceFolder[] {
    return this.#folders;
  }

  setFolders(uris: readonly string[]): void {
    this.#folders = uris.map((uri) => ({ uri, path: toFilePath(uri) }));
  }

  /** The place of a document: in the innermost folder where several hold it. */
  placeOf(uri: string): Place {
    const file = toFilePath(uri);
    let best: Place | null = null;
    for (const folder of file === null ? [] : this.#folders) {
      const path = folder.path === null ? null : pathWithin(folder.path, file as string);
      if (path !== null && (best === null || path.length < best.path.length)) best = { folder, path };
    }
    return best ?? this.#virtualPlaceOf(uri);
  }

  #virtualPlaceOf(uri: string): Place {
    const folder = this.#folders.find(
      ({ path, uri: root }) => path === null && uri.startsWith(`${root.replace(/\/$/, '')}/`),
    );
    return { folder: folder ?? null, path: toFileName(uri) };
  }

  /** True for a file that a search of its folder would come by. */
  covers(uri: string): boolean {
    const { folder, path } = this.placeOf(uri);
    return folder?.path != null && !path.split('/').slice(0, -1).some(isIgnored);
  }

  /** Reads a file of the workspace; what lies outside, or behind a link, does not exist for us. */
  async read(uri: string): Promise<FileText> {
    const file = toFilePath(uri);
    const folder = this.placeOf(uri).folder?.path ?? null;
    if (file === null || folder === null) return { missing: true, problem: 'it is in no folder of the workspace' };
    const [realFile, realFolder] = await Promise.all([this.#host.realPath(file), this.#host.realPath(folder)]);
    if (realFile === null || realFolder === null) return { missing: true, problem: 'it does not exist' };
    if (realFile !== join(realFolder, relative(folder, file)))
      return { missing: false, problem: 'it lies behind a symbolic link' };
    return this.#host.readFile(file);
  }

  /** Looks for changelogs by name and by the globs of the folder's policy. */
  async search(folder: WorkspaceFolder, globs: readonly string[]): Promise<Search> {
    if (folder.path === null) return { files: [], complete: false };
    const files: ChangelogFile[] = [];
    const queue = [{ path: folder.path, depth: 0 }];
    let complete = true;
    for (let i = 0; i < queue.length; i++) {
      const { path, depth } = queue[i] as (typeof queue)[number];
      for (const { name, kind } of await this.#host.readFolder(path)) {
        const file = join(path, name);
        if (kind === 'folder') {
          if (isIgnored(name)) continue;
          if (depth < DEPTH_LIMIT && queue.length < FOLDER_LIMIT) queue.push({ path: file, depth: depth + 1 });
          else complete = false;
        } else if (kind === 'file' && isChangelogPath(pathWithin(folder.path, file) as string, globs)) {
          files.push({ uri: toFileUri(file), folder });
        }
      }
    }
    files.sort((a, b) => (a.uri < b.uri ? -1 : 1));
    return { files, complete };
  }
}

/** True for a changelog by its name, or by a glob of the policy. @param path relative to the policy's folder, with `/` */
export function isChangelogPath(path: string, globs: readonly string[]): boolean {
  return isChangelogName(basename(path)) || globs.some((glob) => matchesGlob(path, glob));
}

function isIgnored(folderName: string): boolean {
  return IGNORED.has(folderName) || folderName.startsWith('.');
}

/** The path relative to a folder with `/`, null where it lies outside of it. */
function pathWithin(folder: string, file: string): string | null {
  const path = relative(toDocumentPath(folder), toDocumentPath(file));
  if (path === '' || path === '..' || path.startsWith(`..${sep}`) || /^[A-Za-z]:/.test(path)) return null;
  return path.split(sep).join('/');
}

function toDocumentPath(path: string): string {
  return path.replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}
