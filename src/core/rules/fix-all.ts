import { applyEdits, type Edit, sortEdits } from '../text/edit.ts';
import { CHANGELOG_RULES } from './all.ts';
import type { Problem } from './problem.ts';
import type { Rule } from './rule.ts';
import { type CheckInput, type CheckResult, checkChangelog } from './run.ts';

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
  let earlier: CheckResult | null = null;
  let fixed = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    const check = checkChangelog({ ...input, text, earlier }, rules);
    const { problems } = check;
    const chosen = compatibleFixes(problems, text.length);
    const next = applyEdits(text, chosen.edits);
    if (next === text) return { text, fixed, problems };
    fixed += chosen.count;
    text = next;
    earlier = check;
  }
  return { text, fixed, problems: checkChangelog({ ...input, text, earlier }, rules).problems };
}

/** The safe fixes that can be made at the same time: none touches another. */
export function compatibleFixes(
  problems: readonly Problem[],
  length: number,
): { readonly edits: readonly Edit[]; readonly count: number } {
  /** In the order of the text, none touching another. */
  const chosen: Edit[] = [];
  let count = 0;
  for (const problem of problems) {
    const safe = problem.fixes.find((fix) => fix.safety === 'safe');
    if (!safe || safe.edits.length === 0 || !sortEdits(safe.edits, length)) continue;
    if (safe.edits.some((edit) => touchesAny(chosen, edit))) continue;
    for (const edit of safe.edits) chosen.splice(placeOf(chosen, edit), 0, edit);
    count++;
  }
  return { edits: chosen, count };
}

/** Where an edit belongs among others; problems come in the order of the text, so mostly at the end. */
function placeOf(edits: readonly Edit[], { start }: Edit): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle] as Edit).start <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Fixes that share a border could have meant the same place: the later one waits for the next pass. */
function touchesAny(edits: readonly Edit[], edit: Edit): boolean {
  const place = placeOf(edits, edit);
  const before = edits[place - 1];
  const behind = edits[place];
  return (before !== undefined && before.end >= edit.start) || (behind !== undefined && behind.start <= edit.end);
}
