import type { Span } from '../../text/source.ts';
import type { Report } from '../rule.ts';

/** Beyond this number the same finding is a habit of the file and no slip. */
export const HABIT = 10;

/** A finding, and every place that its fix mends: itself alone, or all of them where the file does it throughout. */
export interface Repeated<T> {
  readonly one: T;
  readonly all: readonly T[];
}

/** Reports each finding, or the first one with the number of the others where there are so many that it is a habit. */
export function reportRepeated<T extends { readonly span: Span }>(
  found: readonly T[],
  report: Report<Repeated<T>>,
  habit = HABIT,
): void {
  const [first] = found;
  if (first && found.length > habit) report(first.span, { one: first, all: found });
  else for (const one of found) report(one.span, { one, all: [one] });
}

/** What a message says about the other places: nothing where there are none. */
export function andOthers({ all }: Repeated<unknown>): string {
  if (all.length < 2) return '';
  return all.length === 2 ? ' (and in 1 other place)' : ` (and in ${all.length - 1} other places)`;
}
