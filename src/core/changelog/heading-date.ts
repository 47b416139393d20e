import { type HeadingCursor, restOf } from './heading-cursor.ts';
import { isUnreleased, takeName } from './heading-name.ts';
import { isDatePlaceholder, LONGEST_DATE, matchDate } from './written-date.ts';

/** The date of a release in its heading; places are places in the heading. */
export interface HeadingDate {
  readonly text: string;
  readonly start: number;
  readonly separator: string;
  readonly separatorStart: number;
  readonly parenthesised: boolean;
}

const SEPARATOR = /^\s*(?:--?|[/|–—−:~,·•]|on|released(?: on)?)?\s*/i;
const RELEASED = /^(?:released(?: on)? )?/i;
const MARKERS = /^[*_`]{0,2}/;

/** `2026-09-08, Version 24.21.0`: a date in front of the name, where a name follows that is no date itself. */
export function takeLeadingDate(cursor: HeadingCursor): HeadingDate | null {
  const start = cursor.at;
  const date = matchDate(cursor.text, start);
  if (date === null) return null;
  const behind = start + date.length;
  const separator = SEPARATOR.exec(cursor.text.slice(behind, cursor.end))?.[0] ?? '';
  const at = behind + separator.length;
  if (separator === '' || matchDate(cursor.text, at) !== null || !takeName({ ...cursor, at })) return null;
  cursor.at = at;
  return { text: date, start, separator, separatorStart: behind, parenthesised: false };
}

/** The date behind the name, or a placeholder that stands for it. */
export function takeDate(cursor: HeadingCursor): HeadingDate | null {
  const start = cursor.at;
  const rest = restOf(cursor);
  const separator = SEPARATOR.exec(rest)?.[0] ?? '';
  const open = rest[separator.length];
  const bracket = open === '(' || open === '[';
  if (separator === '' && !bracket) return null;
  let dateStart = separator.length + (bracket ? 1 : 0);
  dateStart += RELEASED.exec(rest.slice(dateStart))?.[0].length ?? 0;
  const markers = MARKERS.exec(rest.slice(dateStart))?.[0] ?? '';
  dateStart += markers.length;
  const text = matchDate(rest, dateStart) ?? placeholderAt(rest, dateStart, bracket, markers);
  if (text === null) return null;
  let end = dateStart + text.length;
  if (markers !== '' && rest.startsWith(markers, end)) end += markers.length;
  if (bracket && (rest[end] === ')' || rest[end] === ']')) end++;
  cursor.at = start + end;
  return { text, start: start + dateStart, separator, separatorStart: start, parenthesised: bracket };
}

/** A placeholder is one only where nothing follows it: "1.0.0 - Upcoming changes" has a title. */
function placeholderAt(rest: string, at: number, bracket: boolean, markers: string): string | null {
  const close = bracket ? rest.search(/[)\]]/) : rest.trimEnd().length;
  if (close < at || rest.slice(close + 1).trim() !== '') return null;
  const text = rest.slice(at, close - markers.length).trimEnd();
  return text.length <= LONGEST_DATE && (isDatePlaceholder(text) || isUnreleased(text)) ? text : null;
}

const TRAILING_SEPARATOR = /(?:\s[-–—/|]\s|\s[([]|,\s|\son\s)/g;

/** `[1.0.0] Title - 2017-07-17`, `1.0.0 Title (2017-07-17)`: a date at the end of the heading. Takes the end off the cursor. */
export function takeTrailingDate(cursor: HeadingCursor): HeadingDate | null {
  // The heading's last characters are all that can hold it, so the search takes the same time for any heading.
  const from = Math.max(cursor.at, cursor.end - LONGEST_DATE - 4);
  const tail = cursor.text.slice(from, cursor.end);
  for (const { index, 0: separator } of tail.matchAll(TRAILING_SEPARATOR)) {
    const bracket = /[([]/.test(separator);
    const date = matchDate(tail, index + separator.length);
    if (date === null) continue;
    const behind = tail.slice(index + separator.length + date.length);
    if (bracket ? !/^[)\]]\s*$/.test(behind) : behind.trim() !== '') continue;
    cursor.end = from + index;
    return {
      text: date,
      start: from + index + separator.length,
      separator: bracket ? ' ' : separator,
      separatorStart: from + index,
      parenthesised: bracket,
    };
  }
  return null;
}
