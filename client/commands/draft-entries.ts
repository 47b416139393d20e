import { l10n, Selection, TextEditorRevealType, Uri, window, workspace } from 'vscode';
import type { DraftsDto } from '../../src/protocol/dto.ts';
import { draftEntriesRequest } from '../../src/protocol/messages.ts';
import { applyServerEdit, toPosition } from '../apply-edit.ts';
import { readString } from '../arguments.ts';
import { chooseChangelog } from '../choose-changelog.ts';
import { reportRefusal } from '../report.ts';
import type { Services } from '../services.ts';

/** Drafts entries from the commits since the last tag, as one step that undo takes back, and says what was left out. */
export async function draftEntries({ session }: Services, argument: unknown): Promise<void> {
  const named = readString(argument, 'uri');
  const title = l10n.t('Draft Entries from Commits');
  const uri = named === undefined ? await chooseChangelog(session, title) : Uri.parse(named, true);
  if (!uri) return;
  // Opened before the drafts are made: they are about the text that the edit will be applied to.
  const document = await workspace.openTextDocument(uri);
  const answer = await session.request(draftEntriesRequest, { textDocument: { uri: uri.toString() } });
  if (answer.refusal) return reportRefusal(answer.refusal);
  const { edit, position } = answer.value;
  const editor = await window.showTextDocument(document);
  if (edit && !(await applyServerEdit(edit))) {
    void window.showWarningMessage(
      l10n.t('The changelog changed meanwhile, so nothing was drafted. Please run the command again.'),
    );
    return;
  }
  if (position) {
    const place = toPosition(position);
    editor.selection = new Selection(place, place);
    editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
  }
  void window.showInformationMessage(describeOutcome(answer.value));
}

function describeOutcome({ drafted, since, leftOut, complete }: DraftsDto): string {
  const parts = [describeDrafts(drafted, since), describeLeftOut(leftOut)];
  if (!complete) parts.push(l10n.t('Only the newest commits were read.'));
  return parts.filter((part) => part !== '').join(' ');
}

function describeDrafts(drafted: number, since: string | null): string {
  if (drafted === 0) return l10n.t('There is nothing to draft.');
  const count = drafted === 1 ? l10n.t('1 draft') : l10n.t('{0} drafts', drafted);
  return since === null
    ? l10n.t('Added {0}. Read them, and delete their marks as you go.', count)
    : l10n.t('Added {0} from the commits since {1}. Read them, and delete their marks as you go.', count, since);
}

function describeLeftOut({ unnoticed, reverted, recorded, refused }: DraftsDto['leftOut']): string {
  const reasons: readonly string[] = [
    ...(unnoticed > 0 ? [l10n.t('{0} that users do not notice', unnoticed)] : []),
    ...(reverted > 0 ? [l10n.t('{0} reverted', reverted)] : []),
    ...(recorded > 0 ? [l10n.t('{0} recorded already', recorded)] : []),
    ...(refused > 0 ? [l10n.t('{0} that cannot stand in the changelog', refused)] : []),
  ];
  return reasons.length === 0 ? '' : l10n.t('Commits left out: {0}.', reasons.join(', '));
}
