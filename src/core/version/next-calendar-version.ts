import { type Refusal, refusal } from '../refusal.ts';
import type { ReleasedVersion } from './released-version.ts';

/** What the numbers of a calendar version stand for (calver.org). */
type Part = 'year' | 'month' | 'day' | 'count';

const SEPARATOR = /[.-]/;

/**
 * The calendar version that follows the last one of `sorted` (lowest first) on `today`.
 *
 * What its numbers stand for is read from the releases: a number that agrees with the month or the day of every dated
 * heading is one, or could be one in every release where none is dated; any other counts within the numbers before it. Zeros in front and the separator are kept.
 *
 * @returns a refusal where today's date is not known, the version does not start with a year, or it is today's already.
 */
export function nextCalendarVersion(
  sorted: readonly ReleasedVersion[],
  today: string | null,
): string | Refusal<'no-version'> {
  const { raw } = newest(sorted).version;
  if (today === null) return refuse(`The version after ${raw} depends on the date of today, which is not known`);
  const written = raw.split(SEPARATOR);
  if (!written.every((digits) => /^\d+$/.test(digits)) || partAt(sorted, 0) !== 'year') {
    return refuse(`${raw} is no version that starts with a year`);
  }
  const separator = raw.includes('-') ? '-' : '.';
  const parts = written.map((_, place) => partAt(sorted, place));
  const next: string[] = [];
  let isSame = true;
  for (const [place, part] of parts.entries()) {
    const digits = written[place] as string;
    if (part === 'count')
      next.push(isSame ? (BigInt(digits) + 1n).toString().padStart(digits.length, '0') : firstCount(sorted, place));
    else next.push(spell(today, part, sorted, place));
    isSame &&= part !== 'count' && Number(next[place]) === Number(digits);
  }
  if (isSame) return refuse(`${raw} is today's version already`, 'Give the version yourself');
  return next.join(separator);
}

function partAt(sorted: readonly ReleasedVersion[], place: number): Part {
  if (place === 0) return isYear(newest(sorted).version.release[0] as string) ? 'year' : 'count';
  if (place === 1 && agrees(sorted, 1, 5)) return 'month';
  if (place === 2 && agrees(sorted, 1, 5) && agrees(sorted, 2, 8)) return 'day';
  return 'count';
}

function isYear(digits: string): boolean {
  return /^(?:19|20)?\d\d$/.test(digits);
}

function newest(sorted: readonly ReleasedVersion[]): ReleasedVersion {
  return sorted.at(-1) as ReleasedVersion;
}

/** True where the number at `place` is the month (at 5) or day (at 8) of every dated heading that has as many numbers. */
function agrees(sorted: readonly ReleasedVersion[], place: number, at: number): boolean {
  const { length } = newest(sorted).version.release;
  const dated = sorted.filter(({ date, version }) => date !== null && version.release.length === length);
  if (dated.length === 0) {
    const all = sorted.flatMap(({ version: { release } }) => (release.length === length ? [release[place]] : []));
    return (
      all.every((number) => isOnCalendar(number, at)) &&
      (all.length < TELLING || all.some((each) => Number(each) > (at === 5 ? FEW : FEWEST_DAYS)))
    );
  }
  return dated.every(
    ({ date, version }) => Number(version.release[place]) === Number((date as string).slice(at, at + 2)),
  );
}

/** So many releases would have been in later months than the first ones, if these were months. */
const TELLING = 6;
const FEW = 4;
/** And on later days. */
const FEWEST_DAYS = 12;

/** Without a date to compare with, a number that can be a month or a day is one. */
function isOnCalendar(number: string | undefined, at: number): boolean {
  const value = Number(number);
  return value >= 1 && value <= (at === 5 ? 12 : 31);
}

/** A year, month or day of today's date, with as many digits as the releases have. */
function spell(today: string, part: Exclude<Part, 'count'>, sorted: readonly ReleasedVersion[], place: number): string {
  const written = sorted.map(({ version }) => version.raw.split(SEPARATOR)[place] ?? '');
  if (part === 'year') return written.at(-1)?.length === 2 ? today.slice(2, 4) : today.slice(0, 4);
  const digits = part === 'month' ? today.slice(5, 7) : today.slice(8, 10);
  return written.some((each) => each.startsWith('0')) ? digits : String(Number(digits));
}

/** Where counting starts again: at 0 where some release has 0 there, else at 1. */
function firstCount(sorted: readonly ReleasedVersion[], place: number): string {
  return sorted.some(({ version }) => version.release[place] === '0') ? '0' : '1';
}

function refuse(message: string, hint: string | null = null): Refusal<'no-version'> {
  return refusal('no-version', message, hint);
}
