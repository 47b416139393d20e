import { commands, l10n, window } from 'vscode';
import type { AnswerDto } from '../../src/protocol/dto.ts';
import type { VerifiedManifestsDto } from '../../src/protocol/manifests.ts';
import { verifyManifestsRequest } from '../../src/protocol/manifests.ts';
import { readRecord, readString } from '../arguments.ts';
import { describeCounts, total } from '../counts.ts';
import { offer, reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';
import { whileWaiting } from './while-waiting.ts';

/** Hashes what a manifest lists and checks it with every rule: the one that is meant, or all of the workspace. */
export async function verifyManifest({ session, output, refreshViews }: Services, argument: unknown): Promise<void> {
  const verify = (uri: string | undefined): Thenable<AnswerDto<VerifiedManifestsDto>> =>
    whileWaiting(l10n.t('Verifying manifests'), (token) =>
      session.request(verifyManifestsRequest, uri === undefined ? {} : { textDocument: { uri } }, token),
    );
  const named = readString(readRecord(argument, 'place'), 'uri') ?? readString(argument, 'uri');
  const active = window.activeTextEditor?.document.uri.toString();
  let answer = await verify(named ?? active);
  // The active editor shows something else: all of them are meant.
  if (answer.refusal?.code === 'not-found' && named === undefined && active !== undefined)
    answer = await verify(undefined);
  if (answer.refusal) return reportRefusal(answer.refusal);
  await refreshViews();
  const { manifests, counts, deleted, notChecked } = answer.value;
  for (const { uri, rule, reason } of notChecked) {
    output.warn([uri, rule, reason].filter((part) => part !== null).join(': '));
  }
  if (manifests.length === 0 && deleted.length === 0) {
    const generate = { title: l10n.t('Generate Manifest'), command: 'releaseLedger.generateManifest' };
    void offer(window.showInformationMessage, l10n.t('There is no release manifest in this workspace yet.'), [
      generate,
    ]);
    return;
  }
  if (total(counts) > 0) await commands.executeCommand('workbench.actions.view.problems');
  const showOutput = { title: l10n.t('Show Output'), command: 'releaseLedger.showOutput' };
  const isFine = counts.error === 0 && deleted.length === 0;
  const message = describe(answer.value);
  void offer(
    isFine ? window.showInformationMessage : window.showWarningMessage,
    message,
    notChecked.length > 0 ? [showOutput] : [],
  );
}

function describe({ manifests, counts, deleted, notChecked }: VerifiedManifestsDto): string {
  const [only] = manifests;
  const what = only && manifests.length === 1 ? only.path : l10n.t('{0} manifests', manifests.length);
  const found = total(counts) === 0 ? l10n.t('no problems') : describeCounts(counts);
  return [
    l10n.t('Verified {0}: {1}.', what, found),
    ...(deleted.length > 0 ? [l10n.t('Tagged, and not there any more: {0}.', deleted.join(', '))] : []),
    ...(notChecked.length === 0
      ? []
      : [
          notChecked.length === 1
            ? l10n.t('One check could not be made.')
            : l10n.t('{0} checks could not be made.', notChecked.length),
        ]),
  ].join(' ');
}
