import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';

const ID = 'release-ledger.release-ledger';

describe('activation', () => {
  it('activates for a workspace with a changelog', async () => {
    const extension = extensions.getExtension(ID);
    assert.ok(extension, `${ID} is not installed`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers every command that the manifest contributes', async () => {
    const manifest = extensions.getExtension(ID)?.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await commands.getCommands(true));
    const missing = manifest.contributes.commands.map(({ command }) => command).filter((id) => !registered.has(id));
    assert.deepEqual(missing, []);
  });
});
