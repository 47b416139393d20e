import { commands, l10n, type Tab, TabInputText, ViewColumn, window } from 'vscode';
import { PLAN_SCHEME, type PlanDocuments, type ShownPlan } from './plan-documents.ts';

/** What a plan is called where it is shown. */
function toTitle(title: string): string {
  return l10n.t('Plan: {0}', title);
}

/** Opens every file that a plan changes in one comparison, and beside it the plan in words. */
export async function showPreview(documents: PlanDocuments, planned: ShownPlan): Promise<void> {
  const { description, resources } = documents.show(planned);
  if (resources.length > 0) {
    await commands.executeCommand('vscode.changes', toTitle(planned.title), resources);
    // The next file that is looked at would take the place of one that is not kept.
    await commands.executeCommand('workbench.action.keepEditor');
  }
  await window.showTextDocument(description, {
    viewColumn: resources.length > 0 ? ViewColumn.Beside : ViewColumn.Active,
    preview: false,
    preserveFocus: resources.length > 0,
  });
}

/** Closes what shows a plan: once it is applied or dropped it says nothing any more. */
export async function closePreview({ title }: ShownPlan): Promise<void> {
  const tabs = tabsOf(title);
  if (tabs.length > 0) await window.tabGroups.close(tabs, true);
}

/** True as long as anything of the plan with this title is open. */
export function isShown(title: string): boolean {
  return tabsOf(title).length > 0;
}

function tabsOf(title: string): readonly Tab[] {
  const comparison = toTitle(title);
  return window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input, label }) =>
      input instanceof TabInputText ? input.uri.scheme === PLAN_SCHEME : label.startsWith(comparison),
    );
}
