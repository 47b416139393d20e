import type { ChangelogDto } from '../../src/protocol/dto.ts';
import type { Session } from '../session.ts';
import { toDocumentKey } from '../uris.ts';
import type { WorkspaceChangelogs } from '../workspace-changelogs.ts';
import { describeChangelog } from './answers.ts';

/** The changelogs of the workspace, and those that are open besides; each under the spelling of the editor that has it open. */
export async function listChangelogs(
  session: Session,
  changelogs: WorkspaceChangelogs,
): Promise<readonly ChangelogDto[]> {
  const uris = new Map<string, string>();
  for (const { uri } of changelogs.files) uris.set(toDocumentKey(uri), session.documents.get(uri)?.uri ?? uri);
  for (const { uri } of session.documents.all()) {
    if (!uris.has(toDocumentKey(uri)) && (await session.isChangelog(uri))) uris.set(toDocumentKey(uri), uri);
  }
  return [...uris.values()].map((uri) => describeChangelog(session, uri));
}
