import { found, type Located, none, type VersionPlace } from './version-file.ts';

/** The comment that marks a line whose version is the project's, in any file and any comment syntax. */
export const VERSION_MARKER = 'release-ledger: version';

const VERSION = /\d{1,20}(?:\.\d{1,20}){1,8}[0-9A-Za-z.+-]{0,64}/;

/** Finds the first version of each line that carries the marker. */
export function locateByMarker(text: string): Located {
  const places: VersionPlace[] = [];
  for (let at = text.indexOf(VERSION_MARKER); at >= 0; at = text.indexOf(VERSION_MARKER, at + VERSION_MARKER.length)) {
    const start = Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('\r', at)) + 1;
    const match = VERSION.exec(text.slice(start, at));
    if (match) {
      const from = start + match.index;
      const version = match[0].replace(/[.+-]+$/, '');
      places.push({ span: { start: from, end: from + version.length }, version, key: 'the marked line' });
    }
  }
  return places.length === 0 ? none(`no line with a version is marked “${VERSION_MARKER}”`) : found(...places);
}
