import assert from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import { eventually, startExtension } from '../support.ts';

describe('a window without a folder', () => {
  it('has views that show how to begin, and none that fails', async () => {
    assert.equal(workspace.workspaceFolders, undefined);
    const { views, statusBar } = await (await startExtension()).ledger;
    for (const id of ['history', 'unreleased', 'readiness', 'versionFiles'] as const) {
      const { tree, view } = views.get(id);
      await commands.executeCommand(`releaseLedger.${id}.focus`);
      await eventually(`the view ${id}`, () => view.visible);
      assert.deepEqual(await tree.getChildren(), []);
      assert.equal(tree.state, 'noChangelog');
    }
    assert.equal(statusBar.item.text, '');
    await commands.executeCommand('releaseLedger.refresh');
  });
});
