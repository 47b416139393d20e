import { applyEdits, CHANGELOG_RULES, checkChangelog, type Problem, positionAt } from '../../src/core/index.ts';
import { mergePolicy } from './examples.ts';

/** What one rule says about a text: each finding as `line: span → message`. */
export function findings(rule: string, text: string, policy: object = {}): string[] {
  return problemsOf(rule, text, policy).map(
    ({ line, text: written, problem }) => `${line}: ${written} → ${problem.message}`,
  );
}

/** The places that one rule reports: each as `line: span`. */
export function places(rule: string, text: string, policy: object = {}): string[] {
  return problemsOf(rule, text, policy).map(({ line, text: written }) => `${line}: ${written}`);
}

/** The text once the named fix (by its number, from 0) of the rule's first finding is made; null where there is none. */
export function fixed(rule: string, text: string, policy: object = {}, number = 0): string | null {
  const fix = problemsOf(rule, text, policy)[0]?.problem.fixes[number];
  return fix ? applyEdits(text, fix.edits) : null;
}

function problemsOf(
  id: string,
  text: string,
  changes: object,
): { readonly line: number; readonly text: string; readonly problem: Problem }[] {
  const rules = CHANGELOG_RULES.filter((rule) => rule.id === id);
  if (rules.length === 0) throw new Error(`There is no rule ${id}`);
  const policy = mergePolicy({ rules: rules[0]?.severity === 'off' ? { [id]: 'hint' } : {}, ...changes });
  const result = checkChangelog({ text, policy, path: 'CHANGELOG.md', today: '2026-06-30' }, rules);
  if (result.notChecked.length > 0) throw new Error(JSON.stringify(result.notChecked));
  return result.problems.map((problem) => ({
    line: positionAt(result.changelog.source, problem.span.start).line + 1,
    text: text.slice(problem.span.start, problem.span.end),
    problem,
  }));
}
