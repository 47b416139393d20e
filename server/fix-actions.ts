import type { CodeAction } from 'vscode-languageserver';
import type { Converter } from './convert.ts';
import { listFixes } from './features/code-actions.ts';
import { overlaps } from './features/find.ts';
import type { JudgedFile } from './version-file.ts';

export interface PositionRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** The fixes for the problems of a file in a range. */
export function listFixActions(converter: Converter, file: JudgedFile, range: PositionRange): CodeAction[] {
  const span = converter.toSpan(file.source, range);
  return file.problems
    .filter((problem) => overlaps(problem.span, span))
    .flatMap(listFixes)
    .map((action) => converter.toCodeAction(file, action));
}
