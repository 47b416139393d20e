import { applyEdits, type Edit, sortEdits } from '../text/edit.ts';
import { CHANGELOG_RULES } from './all.ts';
import type { Problem } from './problem.ts';
import type { Rule } from './rule.ts';
import { type CheckInput, checkChangelog } from './run.ts';

export interface FixAllResult {
  readonly text: string;
  /** How many fixes were made, over all passes. */
  readonly fixed: number;
  /** What is left once no safe fix is. */
  readonly problems: readonly Problem[];
}

/** More passes than any chain of fixes needs; a pair of fixes that undo each other ends here instead of never. */
const PASSES = 10;

/**
 * Makes the safe fixes until none is left. Fixes that touch each other are made in different passes, each computed from the
 * text that the one before left.
 */
export function fixAll(
  input: CheckInput & { readonly text: string },
  rules: readonly Rule[] = CHANGELOG_RULES,
): FixAllResult {
  let { text } = input;
  let fixed = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    const { problems } = checkChangelog({ ...input, text }, rules);
    const chosen = compatibleFixes(problems, text.length);
    const next = applyEdits(text, chosen.edits);
    if (next === text) return { text, fixed, problems };
    fixed += chosen.count;
    text = next;
  }
  return { text, fixed, problems: checkChangelog({ ...input, text }, rules).problems };
}

function compatibleFixes(
  problems: readonly Problem[],
  length: number,
): { readonly edits: readonly Edit[]; readonly count: number } {
  const edits: Edit[] = [];
  let count = 0;
  // Problems come in the order of the text and their edits mostly stand at the problem, so a sorted insertion is rare.
  for (const problem of problems) {
    const safe = problem.fixes.find((fix) => fix.safety === 'safe');
    if (!safe || safe.edits.length === 0) continue;
    if (safe.edits.some((edit) => edits.some((other) => touch(edit, other))) || !sortEdits(safe.edits, length))
      continue;
    edits.push(...safe.edits);
    count++;
  }
  return { edits, count };
}

/** Fixes that share a border could have meant the same place: the later one waits for the next pass. */
function touch(a: Edit, b: Edit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
