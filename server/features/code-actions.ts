import type { Edit, Problem, Span } from '../../src/core/index.ts';
import type { View } from '../view.ts';
import { overlaps } from './find.ts';
import { fixDocument } from './fix-all.ts';
import { suppress } from './suppress.ts';

/** `fix` and `suppress` mend or allow one problem, `fixAll` mends all that can safely be mended. */
export interface Action {
  readonly kind: 'fix' | 'suppress' | 'fixAll';
  readonly title: string;
  /** Null for `fixAll`. */
  readonly problem: Problem | null;
  /** True for the one that the editor makes without asking which. */
  readonly preferred: boolean;
  readonly edits: readonly Edit[];
}

/** Which kinds of actions were asked for. */
export interface WantedActions {
  readonly quickFixes: boolean;
  readonly fixAll: boolean;
}

/** Below this many problems at the caret each of them gets its actions; nobody reads a longer menu. */
const PROBLEM_LIMIT = 20;

/** The actions for a range, computed from the text as it is now; what the client thinks of its diagnostics has no part in it. */
export function listActions(view: View, range: Span, wanted: WantedActions): readonly Action[] {
  const actions: Action[] = [];
  if (wanted.quickFixes) {
    const problems = view.problems.filter(({ span }) => overlaps(span, range)).slice(0, PROBLEM_LIMIT);
    for (const problem of problems) actions.push(...listFixes(problem));
    for (const problem of onePerRule(problems).filter(isOurs)) actions.push(...listSuppressions(view, problem));
  }
  if (wanted.fixAll) {
    const { edits } = fixDocument(view);
    if (edits.length > 0) {
      actions.push({
        kind: 'fixAll',
        title: 'Fix all that can safely be fixed',
        problem: null,
        preferred: false,
        edits,
      });
    }
  }
  return actions;
}

/** The fixes of a problem, the first one that is safe preferred. */
export function listFixes(problem: Problem): readonly Action[] {
  const { fixes } = problem;
  const preferred = fixes.find(({ safety }) => safety === 'safe');
  return fixes.map((fix) => ({
    kind: 'fix',
    title: fix.title,
    problem,
    preferred: fix === preferred,
    edits: fix.edits,
  }));
}

function listSuppressions(view: View, problem: Problem): readonly Action[] {
  const here = suppress(view, problem, 'allow');
  const file = suppress(view, problem, 'allow-file');
  const action = (title: string, edit: Edit): Action => ({
    kind: 'suppress',
    title,
    problem,
    preferred: false,
    edits: [edit],
  });
  return [
    ...(here ? [action(`Allow ${problem.rule} here`, here)] : []),
    ...(file ? [action(`Allow ${problem.rule} in this file`, file)] : []),
  ];
}

/** markdownlint is suppressed by comments of its own. */
function isOurs({ rule }: Problem): boolean {
  return !rule.startsWith('markdownlint/');
}

function onePerRule(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter((problem, i) => problems.findIndex(({ rule }) => rule === problem.rule) === i);
}
