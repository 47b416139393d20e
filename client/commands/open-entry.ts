import { l10n, Range, TextEditorRevealType, Uri, window } from 'vscode';
import { chooseRelease } from '../choose-release.ts';
import { reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';

/** Shows the section of a release in its changelog. */
export async function openEntry({ session }: Services, argument: unknown): Promise<void> {
  const title = l10n.t('Open Changelog Entry');
  const chosen = await chooseRelease(session, title, argument, ({ place }) => place !== null);
  if (!chosen) return;
  const { place, release } = chosen;
  if (!place) {
    const message = l10n.t('The changelog has no section for {0}', release);
    return reportRefusal({ code: 'unknown-release', message, hint: null });
  }
  const selection = new Range(place.line, 0, place.line, 0);
  const editor = await window.showTextDocument(Uri.parse(place.uri, true), { selection });
  editor.revealRange(selection, TextEditorRevealType.AtTop);
}
