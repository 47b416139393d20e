import { Char, isDigit, isLetter, isSpace, skipSpaces } from './characters.ts';

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

/** The offset behind the tag name (CommonMark 6.6) at `at`; `at` where there is none. */
function skipTagName(text: string, at: number, end: number): number {
  if (at >= end || !isLetter(text.charCodeAt(at))) return at;
  let next = at + 1;
  while (next < end && isNameCharacter(text.charCodeAt(next))) next++;
  return next;
}

function isNameCharacter(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === Char.HyphenMinus;
}

function skipClosingTag(text: string, at: number, end: number): number {
  const next = skipSpaces(text, at, end);
  return next < end && text.charCodeAt(next) === Char.GreaterThan ? next + 1 : -1;
}

/** The offset behind the open tag (CommonMark 6.6) whose name ends at `at`, -1 where the line holds no whole tag. */
function skipOpenTag(text: string, at: number, end: number): number {
  let next = at;
  for (;;) {
    const behind = skipSpaces(text, next, end);
    if (behind === end) return -1;
    const code = text.charCodeAt(behind);
    if (code === Char.GreaterThan) return behind + 1;
    if (code === Char.Slash)
      return behind + 1 < end && text.charCodeAt(behind + 1) === Char.GreaterThan ? behind + 2 : -1;
    if (behind === next) return -1;
    next = skipAttribute(text, behind, end);
    if (next < 0) return -1;
  }
}

function skipAttribute(text: string, at: number, end: number): number {
  if (!isAttributeStart(text.charCodeAt(at))) return -1;
  let next = at + 1;
  while (next < end && isAttributeCharacter(text.charCodeAt(next))) next++;
  const equals = skipSpaces(text, next, end);
  if (equals === end || text.charCodeAt(equals) !== Char.EqualsSign) return next;
  return skipAttributeValue(text, skipSpaces(text, equals + 1, end), end);
}

function isAttributeStart(code: number): boolean {
  return isLetter(code) || code === Char.Underscore || code === Char.Colon;
}

function isAttributeCharacter(code: number): boolean {
  return isAttributeStart(code) || isDigit(code) || code === Char.FullStop || code === Char.HyphenMinus;
}

function skipAttributeValue(text: string, at: number, end: number): number {
  if (at === end) return -1;
  const quote = text.charCodeAt(at);
  let next = at;
  if (quote === Char.QuotationMark || quote === Char.Apostrophe) {
    for (next++; next < end; next++) if (text.charCodeAt(next) === quote) return next + 1;
    return -1;
  }
  while (next < end && isBareValueCharacter(text.charCodeAt(next))) next++;
  return next === at ? -1 : next;
}

function isBareValueCharacter(code: number): boolean {
  return (
    !isSpace(code) &&
    code !== Char.QuotationMark &&
    code !== Char.Apostrophe &&
    code !== Char.EqualsSign &&
    code !== Char.LessThan &&
    code !== Char.GreaterThan &&
    code !== Char.Backtick
  );
}

const CLOSERS = ['', '', '-->', '?>', '>', ']]>'];

/**
 * Finds the ends of HTML blocks of kinds 1 to 5.
 *
 * It remembers where it found the next `-->` (`?>`, …): without that, each line of an unclosed comment, and each of a
 * thousand unclosed comments, would search the rest of the document.
 */
export class HtmlCloser {
  private readonly text: string;
  private readonly found = [-1, -1, -1, -1, -1, -1];

  constructor(text: string) {
    this.text = text;
  }

  /** True where the line from `at` to `end` holds what ends a block of `kind`. */
  closes(kind: number, at: number, end: number): boolean {
    return kind === 1 ? closesRaw(this.text, at, end) : this.find(kind, at) < end;
  }

  private find(kind: number, at: number): number {
    const known = this.found[kind] as number;
    if (known >= at) return known;
    const next = this.text.indexOf(CLOSERS[kind] as string, at);
    const found = next < 0 ? this.text.length : next;
    this.found[kind] = found;
    return found;
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
