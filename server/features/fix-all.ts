import { type Edit, fixAll, type Problem, type Span } from '../../src/core/index.ts';
import { toMinimalEdits } from '../minimal-edits.ts';
import type { View } from '../view.ts';

/** What the safe fixes make of a document. */
export interface FixedDocument {
  readonly edits: readonly Edit[];
  /** How many fixes were made, and how many problems are left. */
  readonly fixed: number;
  readonly left: number;
}

/** Makes every safe fix, to a fixpoint, and says how the text of the view becomes that. */
export function fixDocument({ source, place, policy, today }: View): FixedDocument {
  const result = fixAll({ text: source.text, path: place.path, policy, today });
  return { edits: toMinimalEdits(source.text, result.text), fixed: result.fixed, left: result.problems.length };
}

/**
 * The safe fixes of the problems that begin in a range, as far as they do not reach over each other or out of it.
 *
 * @returns edits in order. One pass only: what a fix uncovers may lie outside of the range.
 */
export function fixRange({ problems }: View, range: Span): readonly Edit[] {
  const chosen: Edit[] = [];
  let end = -1;
  for (const problem of problems) {
    if (problem.span.start < range.start || problem.span.start > range.end) continue;
    const edits = [...(safeFix(problem) ?? [])].sort((a, b) => a.start - b.start);
    const [first] = edits;
    if (!first || first.start <= end || first.start < range.start || edits.some((edit) => edit.end > range.end))
      continue;
    chosen.push(...edits);
    end = Math.max(...edits.map((edit) => edit.end));
  }
  return chosen;
}

function safeFix(problem: Problem): readonly Edit[] | null {
  return problem.fixes.find((fix) => fix.safety === 'safe')?.edits ?? null;
}
