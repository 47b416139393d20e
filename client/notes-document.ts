import { type CancellationToken, EventEmitter, l10n, type TextDocumentContentProvider, Uri, workspace } from 'vscode';
import { didCheckNotification, type ReleaseArgument, releaseNotesRequest } from '../src/protocol/messages.ts';
import type { Session } from './session.ts';

/** The scheme of documents that hold the notes of a release. They are no files and cannot be edited. */
export const NOTES_SCHEME = 'release-ledger-notes';

/** The URI of a release's notes. Its path is what the tab shows, so that it has nothing in it that could mislead there. */
export function toNotesUri({ uri, release }: ReleaseArgument): Uri {
  const name = release.replace(/[^\w.+-]+/g, '-').slice(0, 80);
  return Uri.from({ scheme: NOTES_SCHEME, path: `/${name}.md`, query: JSON.stringify({ uri, release }) });
}

/** Writes release notes as they are asked for, and again when their changelog was checked. */
export class NotesDocuments implements TextDocumentContentProvider {
  readonly #session: Session;
  readonly #changed = new EventEmitter<Uri>();
  readonly onDidChange = this.#changed.event;

  constructor(session: Session) {
    this.#session = session;
    session.onNotification(didCheckNotification, ({ uri }) => {
      for (const { uri: notes } of workspace.textDocuments) {
        if (notes.scheme === NOTES_SCHEME && fromNotesUri(notes).uri === uri) this.#changed.fire(notes);
      }
    });
  }

  async provideTextDocumentContent(notes: Uri, token: CancellationToken): Promise<string> {
    const { uri, release } = fromNotesUri(notes);
    const answer = await this.#session.request(releaseNotesRequest, { textDocument: { uri }, release }, token);
    if (answer.refusal) return l10n.t('There are no release notes to show: {0}', answer.refusal.message);
    return answer.value.markdown;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** The query was written by us; a URI of this scheme that somebody else made up shows the notes of nothing. */
function fromNotesUri({ query }: Uri): ReleaseArgument {
  try {
    const { uri, release } = JSON.parse(query) as Partial<ReleaseArgument>;
    return { uri: String(uri), release: String(release) };
  } catch {
    return { uri: '', release: '' };
  }
}
