import type { Span } from '../text/source.ts';
import { restOf, spanOf } from './heading-cursor.ts';
import { takeDate } from './heading-date.ts';
import type { ReleaseHeading } from './model.ts';

const NAMES =
  /^(?:v?next(?: (?:version|release))?|upcoming(?: (?:release|version|changes))?|master|main|develop|development|head|trunk|current|pending|wip|work in progress|in (?:progress|development)|not (?:yet )?released|future(?: release)?|(?:dev|development) version|tip|edge|nightly|latest)$/i;
/** `dplyr (development version)`, as R packages have it. */
const DEVELOPMENT = /^[A-Za-z][\w.]* \(development version\)$/;
/** A longer heading says more than a name. */
const LENGTH_LIMIT = 80;
/** The same for a heading with a link behind the name. */
const HEADING_LIMIT = 400;

/** True for what the section for changes to come is called where it is not called “Unreleased”: `Next`, `master`. */
export function isUpcomingName(label: string): boolean {
  return label.length <= LENGTH_LIMIT && (NAMES.test(label) || DEVELOPMENT.test(label));
}

/**
 * Reads the text of a heading as such a name, in brackets or without. It is one only above the first version, which is for the
 * caller to know.
 *
 * @param text the document; `start` and `end` the heading's text in it.
 */
export function readUpcomingHeading(text: string, { start, end }: Span): ReleaseHeading | null {
  if (end - start > HEADING_LIMIT) return null;
  const written = text.slice(start, end);
  const bracketed = /^\[([^\][]+)\]/.exec(written)?.[1];
  const word = DEVELOPMENT.test(written) ? written : (written.split(/ [-–—(]|:/, 1)[0] as string).trim();
  const label = bracketed ?? word;
  if (!isUpcomingName(label)) return null;
  const labelStart = written.indexOf(label);
  const behind = labelStart + label.length + (bracketed === undefined ? 0 : 1);
  const url = bracketed === undefined ? undefined : /^\(([^()\s]+)\)/.exec(written.slice(behind))?.[1];
  const cursor = {
    text: written,
    offset: start,
    at: behind + (url === undefined ? 0 : url.length + 2),
    end: written.length,
  };
  const date = takeDate(cursor);
  const rest = restOf(cursor).trim();
  const restStart = cursor.end - restOf(cursor).trimStart().length;
  return {
    label,
    labelSpan: spanOf(cursor, labelStart, labelStart + label.length),
    version: null,
    unreleased: true,
    dateText: date?.text ?? null,
    dateSpan: date && spanOf(cursor, date.start, date.start + date.text.length),
    date: null,
    yanked: false,
    yankedSpan: null,
    form: {
      bracketed: bracketed !== undefined,
      inlineUrl: url === undefined ? null : spanOf(cursor, behind + 1, behind + 1 + url.length),
      prefix: '',
      separator: date?.separator ?? '',
      separatorSpan: date && spanOf(cursor, date.separatorStart, date.separatorStart + date.separator.length),
      parenthesised: date?.parenthesised ?? false,
      rest,
      restSpan: rest === '' ? null : spanOf(cursor, restStart, restStart + rest.length),
    },
  };
}
