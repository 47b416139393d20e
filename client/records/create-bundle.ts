import { l10n, Uri, window } from 'vscode';
import type { AnswerDto } from '../../src/protocol/dto.ts';
import { type BundleDto, createBundleRequest } from '../../src/protocol/manifests.ts';
import { readString } from '../arguments.ts';
import { chooseRelease } from '../choose-release.ts';
import { offer, reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';
import { whileWaiting } from './while-waiting.ts';

/** Packs what was tagged by the policy's layout. A key binding may give `uri`, `release` and `format` (`tar.gz` or `zip`). */
export async function createBundle(services: Services, argument: unknown): Promise<void> {
  const { session } = services;
  const isFit = ({ kind, marks }: { readonly kind: string; readonly marks: readonly string[] }): boolean =>
    kind === 'release' && marks.includes('tagged');
  const chosen = await chooseRelease(session, l10n.t('Create Bundle'), argument, isFit);
  if (!chosen) return;
  const { uri, release } = chosen;
  const format = readString(argument, 'format');
  const answer = await whileWaiting(l10n.t('Packing {0}', release), (token) =>
    session.request(
      createBundleRequest,
      { textDocument: { uri }, release, ...(format === 'tar.gz' || format === 'zip' ? { format } : {}) },
      token,
    ),
  );
  await reportPacked(services, release, answer);
}

/** Says what was packed and where it is, or why nothing was. */
export async function reportPacked(
  { output, refreshViews }: Services,
  release: string,
  answer: AnswerDto<BundleDto>,
): Promise<void> {
  if (answer.refusal) return reportRefusal(answer.refusal);
  const { said, file } = answer.value;
  for (const each of said) output.info(each);
  await refreshViews();
  const actions = file
    ? [
        { title: l10n.t('Reveal in Explorer'), command: 'revealInExplorer', args: [Uri.parse(file.uri, true)] },
        { title: l10n.t('Show Output'), command: 'releaseLedger.showOutput' },
      ]
    : [{ title: l10n.t('Show Output'), command: 'releaseLedger.showOutput' }];
  void offer(window.showInformationMessage, l10n.t('Packed {0}: {1}.', release, file?.path ?? said.join(' ')), actions);
}
