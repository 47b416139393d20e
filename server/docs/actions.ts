import type { CodeAction, Range } from 'vscode-languageserver';
import type { Converter } from '../convert.ts';
import { listFixes } from '../features/code-actions.ts';
import { overlaps } from '../features/find.ts';
import type { DocsView } from './docs-view.ts';

/** Below this many problems at the caret each of them gets its actions; nobody reads a longer menu. */
const PROBLEM_LIMIT = 20;

/** The fixes for the problems of a document or checklist in a range. */
export function listDocsActions(view: DocsView, converter: Converter, range: Range): readonly CodeAction[] {
  const span = converter.toSpan(view.source, range);
  const problems = view.check.problems.filter((problem) => overlaps(problem.span, span)).slice(0, PROBLEM_LIMIT);
  return problems.flatMap(listFixes).map((action) => converter.toCodeAction(view, action));
}
