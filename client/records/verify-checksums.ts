import { commands, l10n, Uri, window } from 'vscode';
import { checksumListsRequest, verifyChecksumsRequest } from '../../src/protocol/manifests.ts';
import { readRecord, readString } from '../arguments.ts';
import { describeProblems } from '../counts.ts';
import { offer, reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';
import type { Session } from '../session.ts';
import { whileWaiting } from './while-waiting.ts';

/** Hashes the files of a list of digests: the one that is meant, the only one, or the one that the user picks. */
export async function verifyChecksums({ session }: Services, argument: unknown): Promise<void> {
  const named = readString(readRecord(argument, 'place'), 'uri') ?? readString(argument, 'uri');
  const uri = named ?? (argument instanceof Uri ? argument.toString() : await chooseList(session));
  if (uri === undefined) return;
  const answer = await whileWaiting(l10n.t('Verifying checksums'), (token) =>
    session.request(verifyChecksumsRequest, { textDocument: { uri } }, token),
  );
  if (answer.refusal) return reportRefusal(answer.refusal);
  const { path, files, problems, notChecked } = answer.value;
  const gap =
    notChecked === null ? '' : ` ${l10n.t('Whether files are missing in it was not checked: {0}.', notChecked)}`;
  const open = { title: l10n.t('Open'), command: 'vscode.open', args: [Uri.parse(uri, true)] };
  if (problems > 0) {
    await commands.executeCommand('workbench.actions.view.problems');
    void offer(window.showWarningMessage, l10n.t('{0}: {1}.', path, describeProblems(problems)) + gap, [open]);
    return;
  }
  const verified =
    files === 1 ? l10n.t('{0}: 1 file verified.', path) : l10n.t('{0}: {1} files verified.', path, files);
  void offer(window.showInformationMessage, verified + gap, [open]);
}

async function chooseList(session: Session): Promise<string | undefined> {
  const lists = await session.request(checksumListsRequest, {});
  const [first, second] = lists;
  if (!first) {
    const message = l10n.t('There is no list of digests where the policy says (checksums.path).');
    void window.showInformationMessage(message);
    return undefined;
  }
  if (!second) return first.uri;
  const items = lists.map(({ uri, path }) => ({ label: path, uri }));
  const placeHolder = l10n.t('Choose a list of digests');
  return (await window.showQuickPick(items, { title: l10n.t('Verify Checksums'), placeHolder }))?.uri;
}
