import type { Span } from '../text/source.ts';
import { isCalendarDate } from '../version/calendar.ts';
import { parseVersion, type Version } from '../version/version.ts';
import type { HeadingForm } from './model.ts';
import { lookUpTerms } from './vocabulary.ts';

/** What a release heading says, every part with its place in the document. */
export interface ReleaseHeading {
  readonly label: string;
  readonly labelSpan: Span;
  readonly version: Version | null;
  readonly unreleased: boolean;
  readonly dateText: string | null;
  readonly dateSpan: Span | null;
  readonly date: string | null;
  readonly yanked: boolean;
  readonly yankedSpan: Span | null;
  readonly form: HeadingForm;
}

const STANDARD = /^\[([^\][]+)\](?: - (\d{4}-\d{2}-\d{2}))?( \[YANKED\])?$/;
const YEAR_MONTH_DAY = String.raw`\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?: ?Z| ?[+-]\d{2}:?\d{2})?)?`;
const DAY_MONTH_YEAR = String.raw`\d{1,2}[-/.]\d{1,2}[-/.]\d{4}`;
const MONTH = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?`;
const NAMED_MONTH = String.raw`${MONTH} \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th)? ${MONTH},? \d{4}|${MONTH} \d{4}`;
const PLACEHOLDER = String.raw`YYYY-MM-DD|[12]\d{3}-(?:\d\d|MM|xx|\?\?)-(?:DD|xx|\?\?)`;
const DATE = new RegExp(`^(?:${YEAR_MONTH_DAY}|${DAY_MONTH_YEAR}|${NAMED_MONTH}|${PLACEHOLDER})(?![0-9A-Za-z])`, 'i');
const SEPARATOR = /^\s*(?:--?|[/|–—−:~,]|on|released(?: on)?)?\s*/i;
const PREFIX = /^(?:(?:version|release|ver\.?|rel\.?)\s+)?(?:@?[a-z][\w./-]{0,100}@)?v?(?=\d)/i;
const VERSION_TOKEN = /^\d[0-9A-Za-z.+_-]{0,255}/;
/** Longer headings are prose; nothing is gained by reading them, and time is bounded by not doing so. */
const LENGTH_LIMIT = 2000;
const YANKED = /\[?\(?\byanked\b\)?\]?/i;

/**
 * Reads the text of a heading as a release heading (Keep a Changelog 2.0.0, "Guiding principles": `## [1.0.0] - 2017-07-17`),
 * and every other form in which releases are headed in real changelogs.
 *
 * @param text the document; `span` the heading's text in it.
 * @returns null where the heading names neither a version nor the unreleased section.
 */
export function readReleaseHeading(text: string, span: Span): ReleaseHeading | null {
  if (span.end - span.start > LENGTH_LIMIT) return null;
  const written = text.slice(span.start, span.end);
  const standard = STANDARD.exec(written);
  if (standard) {
    const heading = fromStandardForm(standard, span);
    if (heading) return heading;
  }
  return readAnyForm(written, span.start);
}

function fromStandardForm(match: RegExpExecArray, span: Span): ReleaseHeading | null {
  const label = match[1] as string;
  const unreleased = isUnreleased(label);
  const prefix = unreleased ? '' : prefixOf(label);
  const version = unreleased ? null : parseVersion(label.slice(prefix.length));
  if (!unreleased && !version) return null;
  const labelSpan = { start: span.start + 1, end: span.start + 1 + label.length };
  const dateText = match[2] ?? null;
  const dateStart = labelSpan.end + 4;
  const yankedStart = dateText === null ? labelSpan.end + 2 : dateStart + 11;
  return {
    label,
    labelSpan,
    version,
    unreleased,
    dateText,
    dateSpan: dateText === null ? null : { start: dateStart, end: dateStart + 10 },
    date: dateText !== null && isCalendarDate(dateText) ? dateText : null,
    yanked: match[3] !== undefined,
    yankedSpan: match[3] === undefined ? null : { start: yankedStart, end: yankedStart + 8 },
    form: {
      bracketed: true,
      inlineUrl: null,
      prefix,
      separator: dateText === null ? '' : ' - ',
      separatorSpan: dateText === null ? null : { start: labelSpan.end + 1, end: dateStart },
      parenthesised: false,
      rest: '',
      restSpan: null,
    },
  };
}

/** The heading's text with a place in it; every `take…` moves the place behind what it read. */
interface Cursor {
  readonly text: string;
  readonly offset: number;
  at: number;
  end: number;
}

interface Name {
  readonly label: string;
  readonly start: number;
  readonly bracketed: boolean;
  readonly inlineUrl: Span | null;
  readonly prefix: string;
  readonly version: Version | null;
  readonly unreleased: boolean;
}

function readAnyForm(written: string, offset: number): ReleaseHeading | null {
  const cursor: Cursor = { text: written, offset, at: 0, end: written.length };
  stripEmphasis(cursor);
  const leading = takeLeadingDate(cursor);
  const name = takeName(cursor);
  if (!name) return null;
  const at = (start: number, end: number): Span => ({ start: offset + start, end: offset + end });

  const yankedMatch = YANKED.exec(written.slice(cursor.at, cursor.end));
  const yankedSpan = yankedMatch && {
    start: cursor.at + yankedMatch.index,
    end: cursor.at + yankedMatch.index + yankedMatch[0].length,
  };
  const date = leading ?? takeDate(cursor);
  const restSpan = restBetween(written, cursor, yankedSpan);
  return {
    label: name.label,
    labelSpan: at(name.start, name.start + name.label.length),
    version: name.version,
    unreleased: name.unreleased,
    dateText: date?.text ?? null,
    dateSpan: date ? at(date.start, date.start + date.text.length) : null,
    date: date && isCalendarDate(date.text) ? date.text : null,
    yanked: yankedSpan !== null,
    yankedSpan: yankedSpan && at(yankedSpan.start, yankedSpan.end),
    form: {
      bracketed: name.bracketed,
      inlineUrl: name.inlineUrl,
      prefix: name.prefix,
      separator: date?.separator ?? '',
      separatorSpan: date ? at(date.separatorStart, date.separatorStart + date.separator.length) : null,
      parenthesised: date?.parenthesised ?? false,
      rest: restSpan ? written.slice(restSpan.start, restSpan.end) : '',
      restSpan: restSpan && at(restSpan.start, restSpan.end),
    },
  };
}

/** `**1.0.0**`, `__1.0.0__`: the emphasis is no part of the name. */
function stripEmphasis(cursor: Cursor): void {
  const { text } = cursor;
  const marker = text.startsWith('**') ? '**' : text.startsWith('__') ? '__' : '';
  if (marker !== '' && text.endsWith(marker) && text.length > 4 && text.indexOf(marker, 2) === text.length - 2) {
    cursor.at = 2;
    cursor.end -= 2;
  }
}

interface WrittenDate {
  readonly text: string;
  readonly start: number;
  readonly separator: string;
  readonly separatorStart: number;
  readonly parenthesised: boolean;
}

/** `2026-09-08, Version 24.21.0`: a date in front of the name, where a name follows. */
function takeLeadingDate(cursor: Cursor): WrittenDate | null {
  const start = cursor.at;
  const date = DATE.exec(cursor.text.slice(start, cursor.end));
  if (!date) return null;
  const behind = start + date[0].length;
  const separator = SEPARATOR.exec(cursor.text.slice(behind, cursor.end))?.[0] ?? '';
  cursor.at = behind + separator.length;
  const probe = { ...cursor };
  if (separator === '' || !takeName(probe)) {
    cursor.at = start;
    return null;
  }
  return { text: date[0], start, separator, separatorStart: behind, parenthesised: false };
}

function takeName(cursor: Cursor): Name | null {
  return cursor.text[cursor.at] === '[' ? takeBracketedName(cursor) : takeBareName(cursor);
}

function takeBracketedName(cursor: Cursor): Name | null {
  const close = cursor.text.indexOf(']', cursor.at);
  if (close < 0 || close >= cursor.end) return null;
  const start = cursor.at + 1;
  const label = cursor.text.slice(start, close);
  const unreleased = isUnreleased(label);
  const prefix = unreleased ? '' : prefixOf(label);
  // Several modules released together share one heading: `[1.45.0/0.67.0]`. The first is the release's version.
  const version = unreleased ? null : parseVersion((label.slice(prefix.length).split('/', 1)[0] as string).trim());
  if (!unreleased && !version) return null;
  let next = close + 1;
  let inlineUrl: Span | null = null;
  if (cursor.text[next] === '(') {
    const end = cursor.text.indexOf(')', next);
    if (end > 0 && end < cursor.end) {
      inlineUrl = { start: cursor.offset + next + 1, end: cursor.offset + end };
      next = end + 1;
    }
  } else if (cursor.text[next] === '[') {
    const end = cursor.text.indexOf(']', next);
    const reference = end < 0 ? '' : cursor.text.slice(next + 1, end);
    if (reference !== '' && !YANKED.test(reference) && !DATE.test(reference)) next = end + 1;
  }
  cursor.at = next;
  return { label, start, bracketed: true, inlineUrl, prefix, version, unreleased };
}

function takeBareName(cursor: Cursor): Name | null {
  const rest = cursor.text.slice(cursor.at, cursor.end);
  const unreleased = /^[^\s([{:]+(?: [^\s([{:]+){0,3}/.exec(rest);
  const words = unreleased ? longestUnreleased(unreleased[0], rest) : null;
  if (words !== null) {
    const start = cursor.at;
    cursor.at += words.length;
    return { label: words, start, bracketed: false, inlineUrl: null, prefix: '', version: null, unreleased: true };
  }
  const prefix = PREFIX.exec(rest)?.[0] ?? '';
  const token = VERSION_TOKEN.exec(rest.slice(prefix.length))?.[0].replace(/[.+_-]+$/, '');
  if (!token || /^[^\s,:)(\]-]/.test(rest.slice(prefix.length + token.length))) return null;
  const version = parseVersion(token);
  // A lone number is a version only where nothing but a date follows; "3 things to know" is a sentence.
  if (!version || (version.release.length === 1 && !isLoneNumberHeading(rest.slice(prefix.length + token.length))))
    return null;
  const start = cursor.at;
  const label = rest.slice(0, prefix.length + token.length);
  cursor.at += label.length;
  return { label, start, bracketed: false, inlineUrl: null, prefix, version, unreleased: false };
}

function isLoneNumberHeading(behind: string): boolean {
  const text = behind.replace(SEPARATOR, '').replace(/^[([]/, '');
  return text === '' || DATE.test(text);
}

/** The longest run of leading words that means "unreleased" in some language. */
function longestUnreleased(words: string, rest: string): string | null {
  for (
    let candidate = words;
    candidate !== '';
    candidate = candidate.slice(0, Math.max(0, candidate.lastIndexOf(' ')))
  ) {
    if (isUnreleased(candidate) && !/^[\p{L}\p{N}]/u.test(rest.slice(candidate.length))) return candidate;
  }
  return null;
}

function isUnreleased(label: string): boolean {
  return lookUpTerms(label).some((term) => term.unreleased);
}

function prefixOf(label: string): string {
  return PREFIX.exec(label)?.[0] ?? '';
}

function takeDate(cursor: Cursor): WrittenDate | null {
  const start = cursor.at;
  const rest = cursor.text.slice(start, cursor.end);
  const separator = SEPARATOR.exec(rest)?.[0] ?? '';
  const open = rest[separator.length];
  const bracket = open === '(' || open === '[';
  const dateStart = separator.length + (bracket ? 1 : 0);
  const inside = /^(?:released(?: on)? )?/i.exec(rest.slice(dateStart))?.[0].length ?? 0;
  const date = DATE.exec(rest.slice(dateStart + inside));
  if (!date || (separator === '' && !bracket)) return null;
  const end = dateStart + inside + date[0].length;
  cursor.at = start + end + (bracket && /[)\]]/.test(rest[end] ?? '') ? 1 : 0);
  return {
    text: date[0],
    start: start + dateStart + inside,
    separator,
    separatorStart: start,
    parenthesised: bracket,
  };
}

/** What is left behind name and date once the yanked mark is taken out, without the separator in front of it. */
function restBetween(written: string, cursor: Cursor, yanked: Span | null): Span | null {
  let start = cursor.at;
  let end = cursor.end;
  if (yanked && yanked.start >= start) {
    if (written.slice(start, yanked.start).trim() === '') start = yanked.end;
    else end = yanked.start;
  }
  while (start < end && /[\s:–—-]/.test(written[start] as string)) start++;
  while (end > start && /\s/.test(written[end - 1] as string)) end--;
  return start < end ? { start, end } : null;
}
