import {
  type Command,
  l10n,
  Range,
  TreeItem,
  TreeItemCheckboxState,
  TreeItemCollapsibleState,
  Uri,
  workspace,
} from 'vscode';
import type { LedgerSummaryDto, RowDto } from '../../src/protocol/rows.ts';
import { mendOf } from '../operations/mending.ts';
import type { Action } from '../report.ts';
import { iconOf } from './row-icons.ts';
import { describeRow, nameRow } from './row-words.ts';

/** A row as the tree shows it, its tooltip left out: that is asked for when it is shown. */
export function toTreeItem(row: RowDto, summary?: LedgerSummaryDto): TreeItem {
  const name = nameRow(row);
  const parts = describeRow(row, summary);
  const item = new TreeItem(name, collapsibleStateOf(row));
  item.id = [row.uri, ...row.path].map(encodeURIComponent).join('/');
  item.description = parts.join(' · ');
  item.contextValue = [row.kind, ...row.marks, ...(mendOfRow(row) ? ['mendable'] : [])].join(' ');
  item.accessibilityInformation = { label: [name, ...parts].join(', ') };
  if (row.checked !== null)
    item.checkboxState = row.checked ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked;
  const icon = iconOf(row);
  if (icon) item.iconPath = icon;
  const command = commandOf(row);
  if (command) item.command = command;
  // The editor colours the name of the file, and counts its problems behind it, as it does in the Explorer.
  if (row.place && (row.kind === 'versionFile' || row.kind === 'changelog'))
    item.resourceUri = Uri.parse(row.place.uri);
  return item;
}

function collapsibleStateOf({ hasChildren, expanded }: RowDto): TreeItemCollapsibleState {
  if (!hasChildren) return TreeItemCollapsibleState.None;
  return expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

/** What mends the thing that a row, or the hint below it, says stands in the way; null for others, and where no command does. */
function mendOfRow({ kind, code, uri }: RowDto): Action | null {
  return (kind === 'blocker' || kind === 'reason') && code !== null ? mendOf(code, uri) : null;
}

function commandOf(row: RowDto): Command | undefined {
  const { kind, place } = row;
  if (kind === 'notCompared' && !workspace.isTrusted)
    return { title: l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' };
  if (kind === 'changelog') return undefined;
  if (row.state === 'absent')
    return { title: l10n.t('New Checklist'), command: 'releaseLedger.newChecklist', arguments: [row] };
  if (!place)
    return mendOfRow(row) ? { title: l10n.t('Mend'), command: 'releaseLedger.mend', arguments: [row] } : undefined;
  const selection = new Range(place.line, 0, place.line, 0);
  return {
    title: l10n.t('Open'),
    command: 'vscode.open',
    arguments: [Uri.parse(place.uri), { selection, preserveFocus: true }],
  };
}
