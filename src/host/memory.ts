import { posix } from 'node:path';
import type { FileRefusal, FileRequest, Files, FileWriter, FolderEntry, Reading } from '../core/ports.ts';
import { decodeText } from './decode.ts';
import { changed, directory, exists, missing, notAFile, SIZE_LIMIT, tooLarge } from './file-refusals.ts';
import { hashOf } from './files.ts';

/** A file by its bytes, or something else that stands at a path. */
export type MemoryEntry = string | Uint8Array | { readonly refusal: FileRefusal } | { readonly kind: 'other' };

export interface MemoryDisk {
  readonly files: Files;
  readonly writer: FileWriter;
  /** What stands where; absolute paths with `/`. */
  readonly entries: Map<string, MemoryEntry>;
  /** The text of a file, null where there is none. */
  readonly textOf: (path: string) => string | null;
}

/** A disk in memory for tests and demos, with the same refusals as the real one. */
export function memoryDisk(initial: Readonly<Record<string, MemoryEntry>>): MemoryDisk {
  const entries = new Map(Object.entries(initial));
  const bytesOf = (path: string): Uint8Array | null => {
    const entry = entries.get(path);
    if (typeof entry === 'string') return Buffer.from(entry, 'utf8');
    return entry instanceof Uint8Array ? entry : null;
  };
  const isFolder = (path: string): boolean => {
    const prefix = path.endsWith('/') ? path : `${path}/`;
    return [...entries.keys()].some((each) => each.startsWith(prefix));
  };
  const readText = async (request: FileRequest): Promise<Reading> => {
    const path = posix.normalize(request.path);
    const entry = entries.get(path);
    if (entry === undefined) {
      return { refusal: isFolder(path) ? directory(request.name) : missing(request.name) };
    }
    const bytes = bytesOf(path);
    if (bytes === null) {
      return {
        refusal:
          'refusal' in (entry as object)
            ? (entry as { refusal: FileRefusal }).refusal
            : notAFile(request.name, 'a device'),
      };
    }
    if (bytes.length > SIZE_LIMIT) return { refusal: tooLarge(request.name, bytes.length) };
    const decoded = decodeText(bytes, request.name);
    return decoded.refusal
      ? { refusal: decoded.refusal }
      : { file: { ...request, text: decoded.text, hash: hashOf(bytes) } };
  };
  return {
    entries,
    files: { readText, list: async (folder) => listOf(entries, posix.normalize(folder)) },
    writer: {
      replace: async (file, text) => {
        const bytes = bytesOf(posix.normalize(file.path));
        if (bytes === null || hashOf(bytes) !== file.hash) return changed(file.name);
        entries.set(posix.normalize(file.path), text);
        return null;
      },
      create: async ({ path, name }, text) => {
        if (entries.has(posix.normalize(path)) || isFolder(path)) return exists(name);
        entries.set(posix.normalize(path), text);
        return null;
      },
    },
    textOf: (path) => {
      const bytes = bytesOf(path);
      return bytes === null ? null : Buffer.from(bytes).toString('utf8');
    },
  };
}

function listOf(entries: ReadonlyMap<string, MemoryEntry>, folder: string): readonly FolderEntry[] {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  const found = new Map<string, FolderEntry['kind']>();
  for (const [path, entry] of entries) {
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...rest] = path.slice(prefix.length).split('/');
    const isOther = typeof entry === 'object' && 'kind' in entry;
    found.set(name, rest.length > 0 ? 'folder' : isOther ? 'other' : 'file');
  }
  return [...found].map(([name, kind]): FolderEntry => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
