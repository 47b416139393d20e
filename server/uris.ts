import { fileURLToPath } from 'node:url';

/**
 * The path of a `file:` URI of this machine.
 *
 * @returns null for every other scheme, for another host, for a URI with a query, for encoded separators and NUL: nothing of
 * these is ever read from disk.
 */
export function toFilePath(uri: string): string | null {
  if (!/^file:\/\//i.test(uri)) return null;
  try {
    const url = new URL(uri);
    if (url.host !== '' || url.search !== '' || url.hash !== '') return null;
    const path = fileURLToPath(url);
    return path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}

/** One name for every spelling of a URI: clients escape different characters. */
export function toDocumentKey(uri: string): string {
  const path = toFilePath(uri);
  return path === null ? uri : `file:${toDrivePath(path)}`;
}

/** The path with a drive letter in lower case: clients write either. */
export function toDrivePath(path: string): string {
  return path.replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}

/** The last segment of a URI's path, decoded; the text itself where it cannot be decoded. */
export function toFileName(uri: string): string {
  const path = uri.replace(/[?#].*$/s, '');
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
