import { applyEdits, checkChangelog, type Edit, fixAll, type Problem, sortEdits } from '../../core/index.ts';
import { type Checks, lintText, toInput } from './check-text.ts';
import type { Target } from './targets.ts';

export interface FixedText {
  readonly text: string;
  /** How often each rule had something mended, the most often first. */
  readonly fixed: readonly { readonly rule: string; readonly count: number }[];
}

/** More rounds than any chain of fixes needs; rules that undo each other end here instead of never. */
const ROUNDS = 10;

/** Makes the safe fixes of every rule and of markdownlint until none is left. */
export async function fixText(target: Target, checks: Checks): Promise<FixedText> {
  const fixed = new Map<string, number>();
  let { text } = target;
  for (let round = 0; round < ROUNDS; round++) {
    const input = toInput({ ...target, text }, checks);
    const before = checkChangelog(input).problems;
    const result = fixAll(input);
    for (const [rule, count] of mended(before, result.problems)) fixed.set(rule, (fixed.get(rule) ?? 0) + count);
    text = result.text;
    const style = await lintText({ ...target, text }, checks);
    const chosen = compatible(style.problems, text.length);
    for (const { rule } of chosen) fixed.set(rule, (fixed.get(rule) ?? 0) + 1);
    const next = applyEdits(text, chosen.flatMap(safeEdits));
    if (next === text) break;
    text = next;
  }
  return { text, fixed: toCounts(fixed) };
}

/** Counts by rule, the highest first. */
export function toCounts(counts: ReadonlyMap<string, number>): FixedText['fixed'] {
  return [...counts].map(([rule, count]) => ({ rule, count })).sort((a, b) => b.count - a.count);
}

/** How many problems of each rule that has a safe fix are gone. */
export function mended(before: readonly Problem[], behind: readonly Problem[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (rule: string, number: number): void => void counts.set(rule, (counts.get(rule) ?? 0) + number);
  for (const { rule } of before) add(rule, 1);
  for (const { rule } of behind) add(rule, -1);
  return new Map([...counts].filter(([, number]) => number > 0));
}

/** The problems whose safe fixes can be made together, the first ones first. */
function compatible(problems: readonly Problem[], length: number): readonly Problem[] {
  const chosen: Problem[] = [];
  let end = -1;
  for (const problem of problems) {
    const edits = sortEdits(safeEdits(problem), length);
    const [first] = edits ?? [];
    // Fixes that share a border could have meant the same place: the later one waits for the next round.
    if (!edits || !first || first.start <= end) continue;
    chosen.push(problem);
    end = edits.at(-1)?.end ?? end;
  }
  return chosen;
}

function safeEdits({ fixes }: Problem): readonly Edit[] {
  return fixes.find(({ safety }) => safety === 'safe')?.edits ?? [];
}
