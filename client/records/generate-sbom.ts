import { l10n, window, workspace } from 'vscode';
import { createSbomRequest } from '../../src/protocol/manifests.ts';
import { chooseRelease } from '../choose-release.ts';
import { offer, reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';
import { whileWaiting } from './while-waiting.ts';

/** Shows the bill of materials of a tagged release as a document that the user saves where he wants it. */
export async function generateSbom({ session, output }: Services, argument: unknown): Promise<void> {
  const isFit = ({ kind, marks }: { readonly kind: string; readonly marks: readonly string[] }): boolean =>
    kind === 'release' && marks.includes('tagged');
  const chosen = await chooseRelease(session, l10n.t('Generate SBOM'), argument, isFit);
  if (!chosen) return;
  const { uri, release } = chosen;
  const answer = await whileWaiting(l10n.t('Reading the dependencies of {0}', release), (token) =>
    session.request(createSbomRequest, { textDocument: { uri }, release }, token),
  );
  if (answer.refusal) return reportRefusal(answer.refusal);
  const { text, notes } = answer.value;
  await window.showTextDocument(await workspace.openTextDocument({ language: 'json', content: text }));
  if (notes.length === 0) return;
  for (const each of notes) output.warn(each);
  const showOutput = { title: l10n.t('Show Output'), command: 'releaseLedger.showOutput' };
  void offer(window.showWarningMessage, l10n.t('The bill of materials has gaps: not every file could be read.'), [
    showOutput,
  ]);
}
