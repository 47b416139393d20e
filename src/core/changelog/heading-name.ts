import type { Span } from '../text/source.ts';
import { parseVersion, type Version } from '../version/version.ts';
import { type HeadingCursor, restOf, spanOf } from './heading-cursor.ts';
import { lookUpTerms } from './vocabulary.ts';
import { isDatePlaceholder, matchDate } from './written-date.ts';

/** The name of a release in its heading: a version, or the word for what is not released yet. */
export interface HeadingName {
  readonly label: string;
  /** Where the label starts in the heading. */
  readonly start: number;
  readonly bracketed: boolean;
  readonly inlineUrl: Span | null;
  readonly prefix: string;
  readonly version: Version | null;
  readonly unreleased: boolean;
  /** True where words stand before the version, so that only a date behind it tells a release from a sentence. */
  readonly needsDate: boolean;
  /** The title that stands with the version in its brackets: `[1.0.0 - First Light](url)`. Places are places in the heading. */
  readonly title: Span | null;
}

const PREFIX =
  /^(?:(?:version|release|ver\.?|rel\.?)\s+)?(?:@?[a-z][\w./-]{0,100}@|(?!v\d+\.\d)@?[a-z][\w./-]{0,100}[/-](?=v\d))?v?(?=\d)/i;
/** `Metrics 0.24.0`, `Rails v7.0.1`: the name of what is released. */
const NAMED_PREFIX = /^[\p{L}][^\s[\]()]{0,40}(?: [\p{L}][^\s[\]()]{0,40}){0,2} v?(?=\d)/u;
const VERSION_TOKEN = /^\d[0-9A-Za-z.+_-]{0,255}/;
/** `/0.65b0`: the versions of the modules that are released together with the first. */
const TOGETHER = /^(?:\/v?\d+\.[0-9A-Za-z.+_-]{1,255}){1,20}/;
/** Anchors, emoji and emoji short codes in front of a name. */
const DECORATION = /^(?:(?:<[^<>]{0,200}>|:[a-z0-9_+-]{1,40}:|[\p{Extended_Pictographic}\u{FE0F}\u{200D}])\s*)+/u;
const CLOSING_TAGS = /^(?:<\/[a-z]{1,10}>)+/i;
const EMPHASIS = /^(?:\*\*|__|\*|_|`)/;
const NOTHING_BEHIND_NUMBER = /^[\s:,–—-]*$/;
/** `Version [1.0.0]`: the word in front of the brackets. */
const WORD_BEFORE_BRACKET = /^(?:version|release|ver\.?|rel\.?)\s+(?=\[)/i;
/** `2.0 Beta 2`: the stage of a version, written as words behind it. */
const STAGE = /^ (alpha|beta|rc|preview)(?: ?(\d{1,4}))?(?=$|[:,]|\s*[([]|\s+(?:[-–—|/]|on\b))/i;
/** `1.0.0 - First Light`, within brackets. */
const TITLED = /^[^\s\][]{1,200}(?:\s*:|\s+[-–—])\s+(?=\S)/;

/** Reads the name at the cursor. Emphasis, code marks, anchors and emoji around it are no part of it. */
export function takeName(cursor: HeadingCursor): HeadingName | null {
  const start = cursor.at;
  const name = takePlainName(cursor) ?? takeDecoratedName(cursor);
  if (!name) cursor.at = start;
  return name;
}

function takeDecoratedName(cursor: HeadingCursor): HeadingName | null {
  cursor.at += DECORATION.exec(restOf(cursor))?.[0].length ?? 0;
  const marker = EMPHASIS.exec(restOf(cursor))?.[0] ?? '';
  cursor.at += marker.length;
  const name = takePlainName(cursor);
  if (name && marker !== '' && cursor.text.startsWith(marker, cursor.at)) cursor.at += marker.length;
  if (name) cursor.at += CLOSING_TAGS.exec(restOf(cursor))?.[0].length ?? 0;
  return name;
}

function takePlainName(cursor: HeadingCursor): HeadingName | null {
  const { text, at } = cursor;
  if (text[at] === '[') return takeBracketedName(cursor);
  const word = WORD_BEFORE_BRACKET.exec(restOf(cursor))?.[0];
  if (word !== undefined) return takeBracketedName({ ...cursor, at: at + word.length }, cursor);
  if (text.startsWith('\\[', at)) return takeEscapedName(cursor);
  return takeBareName(cursor);
}

interface Label {
  readonly prefix: string;
  readonly version: Version | null;
  readonly unreleased: boolean;
  readonly needsDate: boolean;
}

function readLabel(label: string): Label | null {
  if (mayBeUnreleased(label) && startsUnreleased(label)) {
    return { prefix: '', version: null, unreleased: true, needsDate: false };
  }
  const known = PREFIX.exec(label)?.[0] ?? '';
  const prefix = known === '' ? (NAMED_PREFIX.exec(label)?.[0] ?? '') : known;
  // Several modules or versions released together share one heading: `[1.45.0/0.67.0]`, `[0.8.0, 0.8.1]`. The first is the release's version.
  const first = (label.slice(prefix.length).split(/[/,]/, 1)[0] as string).trim();
  const token = VERSION_TOKEN.exec(first)?.[0] ?? '';
  const stage = stageBehind(token, first.slice(token.length));
  const version = parseVersion(
    stage !== '' && token.length + stage.length === first.length ? token + dashed(stage) : first,
  );
  return version && { prefix, version, unreleased: false, needsDate: known === '' && prefix !== '' };
}

/** `Unreleased`, and `Unreleased 1.2.0` with the version that is planned. */
function startsUnreleased(label: string): boolean {
  if (isUnreleased(label)) return true;
  const space = label.lastIndexOf(' ');
  return (
    space > 0 && /^v?\d/.test(label.slice(space + 1)) && isUnreleased(label.slice(0, space).replace(/[\s:–—-]+$/, ''))
  );
}

/** @param moved the cursor that is moved behind what was read */
function takeBracketedName(cursor: HeadingCursor, moved = cursor): HeadingName | null {
  const { text } = cursor;
  const open = cursor.at;
  const close = text.indexOf(']', open);
  if (close < 0 || close >= cursor.end) return null;
  const marker = EMPHASIS.exec(text.slice(open + 1, close))?.[0] ?? '';
  const emphasised = marker !== '' && text.endsWith(marker, close) && close - open - 1 > 2 * marker.length;
  const start = open + 1 + (emphasised ? marker.length : 0);
  const end = emphasised ? close - marker.length : close;
  const written = text.slice(start, end);
  const whole = readLabel(written);
  const title = whole ? null : titleWithin(written);
  const label = title === null ? written : written.slice(0, title).replace(/[\s:–—-]+$/, '');
  const read = whole ?? (title === null ? null : readLabel(label));
  if (!read) return null;
  const behind = close + 1;
  const link = linkBehind(cursor, behind, read);
  moved.at = link ? link.end : behind;
  const inlineUrl = link?.inline ? spanOf(cursor, behind + 1, link.end - 1) : null;
  // Brackets that hold more than the version are no reference to its definition.
  const bracketed = title === null || inlineUrl !== null;
  return {
    label,
    start,
    bracketed,
    inlineUrl,
    ...read,
    title: title === null ? null : { start: start + title, end },
  };
}

/** Where the title starts behind a version within brackets, null where there is none. */
function titleWithin(written: string): number | null {
  return TITLED.exec(written)?.[0].length ?? null;
}

/** The `(url)` or `[label]` directly behind the brackets; a date or a yanked mark in such brackets is no link. */
function linkBehind(
  { text, end }: HeadingCursor,
  at: number,
  { unreleased }: Label,
): { readonly end: number; readonly inline: boolean } | null {
  const inline = text[at] === '(';
  if (!inline && text[at] !== '[') return null;
  const close = text.indexOf(inline ? ')' : ']', at);
  if (close < 0 || close >= end) return null;
  const inside = text.slice(at + 1, close);
  const isReference = !inline && unreleased && isUnreleased(inside);
  const isMark = /^yanked/i.test(inside) || isDatePlaceholder(inside) || matchDate(inside, 0) !== null;
  return isReference || !isMark ? { end: close + 1, inline } : null;
}

/** `\[1.0.0\]`: what Markdown serialisers make of a reference whose definition they did not see. */
function takeEscapedName(cursor: HeadingCursor): HeadingName | null {
  const { text } = cursor;
  const start = cursor.at + 2;
  const close = text.indexOf(']', start);
  if (close < 0 || close >= cursor.end) return null;
  const label = text.slice(start, text[close - 1] === '\\' ? close - 1 : close);
  const read = readLabel(label);
  if (!read) return null;
  cursor.at = close + 1;
  return { label, start, bracketed: false, inlineUrl: null, ...read, title: null };
}

function takeBareName(cursor: HeadingCursor): HeadingName | null {
  const start = cursor.at;
  const rest = restOf(cursor);
  const words = mayBeUnreleased(rest) ? leadingUnreleased(rest) : null;
  if (words !== null) {
    cursor.at += words.length;
    return {
      label: words,
      start,
      bracketed: false,
      inlineUrl: null,
      prefix: '',
      version: null,
      unreleased: true,
      needsDate: false,
      title: null,
    };
  }
  const known = PREFIX.exec(rest)?.[0];
  const prefix = known ?? NAMED_PREFIX.exec(rest)?.[0] ?? '';
  const token = withoutTrailingMarks(VERSION_TOKEN.exec(rest.slice(prefix.length))?.[0] ?? '');
  if (token === '') return null;
  const stage = stageBehind(token, rest.slice(prefix.length + token.length));
  const together = TOGETHER.exec(rest.slice(prefix.length + token.length))?.[0] ?? stage;
  const label = prefix + token + together;
  const behind = rest.slice(label.length);
  if (/^[^\s,:)(\][*`_-]/.test(behind) && !CLOSING_TAGS.test(behind)) return null;
  const version = parseVersion(token + dashed(stage));
  // A lone number is a version only where nothing but a date follows; "3 things to know" is a sentence.
  if (!version || (version.release.length === 1 && !mayFollowNumber(behind))) return null;
  cursor.at += label.length;
  return {
    label,
    start,
    bracketed: false,
    inlineUrl: null,
    prefix,
    version,
    unreleased: false,
    needsDate: known === undefined,
    title: null,
  };
}

/** The words behind a version that say how far it is, as they are written; empty where there are none. */
function stageBehind(token: string, behind: string): string {
  return /^\d+(?:\.\d+)+$/.test(token) ? (STAGE.exec(behind)?.[0] ?? '') : '';
}

/** ` Beta 2` as versions have it: `-beta2`. */
function dashed(stage: string): string {
  return stage === '' ? '' : `-${stage.replaceAll(' ', '').toLowerCase()}`;
}

function withoutTrailingMarks(token: string): string {
  let end = token.length;
  while (end > 0 && '.+_-'.includes(token[end - 1] as string)) end--;
  return token.slice(0, end);
}

function mayFollowNumber(behind: string): boolean {
  const text = behind.replace(/^\s*(?:[-–—/|:,]|on\b)?\s*[([]?/, '');
  return NOTHING_BEHIND_NUMBER.test(text) || matchDate(text, 0) !== null;
}

/** The longest run of leading words that means "unreleased" in some language, null where none does. */
function leadingUnreleased(rest: string): string | null {
  const words = /^[^\s([{:]+(?: [^\s([{:]+){0,3}/.exec(rest)?.[0] ?? '';
  for (let end = words.length; end > 0; end = words.lastIndexOf(' ', end - 1)) {
    const candidate = withoutClosingMarker(words.slice(0, end));
    if (isUnreleased(candidate) && !/^[\p{L}\p{N}]/u.test(rest.slice(candidate.length))) return candidate;
  }
  return null;
}

/** The emphasis around a name is opened before it is read, so the name's first word may close it. */
function withoutClosingMarker(words: string): string {
  let end = words.length;
  while (end > 0 && '*_`'.includes(words[end - 1] as string)) end--;
  return words.slice(0, end);
}

/** No language's word for it starts with a digit, and most releases do: their labels need not be looked up. */
function mayBeUnreleased(label: string): boolean {
  const code = label.charCodeAt(0);
  return !(code >= 48 && code <= 57);
}

/** True where a text is some language's word for what is not released yet. */
export function isUnreleased(text: string): boolean {
  return lookUpTerms(text).some((term) => term.unreleased);
}
