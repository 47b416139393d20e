import type { CodeAction } from 'vscode-languageserver';
import type { Converter } from './convert.ts';
import { listFixActions, type PositionRange } from './fix-actions.ts';
import type { Session } from './session.ts';
import { readVersionFile } from './version-file.ts';

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
  return listFixActions(converter, file, range);
}
