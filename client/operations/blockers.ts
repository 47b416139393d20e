import { commands, l10n, Range, Uri, window } from 'vscode';
import type { BlockerDto, PlannedOperationDto } from '../../src/protocol/operations.ts';
import { type Action, offer } from '../report.ts';
import { mendOf } from './mending.ts';

/** Shows what stands in the way of an operation, with what mends it: one obstacle as a message, several as a list. */
export async function reportBlockers(uri: string, { title, blockers }: PlannedOperationDto): Promise<void> {
  const [first, second] = blockers;
  if (!first) return;
  if (!second) {
    const sentences = [l10n.t('{0} is not possible.', title), toSentence(first.message), toSentence(first.hint ?? '')];
    await offer(window.showWarningMessage, sentences.filter(Boolean).join(' '), toActions(uri, first));
    return;
  }
  const items = blockers.map((blocker) => ({
    label: `$(error) ${blocker.message}`,
    detail: blocker.hint ?? '',
    blocker,
  }));
  const placeHolder = l10n.t('{0} things stand in the way. Choose one to mend it.', blockers.length);
  const chosen = await window.showQuickPick(items, { title, placeHolder, matchOnDetail: true, ignoreFocusOut: true });
  if (!chosen) return;
  const [action] = toActions(uri, chosen.blocker);
  if (action) await commands.executeCommand(action.command, ...(action.args ?? []));
}

/** What can be done about a blocker: the command that mends it, and its place. */
function toActions(uri: string, { code, place }: BlockerDto): readonly Action[] {
  const mend = mendOf(code, uri);
  return [...(mend ? [mend] : []), ...(place ? [toOpening(place)] : [])];
}

function toOpening({ uri, line }: NonNullable<BlockerDto['place']>): Action {
  const selection = new Range(line, 0, line, 0);
  return { title: l10n.t('Open'), command: 'vscode.open', args: [Uri.parse(uri), { selection }] };
}

function toSentence(text: string): string {
  return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`;
}
