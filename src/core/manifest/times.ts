import { isCalendarDate } from '../version/calendar.ts';

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?Z$/;
const SPOKEN = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) UTC$/;
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** A moment in UTC, apart: `2026-01-08` and `12:30:00`. */
export interface Moment {
  readonly date: string;
  readonly time: string;
}

/**
 * Reads a moment as the JSON form writes it (RFC 3339 with `Z`) or as the Markdown form does (`2026-01-08 12:30:00 UTC`).
 *
 * @returns null for everything else: local times, offsets, leap seconds, days that the calendar does not have.
 */
export function parseMoment(text: string): Moment | null {
  const match = RFC_3339.exec(text) ?? SPOKEN.exec(text);
  if (!match) return null;
  const [, date = '', time = ''] = match;
  return isCalendarDate(date) && CLOCK.test(time) ? { date, time } : null;
}

/** The moment as a form writes it; a text that is none stays as it is. */
export function writeMoment(text: string, form: 'json' | 'md'): string {
  const moment = parseMoment(text);
  if (!moment) return text;
  return form === 'json' ? `${moment.date}T${moment.time}Z` : `${moment.date} ${moment.time} UTC`;
}
