import { daysBetween } from '../../src/core/index.ts';
import { type Say, sayCount } from '../../src/core/text/say.ts';

/**
 * How long ago a date was, in words: `today`, `3 days ago`, `2 years ago`, `in 5 days`. Both are `YYYY-MM-DD`. The unit is the
 * largest of which there are at least two; never rounded up.
 */
export function describeAge(date: string, today: string, say: Say): string {
  const days = daysBetween(date, today);
  // The translation of a language's own tag is the tag of the other one.
  const format = new Intl.RelativeTimeFormat(say('en'), { numeric: 'auto' });
  const past = Math.abs(days);
  if (past < 14) return format.format(-days, 'day');
  const [length, unit] =
    past < 61 ? ([7, 'week'] as const) : past < 731 ? ([30.44, 'month'] as const) : ([365.25, 'year'] as const);
  return format.format(-Math.sign(days) * Math.floor(past / length), unit);
}

/** "1 entry", "3 entries" */
export function countEntries(count: number, say: Say): string {
  return sayCount(say, count, ['{0} entry', '{0} entries']);
}

export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
