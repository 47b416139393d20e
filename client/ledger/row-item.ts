import { type Command, l10n, Range, TreeItem, TreeItemCollapsibleState, Uri, workspace } from 'vscode';
import type { RowDto } from '../../src/protocol/rows.ts';
import { iconOf } from './row-icons.ts';
import { describeRow, nameRow } from './row-words.ts';

/** A row as the tree shows it, its tooltip left out: that is asked for when it is shown. */
export function toTreeItem(row: RowDto): TreeItem {
  const name = nameRow(row);
  const parts = describeRow(row);
  const item = new TreeItem(name, collapsibleStateOf(row));
  item.id = [row.uri, ...row.path].map(encodeURIComponent).join('/');
  item.description = parts.join(' · ');
  item.contextValue = [row.kind, ...row.marks].join(' ');
  item.accessibilityInformation = { label: [name, ...parts].join(', ') };
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

function commandOf({ kind, place }: RowDto): Command | undefined {
  if (kind === 'notCompared' && !workspace.isTrusted)
    return { title: l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' };
  if (!place || kind === 'changelog') return undefined;
  const selection = new Range(place.line, 0, place.line, 0);
  return {
    title: l10n.t('Open'),
    command: 'vscode.open',
    arguments: [Uri.parse(place.uri), { selection, preserveFocus: true }],
  };
}
