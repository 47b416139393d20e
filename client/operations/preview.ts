import { commands, l10n, TabInputText, ViewColumn, window } from 'vscode';
import { PLAN_SCHEME, type PlanDocuments, type ShownPlan } from './plan-documents.ts';

/** What a plan is called where it is shown. */
function toTitle({ title }: ShownPlan): string {
  return l10n.t('Plan: {0}', title);
}

/** Opens every file that a plan changes in one comparison, and beside it the plan in words. */
export async function showPreview(documents: PlanDocuments, planned: ShownPlan): Promise<void> {
  const { description, resources } = documents.show(planned);
  if (resources.length > 0) await commands.executeCommand('vscode.changes', toTitle(planned), resources);
  await window.showTextDocument(description, {
    viewColumn: resources.length > 0 ? ViewColumn.Beside : ViewColumn.Active,
    preview: true,
    preserveFocus: resources.length > 0,
  });
}

/** Closes what shows a plan: once it is applied or dropped it says nothing any more. */
export async function closePreview(planned: ShownPlan): Promise<void> {
  const title = toTitle(planned);
  const tabs = window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input, label }) =>
      input instanceof TabInputText ? input.uri.scheme === PLAN_SCHEME : label.startsWith(title),
    );
  if (tabs.length > 0) await window.tabGroups.close(tabs, true);
}
