import type { Problem } from './problem.ts';

const MISSING = 'changelog/missing-link-definition';
const WRITABLE = 'ledger/unlinked-releases';

/**
 * Makes one problem of two that tell of the same: that no version is linked is told by the text, and how it can be mended by git.
 *
 * @param found what was found in one changelog, by its text and across sources
 * @returns what is to be told, each with its fixes
 */
export function tellOnce<T>(
  found: readonly T[],
  problemOf: (each: T) => Problem,
  withProblem: (each: T, problem: Problem) => T,
): readonly T[] {
  const writable = found.find((each) => problemOf(each).rule === WRITABLE);
  if (!writable || !found.some((each) => problemOf(each).rule === MISSING)) return found;
  return found.flatMap((each) => {
    const problem = problemOf(each);
    if (problem.rule === WRITABLE) return [];
    return [problem.rule === MISSING ? withProblem(each, withFixesOf(problem, problemOf(writable))) : each];
  });
}

/** Fixes are computed when somebody asks for them, and so are these. */
function withFixesOf(problem: Problem, other: Problem): Problem {
  const { rule, severity, span, message } = problem;
  return {
    rule,
    severity,
    span,
    message,
    get fixes() {
      return [...problem.fixes, ...other.fixes];
    },
  };
}
