import { plainHeading } from '../../changelog/category-reader.ts';
import { editDistance } from '../../text/closest.ts';
import type { RuleContext } from '../rule.ts';
import { allowedCategories, type UnusualHeading } from './category-headings.ts';

/** Shorter words have too many neighbours that are words themselves. What is written may lack a letter of one. */
const SHORTEST = 5;
const LONG = 8;

/**
 * The allowed category that a heading misspells: by one letter, or by two in a long word. The first letter has to be right,
 * since people rarely miss that one, and “Mixed” is not “Fixed”.
 *
 * @returns null where the heading is a category, or none that it is near to.
 */
export function misspeltCategory({ name, reading }: UnusualHeading, context: RuleContext): string | null {
  if (reading) return null;
  const written = plainHeading(name).toLowerCase();
  if (written.length < SHORTEST - 1) return null;
  for (const candidate of context.index.once(gatherAllowed, context)) {
    const wanted = candidate.toLowerCase();
    const limit = wanted.length < SHORTEST ? 1 : wanted.length < LONG ? 2 : 3;
    if (wanted[0] === written[0] && editDistance(written, wanted, limit) < limit) return candidate;
  }
  return null;
}

function gatherAllowed({ changelog, policy }: RuleContext): readonly string[] {
  return allowedCategories(changelog, policy);
}
