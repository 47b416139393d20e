import { type CancellationToken, l10n, type TextDocumentContentProvider, Uri } from 'vscode';
import type { RevisionFileDto } from '../src/protocol/comparison.ts';
import { type FileAtRevisionParams, fileAtRevisionRequest } from '../src/protocol/messages.ts';
import type { Session } from './session.ts';

/** The scheme of documents that hold a file as a revision has it. They cannot be edited. */
export const REVISION_SCHEME = 'release-ledger-revision';

/** The URI of a file at a revision of the repository that a changelog lies in. */
export function toRevisionUri(changelog: string, revision: string, path: string): Uri {
  return Uri.from({ scheme: REVISION_SCHEME, path: `/${path}`, query: JSON.stringify({ changelog, revision, path }) });
}

/** Reads the sides of comparisons as they are shown. What a revision says never changes. */
export class RevisionDocuments implements TextDocumentContentProvider {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async provideTextDocumentContent(uri: Uri, token: CancellationToken): Promise<string> {
    const { value, refusal } = await this.#session.request(fileAtRevisionRequest, fromRevisionUri(uri), token);
    if (refusal) throw new Error(refusal.message);
    return toText(value);
  }
}

/** What is no text is named, so that two of them differ exactly where their bytes do. */
function toText(file: RevisionFileDto): string {
  switch (file.kind) {
    case 'text':
      return file.text;
    case 'binary':
      return l10n.t('Binary file of {0} bytes, object {1}', file.bytes, file.object);
    case 'too-large':
      return l10n.t('Too long to be shown: {0} bytes, object {1}', file.bytes, file.object);
    case 'absent':
      return '';
  }
}

/** The query was written by us; a URI of this scheme that somebody else made up names nothing that the server would read. */
function fromRevisionUri({ query }: Uri): FileAtRevisionParams {
  try {
    const { changelog, revision, path } = JSON.parse(query) as Readonly<Record<string, unknown>>;
    return { textDocument: { uri: String(changelog) }, revision: String(revision), path: String(path) };
  } catch {
    return { textDocument: { uri: '' }, revision: '', path: '' };
  }
}
