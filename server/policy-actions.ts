import type { CodeAction } from 'vscode-languageserver';
import type { Converter } from './convert.ts';
import { listPolicyFindings } from './diagnostics.ts';
import { listFixActions, type PositionRange } from './fix-actions.ts';
import type { Session } from './session.ts';
import { toDocumentKey } from './uris.ts';

/** The fixes for the problems of an open policy file in a range; none for any other document. */
export async function listPolicyActions(
  session: Session,
  converter: Converter,
  uri: string,
  range: PositionRange,
): Promise<CodeAction[]> {
  const { folder } = session.workspace.placeOf(uri);
  if (!folder) return [];
  const { files } = await session.policies.get(folder);
  const file = files.find((each) => toDocumentKey(each.uri) === toDocumentKey(uri));
  const document = session.documents.get(uri);
  if (!file || document?.source.text !== file.text) return [];
  const { source } = listPolicyFindings(file);
  const { problems } = file;
  return listFixActions(converter, { uri: document.uri, version: document.version, source, problems }, range);
}
