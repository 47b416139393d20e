import { found, type Located, none, unreadable, type VersionPlace } from './version-file.ts';

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<![^>]*>|<(\/?)([A-Za-z_][\w.:-]*)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;

/**
 * Finds the text of XML elements by their paths.
 *
 * Only element structure is read: comments, CDATA and processing instructions are passed over, entities are never resolved.
 *
 * @param paths from the root element, joined with `/`: `project/version`.
 */
export function locateInXml(text: string, paths: readonly string[]): Located {
  const open: { readonly name: string; readonly start: number; readonly contentStart: number }[] = [];
  const places: VersionPlace[] = [];
  for (const token of text.matchAll(TOKEN)) {
    const [whole, closing, name, , selfClosing] = token;
    if (name === undefined || selfClosing === '/') continue;
    if (closing !== '/') {
      open.push({ name, start: token.index, contentStart: token.index + whole.length });
      continue;
    }
    const last = open.pop();
    if (last?.name !== name) {
      return unreadable(`it is no well-formed XML (</${name}> closes ${last ? `<${last.name}>` : 'nothing'})`, {
        start: token.index,
        end: token.index + whole.length,
      });
    }
    const path = [...open.map((each) => each.name), name].join('/');
    if (paths.includes(path)) places.push(placeOf(text, last.contentStart, token.index, path));
  }
  const unclosed = open.at(-1);
  if (unclosed) {
    const span = { start: unclosed.start, end: unclosed.contentStart };
    return unreadable(`it is no well-formed XML (<${unclosed.name}> is not closed)`, span);
  }
  return places.length === 0
    ? none(`it has no <${paths.map((path) => path.split('/').at(-1)).join('> or <')}>`)
    : found(...places);
}

function placeOf(text: string, from: number, to: number, key: string): VersionPlace {
  const raw = text.slice(from, to);
  const version = raw.trim();
  const start = from + raw.indexOf(version);
  return { span: { start, end: start + version.length }, version, key };
}
