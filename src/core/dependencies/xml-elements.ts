import type { Span } from '../text/source.ts';

/** An element that has been closed. */
export interface XmlElement {
  /** Its ancestors' names and its own, joined with `/`, without prefixes. */
  readonly path: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** The text between its tags where it holds no elements, trimmed; empty otherwise. */
  readonly text: string;
  /** From its opening tag to the end of its closing one. */
  readonly span: Span;
}

const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const BRACKETS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;
/** No build file is nested deeper, and paths grow with the depth. */
const DEEPEST = 64;

/**
 * The elements of an XML text in the order in which they end. Only structure is read: comments and CDATA are passed over,
 * entities are never resolved. Total and linear: from a tag that closes nothing on, nothing is read, and `broken` is told
 * its place.
 */
export function* readXmlElements(text: string, broken: (span: Span) => void): Generator<XmlElement> {
  const open: (Tag & Span)[] = [];
  let lastEnd = -1;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const start = at;
    const end = endOfToken(text, start);
    if (end < 0) return broken({ start, end: start + 1 });
    at = end;
    const tag = readTag(text.slice(start, end));
    if (!tag) continue;
    if (tag.kind === 'opening') {
      open.push({ ...tag, start, end });
      if (open.length > DEEPEST) return broken({ start, end });
      continue;
    }
    const opened = tag.kind === 'closing' ? open.pop() : { ...tag, start, end };
    if (opened?.name !== tag.name) return broken({ start, end });
    const path = [...open.map(({ name }) => name), tag.name].join('/');
    const content = tag.kind === 'closing' && lastEnd <= opened.end ? text.slice(opened.end, start).trim() : '';
    yield { path, attributes: toAttributes(opened.attributes), text: content, span: { start: opened.start, end } };
    lastEnd = end;
  }
  const left = open.at(-1);
  if (left) broken({ start: left.start, end: left.end });
}

interface Tag {
  readonly kind: 'opening' | 'closing' | 'empty';
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: string;
}

/** The offset behind a tag, a comment or the like; -1 where it does not end. */
function endOfToken(text: string, start: number): number {
  for (const [opens, closes] of BRACKETS) {
    if (!text.startsWith(opens, start)) continue;
    const at = text.indexOf(closes, start + opens.length);
    return at < 0 ? -1 : at + closes.length;
  }
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at] as string;
    if (character === '>') return at + 1;
    if (character !== '"' && character !== "'") continue;
    at = text.indexOf(character, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

function readTag(token: string): Tag | null {
  const match = /^<(\/?)(?:[\w.-]+:)?([A-Za-z_][\w.-]*)([\s\S]*)>$/.exec(token);
  if (!match) return null;
  const [, closing, name = '', rest = ''] = match;
  const kind = closing === '/' ? 'closing' : rest.endsWith('/') ? 'empty' : 'opening';
  return { kind, name, attributes: rest };
}

function toAttributes(tag: string): ReadonlyMap<string, string> {
  return new Map([...tag.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [name, double ?? single ?? '']));
}
