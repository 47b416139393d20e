import { l10n, Uri, window } from 'vscode';
import { fixAllRequest } from '../../src/protocol/messages.ts';
import { applyServerEdit } from '../apply-edit.ts';
import { chooseChangelog } from '../choose-changelog.ts';
import { describeProblems } from '../counts.ts';
import { type Action, offer, reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';

/** Applies every safe fix to a changelog, as one step that undo takes back, and says what it did and what is left. */
export async function fixAll({ session }: Services, argument: unknown): Promise<void> {
  const title = l10n.t('Fix All in Changelog');
  const uri = typeof argument === 'string' ? Uri.parse(argument, true) : await chooseChangelog(session, title);
  if (!uri) return;
  // Shown before it is asked for: the answer is about the text that the edit will be applied to, and the user sees what happens.
  await window.showTextDocument(uri);
  const answer = await session.request(fixAllRequest, { textDocument: { uri: uri.toString() } });
  if (answer.refusal) return reportRefusal(answer.refusal);
  const { edit, fixed, left } = answer.value;
  if (edit && !(await applyServerEdit(edit))) {
    void window.showWarningMessage(
      l10n.t('The changelog changed meanwhile, so nothing was fixed. Please run the command again.'),
    );
    return;
  }
  const actions: readonly Action[] =
    left > 0 ? [{ title: l10n.t('Show Problems'), command: 'workbench.actions.view.problems' }] : [];
  void offer(window.showInformationMessage, describeOutcome(fixed, left), actions);
}

function describeOutcome(fixed: number, left: number): string {
  const rest = describeProblems(left);
  if (fixed === 0)
    return left === 0
      ? l10n.t('There is nothing to fix.')
      : l10n.t('No problem could be fixed automatically. Left to decide on: {0}.', rest);
  const done = describeProblems(fixed);
  return left === 0
    ? l10n.t('Fixed {0}. None is left.', done)
    : l10n.t('Fixed {0}. Left to decide on: {1}.', done, rest);
}
