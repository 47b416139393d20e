import { env, l10n, window } from 'vscode';
import { releaseNotesRequest } from '../../src/protocol/messages.ts';
import { chooseRelease } from '../choose-release.ts';
import { reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';

const SHOWN_MS = 4000;

/** Copies the notes of a release as Markdown, with the link definitions that they need. */
export async function copyNotes({ session }: Services, argument: unknown): Promise<void> {
  const title = l10n.t('Copy Release Notes');
  const chosen = await chooseRelease(session, title, argument, ({ place }) => place !== null);
  if (!chosen) return;
  const { uri, release } = chosen;
  const answer = await session.request(releaseNotesRequest, { textDocument: { uri }, release });
  if (answer.refusal) return reportRefusal(answer.refusal);
  if (answer.value.markdown.trim() === '') {
    void window.showInformationMessage(l10n.t('The section of {0} says nothing that could be copied.', release));
    return;
  }
  await env.clipboard.writeText(answer.value.markdown);
  window.setStatusBarMessage(`$(check) ${l10n.t('Copied the release notes of {0}', answer.value.title)}`, SHOWN_MS);
}
