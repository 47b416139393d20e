import { relative, sep } from 'node:path';
import type { FileRefusal } from '../src/core/ports.ts';
import type { ServerHost } from './host.ts';
import { toDrivePath, toFileName, toFilePath } from './uris.ts';

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

/** A file's text, or why there is none. */
export type FileText =
  | { readonly text: string; readonly refusal?: undefined }
  | { readonly text?: undefined; readonly refusal: FileRefusal };

/**
 * The folders of the workspace and what they hold on disk.
 *
 * **Invariant:** nothing outside of the folders is read, whatever a URI or a link in a folder says.
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
    this.#folders = uris.map((uri) => ({ uri: toFolderUri(uri), path: toFilePath(uri) }));
  }

  /** The place of a document: in the innermost folder where several hold it. */
  placeOf(uri: string): Place {
    const file = toFilePath(uri);
    let best: Place | null = null;
    for (const folder of this.#folders) {
      const path = file === null ? virtualPathWithin(folder, uri) : pathWithin(folder, file);
      if (path !== null && (best === null || path.length < best.path.length)) best = { folder, path };
    }
    return best ?? { folder: null, path: toFileName(uri) };
  }

  /** Reads a file of the workspace from disk. Never fails; what lies in no folder does not exist for us. */
  async read(uri: string): Promise<FileText> {
    const path = toFilePath(uri);
    const { folder, path: name } = this.placeOf(uri);
    if (path === null || !folder?.path) {
      return { refusal: { code: 'missing', message: `${name} lies in no folder of the workspace`, hint: null } };
    }
    const { file, refusal } = await this.#host.files.readText({ path, root: folder.path, name });
    return file ? { text: file.text } : { refusal };
  }
}

/** Clients end the URI of a folder with a slash or without. */
export function toFolderUri(uri: string): string {
  return uri.replace(/\/+$/, '');
}

/** The URI of a path inside of a folder. @param path with `/` */
export function uriWithin(folder: WorkspaceFolder, path: string): string {
  return `${folder.uri}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** The path relative to a folder with `/`, null where it lies outside of it. */
function pathWithin(folder: WorkspaceFolder, file: string): string | null {
  if (folder.path === null) return null;
  const path = relative(toDrivePath(folder.path), toDrivePath(file));
  if (path === '' || path === '..' || path.startsWith(`..${sep}`) || /^[A-Za-z]:/.test(path)) return null;
  return path.split(sep).join('/');
}

/** The same for a folder that is not on this machine's disk, by the texts of the URIs. */
function virtualPathWithin(folder: WorkspaceFolder, uri: string): string | null {
  const prefix = `${folder.uri}/`;
  if (folder.path !== null || !uri.startsWith(prefix)) return null;
  try {
    return decodeURIComponent(uri.slice(prefix.length).replace(/[?#].*$/s, ''));
  } catch {
    return null;
  }
}
