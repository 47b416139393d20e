import { l10n, Uri, window } from 'vscode';
import { releaseManifestsRequest } from '../../src/protocol/manifests.ts';
import { chooseRelease } from '../choose-release.ts';
import { offer, reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';

/** Shows the manifest of a release; the user chooses where it has two. */
export async function openManifest({ session }: Services, argument: unknown): Promise<void> {
  const title = l10n.t('Open Manifest');
  const chosen = await chooseRelease(session, title, argument, ({ marks }) => marks.includes('recorded'));
  if (!chosen) return;
  const { uri, release } = chosen;
  const answer = await session.request(releaseManifestsRequest, { textDocument: { uri }, release });
  if (answer.refusal) return reportRefusal(answer.refusal);
  const items = answer.value.map((file) => ({ label: file.path, uri: file.uri }));
  const [first, second] = items;
  if (!first) {
    const generate = { title: l10n.t('Generate Manifest'), command: 'releaseLedger.generateManifest', args: [chosen] };
    void offer(window.showInformationMessage, l10n.t('{0} has no manifest yet.', release), [generate]);
    return;
  }
  const placeHolder = l10n.t('Choose a manifest');
  const file = second ? await window.showQuickPick(items, { title, placeHolder }) : first;
  if (file) await window.showTextDocument(Uri.parse(file.uri, true));
}
