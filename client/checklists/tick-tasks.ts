import { TreeItemCheckboxState } from 'vscode';
import type { RowDto } from '../../src/protocol/rows.ts';
import type { Session } from '../session.ts';
import { applyChange } from './apply-change.ts';

/** Marks tasks as the user has ticked their boxes in the tree, one after the other: each edit is made for the text before it. */
export async function tickTasks(
  session: Session,
  items: readonly (readonly [RowDto, TreeItemCheckboxState])[],
): Promise<void> {
  for (const [{ uri, release, code }, state] of items) {
    if (release === null || code === null) continue;
    const done = state === TreeItemCheckboxState.Checked;
    await applyChange(session, { uri, version: release }, { kind: 'tick', task: code, done });
  }
}
