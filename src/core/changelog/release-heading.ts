import type { Span } from '../text/source.ts';
import { isCalendarDate } from '../version/calendar.ts';
import { type HeadingCursor, restOf, spanOf } from './heading-cursor.ts';
import { type HeadingDate, takeDate, takeLeadingDate, takeTrailingDate } from './heading-date.ts';
import { takeName } from './heading-name.ts';
import { findYanked, takeLeadingMark } from './heading-yanked.ts';
import type { HeadingForm, ReleaseHeading } from './model.ts';
import { readStandardHeading } from './standard-heading.ts';

/** Longer headings are prose; nothing is gained by reading them, and time is bounded by not doing so. */
const LENGTH_LIMIT = 2000;

/**
 * Reads the text of a heading as a release heading (Keep a Changelog 2.0.0, "Structuring a release":
 * `## [1.0.0] - 2017-07-17`), and every other form in which releases are headed in real changelogs.
 *
 * @param text the document; `span` the heading's text in it.
 * @returns null where the heading names neither a version nor the unreleased section.
 */
export function readReleaseHeading(text: string, span: Span): ReleaseHeading | null {
  if (span.end - span.start > LENGTH_LIMIT) return null;
  return readStandardHeading(text, span) ?? readAnyForm(text.slice(span.start, span.end), span.start);
}

/**
 * The general way, which reads the standard's form as well.
 *
 * @param offset where `written` stands in the document
 * @param isNamed true where a name before the version, `Fourmolu 0.19.0`, tells a release without a date behind it
 */
export function readAnyForm(written: string, offset: number, isNamed = false): ReleaseHeading | null {
  const cursor: HeadingCursor = { text: written, offset, at: 0, end: written.length };
  stripEmphasis(cursor);
  const mark = takeLeadingMark(cursor);
  const leading = takeLeadingDate(cursor);
  const name = takeName(cursor);
  if (!name) return null;

  let yanked = findYanked(cursor);
  // `[0.0.5] [YANKED] - 2014-12-13`: the date behind the mark is still the release's date.
  if (yanked && isOnlySeparator(written.slice(cursor.at, yanked.start))) cursor.at = yanked.end;
  const date = leading ?? takeDateBefore(cursor, yanked);
  if (name.needsDate && !date && !isNamed) return null;
  let rest = findRest(cursor, yanked) ?? name.title;
  if (!yanked && rest && /^yanked$/i.test(written.slice(rest.start, rest.end))) [yanked, rest] = [rest, null];
  yanked ??= mark;
  return {
    label: name.label,
    labelSpan: spanOf(cursor, name.start, name.start + name.label.length),
    version: name.version,
    unreleased: name.unreleased,
    dateText: date?.text ?? null,
    dateSpan: date && spanOf(cursor, date.start, date.start + date.text.length),
    date: date && isCalendarDate(date.text) ? date.text : null,
    yanked: yanked !== null,
    yankedSpan: yanked && spanOf(cursor, yanked.start, yanked.end),
    form: {
      bracketed: name.bracketed,
      inlineUrl: name.inlineUrl,
      prefix: name.prefix,
      ...separatorOf(cursor, date),
      rest: rest ? written.slice(rest.start, rest.end) : '',
      restSpan: rest && spanOf(cursor, rest.start, rest.end),
    },
  };
}

/** The date behind the name, or at the end of the heading or before the yanked mark there. */
function takeDateBefore(cursor: HeadingCursor, yanked: Span | null): HeadingDate | null {
  const { end } = cursor;
  if (yanked && yanked.start >= cursor.at) cursor.end = yanked.start;
  const date = takeDate(cursor);
  const trailing = date ? null : takeTrailingDate(cursor);
  if (!trailing) cursor.end = end;
  return date ?? trailing;
}

function separatorOf(
  cursor: HeadingCursor,
  date: HeadingDate | null,
): Pick<HeadingForm, 'separator' | 'separatorSpan' | 'parenthesised'> {
  if (!date) return { separator: '', separatorSpan: null, parenthesised: false };
  const { separator, separatorStart, parenthesised } = date;
  return { separator, separatorSpan: spanOf(cursor, separatorStart, separatorStart + separator.length), parenthesised };
}

/** `**1.0.0 - 2017-07-17**`, `~~[1.0.0]~~` of a release that was pulled: the marks around the whole heading are no part of what it says. */
function stripEmphasis(cursor: HeadingCursor): void {
  const { text } = cursor;
  const marker = ['**', '__', '~~'].find((each) => text.startsWith(each)) ?? '';
  if (marker !== '' && text.length > 4 && text.endsWith(marker) && text.indexOf(marker, 2) === text.length - 2) {
    cursor.at = 2;
    cursor.end -= 2;
  }
}

function isOnlySeparator(text: string): boolean {
  return /^[\s:,–—-]*$/.test(text);
}

/** What is left between name, date and yanked mark, without the separators around it. */
function findRest(cursor: HeadingCursor, yanked: Span | null): Span | null {
  let { at: start, end } = cursor;
  if (yanked && yanked.start >= start && yanked.start <= end) {
    if (isOnlySeparator(restOf({ ...cursor, end: yanked.start }))) start = yanked.end;
    else end = yanked.start;
  }
  const { text } = cursor;
  while (start < end && /[\s:–—-]/.test(text[start] as string)) start++;
  while (end > start && /[\s–—-]/.test(text[end - 1] as string)) end--;
  return start < end ? { start, end } : null;
}
