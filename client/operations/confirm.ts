import { l10n, window } from 'vscode';
import type { PlannedOperationDto } from '../../src/protocol/operations.ts';
import type { PlanReview } from './review.ts';

/** Asks a question that nothing goes on without; returns the button that was chosen, undefined for none. */
export type Confirm = (message: string, detail: string, buttons: readonly string[]) => Thenable<string | undefined>;

export const CONFIRM: Confirm = (message, detail, buttons) =>
  window.showInformationMessage(message, { modal: true, detail }, ...buttons);

/** More files than this are counted. */
const FILE_LIMIT = 6;

/**
 * Asks for the user's word on a plan that he can see. The dialog stands before the comparison, so that there is a way to read on
 * first.
 */
export async function confirmPlan(
  planned: PlannedOperationDto,
  confirm: Confirm,
  review: PlanReview,
): Promise<boolean> {
  const { title } = planned;
  const reviewFirst = l10n.t('Review First');
  for (;;) {
    const chosen = await confirm(`${title}?`, describe(planned), [title, reviewFirst]);
    if (chosen !== reviewFirst) return chosen === title;
    const verdict = await review.read(title);
    if (verdict !== 'ask') return verdict === 'apply';
  }
}

function describe({ effects, files, notes, sendsTo }: PlannedOperationDto): string {
  const shown = files.slice(0, FILE_LIMIT).map(({ path }) => path);
  const more = files.length - shown.length;
  const names = shown.join(', ');
  const changed = more > 0 ? l10n.t('Changes {0} and {1} more files', names, more) : l10n.t('Changes {0}', names);
  const end =
    sendsTo === null
      ? l10n.t('Undo Last Operation takes it back.')
      : l10n.t('It is sent to {0}. What was sent cannot be taken back from here.', sendsTo);
  return [...effects, ...(files.length > 0 ? [changed] : []), '', ...notes, end].join('\n');
}
