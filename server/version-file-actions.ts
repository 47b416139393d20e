import type { CodeAction } from 'vscode-languageserver';
import type { Converter } from './convert.ts';
import { listFixes } from './features/code-actions.ts';
import { overlaps } from './features/find.ts';
import type { Session } from './session.ts';
import { readVersionFile } from './version-file.ts';

interface PositionRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** The fixes for the problems of a version file in a range; none for any other document, and none for a text that has not been looked at yet. */
export async function listVersionFileActions(
  session: Session,
  converter: Converter,
  uri: string,
  range: PositionRange,
): Promise<CodeAction[]> {
  const file = await readVersionFile(session, uri, async () => true);
  const document = session.documents.get(uri);
  if (!file || (document && document.source.text !== file.source.text)) return [];
  const span = converter.toSpan(file.source, range);
  return file.problems
    .filter((problem) => overlaps(problem.span, span))
    .flatMap(listFixes)
    .map((action) => converter.toCodeAction(file, action));
}
