import type { Span } from '../../text/source.ts';
import type { Report } from '../rule.ts';

/** Beyond this number the same finding is a habit of the file and no slip. */
export const HABIT = 10;

/** The same for what is a matter of form, and for what differs in every release. */
export const FEW = 3;

/** A finding, and every place that its fix mends: itself alone, or all of them where the file does it throughout. */
export interface Repeated<T> {
  readonly one: T;
  readonly all: readonly T[];
}

/**
 * Reports each finding, or the first one with the number of the others where there are so many that it is a habit. What was found
 * twice at one place, as the definition that two sections of a version have in common, is one finding.
 */
export function reportRepeated<T extends { readonly span: Span }>(
  found: readonly T[],
  report: Report<Repeated<T>>,
  habit = HABIT,
): void {
  const all = withoutDoubles(found);
  const [first] = all;
  if (first && all.length > habit) report(first.span, { one: first, all });
  else for (const one of all) report(one.span, { one, all: [one] });
}

function withoutDoubles<T extends { readonly span: Span }>(found: readonly T[]): readonly T[] {
  if (found.length < 2) return found;
  const places = new Set<string>();
  return found.filter(({ span }) => {
    const place = `${span.start}-${span.end}`;
    return !places.has(place) && places.add(place);
  });
}

/** What a message says about the other places: nothing where there are none. */
export function andOthers({ all }: Repeated<unknown>): string {
  if (all.length < 2) return '';
  return all.length === 2 ? ' (and in 1 other place)' : ` (and in ${all.length - 1} other places)`;
}
