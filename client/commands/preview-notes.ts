import { ViewColumn, window, workspace } from 'vscode';
import { releaseNotesRequest } from '../../src/protocol/messages.ts';
import { readString } from '../arguments.ts';
import { toNotesUri } from '../notes-document.ts';
import { reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';

/** Shows the release notes of the release that a code lens stands on, as a read-only document beside the changelog. */
export async function previewNotes({ session }: Services, argument: unknown): Promise<void> {
  const uri = readString(argument, 'uri');
  const release = readString(argument, 'release');
  if (uri === undefined || release === undefined) return;
  const answer = await session.request(releaseNotesRequest, { textDocument: { uri }, release });
  if (answer.refusal) return reportRefusal(answer.refusal);
  const document = await workspace.openTextDocument(toNotesUri({ uri, release }));
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
}
