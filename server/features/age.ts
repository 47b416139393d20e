import { daysBetween } from '../../src/core/index.ts';

/** How long ago a date was, in words: `today`, `3 days ago`, `2 years ago`, `in 5 days`. Both are `YYYY-MM-DD`. */
export function describeAge(date: string, today: string): string {
  const days = daysBetween(date, today);
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days === -1) return 'tomorrow';
  return days > 0 ? `${describeDays(days)} ago` : `in ${describeDays(-days)}`;
}

/** The largest unit of which there are at least two; never rounded up. */
function describeDays(days: number): string {
  if (days < 14) return count(days, 'day');
  if (days < 61) return count(Math.floor(days / 7), 'week');
  return days < 731 ? count(Math.floor(days / 30.44), 'month') : count(Math.floor(days / 365.25), 'year');
}

export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
