import { Char, isLetter, isSpace, skipSpaces } from './characters.ts';
import { ForwardFinder } from './forward-finder.ts';
import { skipClosingTag, skipOpenTag, skipTagName } from './html-tags.ts';

/** The elements that start HTML blocks of kind 1, and whose end tags end them (CommonMark 4.6). */
const RAW_ELEMENTS = ['pre', 'script', 'style', 'textarea'];

/** The elements that start HTML blocks of kind 6 (CommonMark 4.6). */
const BLOCK_ELEMENTS = new Set(
  (
    'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt ' +
    'fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link ' +
    'main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead ' +
    'title tr track ul'
  ).split(' '),
);

const LONGEST_ELEMENT = 10;

/**
 * The kind (1 to 7) of the HTML block (CommonMark 4.6) that starts at `at`, a `<`, on the line that ends at `end`;
 * 0 where none does. Kind 7 cannot interrupt a paragraph; that is the caller's business.
 *
 * The specification takes the raw elements from kind 7, so that `</pre>` alone would start no block. cmark, commonmark.js
 * and micromark all let it start one; so does this, since a heading below is one for the reader only if the renderer says so.
 */
export function htmlKind(text: string, at: number, end: number): number {
  const code = at + 1 < end ? text.charCodeAt(at + 1) : 0;
  if (code === Char.QuestionMark) return 3;
  if (code === Char.ExclamationMark) return declarationKind(text, at + 2, end);
  const closing = code === Char.Slash;
  const nameStart = closing ? at + 2 : at + 1;
  const nameEnd = skipTagName(text, nameStart, end);
  if (nameEnd === nameStart) return 0;
  if (nameEnd - nameStart <= LONGEST_ELEMENT) {
    const name = text.slice(nameStart, nameEnd).toLowerCase();
    if (!closing && RAW_ELEMENTS.includes(name) && endsRawName(text, nameEnd, end)) return 1;
    if (BLOCK_ELEMENTS.has(name) && endsBlockName(text, nameEnd, end)) return 6;
  }
  const behind = closing ? skipClosingTag(text, nameEnd, end) : skipOpenTag(text, nameEnd, end);
  return behind >= 0 && skipSpaces(text, behind, end) === end ? 7 : 0;
}

function declarationKind(text: string, at: number, end: number): number {
  if (at >= end) return 0;
  if (isLetter(text.charCodeAt(at))) return 4;
  if (at + 2 <= end && text.startsWith('--', at)) return 2;
  return at + 7 <= end && text.startsWith('[CDATA[', at) ? 5 : 0;
}

function endsRawName(text: string, at: number, end: number): boolean {
  return at === end || isSpace(text.charCodeAt(at)) || text.charCodeAt(at) === Char.GreaterThan;
}

function endsBlockName(text: string, at: number, end: number): boolean {
  return endsRawName(text, at, end) || (at + 2 <= end && text.startsWith('/>', at));
}

/** What ends the HTML blocks of kinds 2 to 5. */
const CLOSERS = ['', '', '-->', '?>', '>', ']]>'];

/** Finds the ends of HTML blocks of kinds 1 to 5. */
export class HtmlCloser {
  private readonly text: string;
  private readonly finder: ForwardFinder;

  constructor(text: string) {
    this.text = text;
    this.finder = new ForwardFinder(text);
  }

  /** True where the line from `at` to `end` holds what ends a block of `kind`. */
  closes(kind: number, at: number, end: number): boolean {
    if (kind === 1) return closesRaw(this.text, at, end);
    const found = this.finder.find(CLOSERS[kind] as string, at);
    return found >= 0 && found < end;
  }
}

function closesRaw(text: string, at: number, end: number): boolean {
  for (let next = at; next + 5 < end; next++) {
    if (text.charCodeAt(next) !== Char.LessThan || text.charCodeAt(next + 1) !== Char.Slash) continue;
    const nameEnd = skipTagName(text, next + 2, Math.min(end, next + 12));
    if (nameEnd === end || text.charCodeAt(nameEnd) !== Char.GreaterThan) continue;
    if (RAW_ELEMENTS.includes(text.slice(next + 2, nameEnd).toLowerCase())) return true;
  }
  return false;
}
