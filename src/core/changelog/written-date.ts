import { isCalendarDate } from '../version/calendar.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

/** No `i` flag: in any case "11:35 JST" has a time zone behind it and "11:35 fixes" has none. */
const MONTH = `(?:${MONTHS.map(inAnyCase).join('|')})[A-Za-z]{0,6}\\.?`;
const TIME = String.raw`[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?`;
const ZONE = String.raw` ?(?:Z|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[A-Z]{3,5}|\([A-Z]{3,5}\))`;
const YEAR_FIRST = String.raw`\d{4,6}[-/.–‑]\d{1,2}[-/.–‑]\d{1,2}(?:${TIME}(?:${ZONE})?| ?(?:Z|UTC|GMT)|[+-]\d{2}:\d{2}| \((?:UTC|GMT)\))?`;
const SPACED = String.raw`(?:19|20)\d{2} (?:0[1-9]|1[0-2]) (?:0[1-9]|[12]\d|3[01])`;
const COMPACT = String.raw`(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`;
const CJK = String.raw`\d{4}[年년] ?\d{1,2}[月월] ?\d{1,2}[日일]`;
const YEAR_LAST = String.raw`\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}/\d{1,2}/\d{2}`;
const NAMED_MONTH = String.raw`${MONTH} \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th|\.)?[ -]${MONTH},?[ -]\d{4}|${MONTH},? \d{4}`;
const TEMPLATE = String.raw`[Yy]{4}[-/.][Mm]{2}[-/.][Dd]{2}|[Xx]{4}[-/.][Xx]{2}[-/.][Xx]{2}|[12]\d{3}[-/.](?:\d\d|MM|mm|[Xx]{2}|\?\?)[-/.](?:DD|dd|[Xx]{2}|\?\?)`;
const DATE = new RegExp(
  `(?:${TEMPLATE}|${YEAR_FIRST}|${SPACED}|${COMPACT}|${CJK}|${YEAR_LAST}|${NAMED_MONTH})(?![0-9A-Za-z])`,
  'y',
);
const PLACEHOLDER =
  /^(?:TB[ADC]|WIP|TODO|N\/A|unreleased|not (?:yet )?released|in (?:progress|development)|pending|upcoming|soon|(?:release[ -]?)?date|[<{]+ ?(?:release[ -]?)?date ?[>}]+|\?{2,8})$/i;
const IS_TEMPLATE = new RegExp(`^(?:${TEMPLATE})$`);

/** The longest text that `matchDate` takes; a little more than the longest date with a named month, a time and a zone. */
export const LONGEST_DATE = 48;

/** The date that stands at `at` in a text, in any of the forms that changelogs use, or null. */
export function matchDate(text: string, at: number): string | null {
  DATE.lastIndex = at;
  return DATE.exec(text)?.[0] ?? null;
}

/** True for what people write where a date is still to come: `TBD`, `YYYY-MM-DD`, `2024-xx-xx`, `ReleaseDate`. */
export function isDatePlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text) || IS_TEMPLATE.test(text);
}

/**
 * What a written date means: the `day` (`YYYY-MM-DD`) where only one can be meant, `impossible` where no reading of it is a
 * day of the calendar, `ambiguous` where two are (`05/06/2017`), `incomplete` where the day is left out (`July 2017`), and
 * `placeholder` where the date is still to come.
 */
export type DateReading =
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'impossible' | 'ambiguous' | 'incomplete' | 'placeholder' };

const LEADING_YEAR = /^(\d{4,6})(?:[-/.–‑年년] ?| )(\d{1,2})(?:[-/.–‑月월] ?| )(\d{1,2})/;
const LEADING_DAY_OR_MONTH = /^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})$/;
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})$/;
const MONTH_FIRST = new RegExp(`^(${MONTH})(?: (\\d{1,2})(?:st|nd|rd|th)?)?,? (\\d{4})$`);
const DAY_FIRST = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th|\\.)?[ -](${MONTH}),?[ -](\\d{4})$`);

/** Reads a date that `matchDate` or `isDatePlaceholder` knows. A time of day and a zone behind it are left out. */
export function readWrittenDate(text: string): DateReading {
  if (isDatePlaceholder(text)) return { kind: 'placeholder' };
  const yearFirst = LEADING_YEAR.exec(text) ?? EIGHT_DIGITS.exec(text);
  if (yearFirst) return toReading([toDay(yearFirst[1], yearFirst[2], yearFirst[3])]);
  const yearLast = LEADING_DAY_OR_MONTH.exec(text);
  if (yearLast) {
    const [, first, separator, second, year] = yearLast;
    if (year?.length === 2) return { kind: 'ambiguous' };
    const dayFirst = toDay(year, second, first);
    // Nobody writes the month first with full stops between the numbers.
    return toReading(separator === '.' ? [dayFirst] : [dayFirst, toDay(year, first, second)]);
  }
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst && monthFirst[2] === undefined) return { kind: 'incomplete' };
  if (monthFirst) return toReading([toDay(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2])]);
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return toReading([toDay(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1])]);
  return { kind: 'incomplete' };
}

function toReading(candidates: readonly string[]): DateReading {
  const days = new Set(candidates.filter(isCalendarDate));
  const [day] = days;
  if (day === undefined) return { kind: 'impossible' };
  return days.size > 1 ? { kind: 'ambiguous' } : { kind: 'day', day };
}

function toDay(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function monthNumber(name = ''): string {
  return String(MONTHS.findIndex((each) => name.toLowerCase().startsWith(each)) + 1);
}

function inAnyCase(word: string): string {
  return [...word].map((letter) => `[${letter}${letter.toUpperCase()}]`).join('');
}
