import assert from 'node:assert/strict';
import path from 'node:path';
import { commands, extensions, workspace } from 'vscode';
import { listTasks } from '../../../client/tasks/ledger-tasks.ts';
import { listMcpServers } from '../../../client/tools/mcp-servers.ts';
import { programsBelow } from '../../support/processes.ts';
import { EXTENSION_ID, eventually, problemsOf, reset, sampleUri, show, startExtension } from '../support.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a workspace that is not trusted', () => {
  before(startExtension);
  afterEach(reset);

  it('is one', () => assert.equal(workspace.isTrusted, false));

  it('has its changelogs checked and fixed', async () => {
    const uri = sampleUri('CHANGELOG.md');
    const document = await show(uri);
    const before = await eventually('problems', () => problemsOf(uri).length);
    await commands.executeCommand('releaseLedger.fixAll');
    assert.equal(document.isDirty, true);
    await eventually('fewer problems', () => problemsOf(uri).length < before);
  });

  it('cannot hide its problems by its settings', async () => {
    const uri = sampleUri('CHANGELOG.md');
    await show(uri);
    const before = await eventually('problems', () => problemsOf(uri).length);
    const settings = {
      'releaseLedger.enable': false,
      'releaseLedger.maxProblems': 0,
      'releaseLedger.inlayHints': false,
    };
    await workspace.fs.writeFile(sampleUri('.vscode/settings.json'), encode(JSON.stringify(settings)));
    const read = <T>(name: string): T | undefined => workspace.getConfiguration('releaseLedger', uri).get<T>(name);
    try {
      await eventually('the settings to be read', () => read('inlayHints') === false);
      assert.deepEqual([read('enable'), read('maxProblems')], [true, 500]);
      await commands.executeCommand('releaseLedger.checkWorkspace');
      assert.equal(problemsOf(uri).length, before);
    } finally {
      await workspace.fs.delete(sampleUri('.vscode'), { recursive: true });
    }
  });

  it('has its releases listed without git, which the first row says', async () => {
    const { ledger } = await startExtension();
    const { tree } = (await ledger).views.get('history');
    const [first, ...releases] = await tree.getChildren();
    assert.deepEqual([...new Set(releases.map(({ state }) => state))], ['not-compared']);
    assert.equal(first?.kind, 'notCompared');
    const { label, description, command } = tree.getTreeItem(first);
    assert.deepEqual([label, description], ['Not compared with git', 'the workspace is not trusted']);
    assert.equal(command?.command, 'workbench.trust.manage');
    assert.equal((await ledger).gitEvents.isListening, false);
    await commands.executeCommand('releaseLedger.refresh');
  });

  it('has its checks among the tasks, and none of the programs that its policy names', async () => {
    const policy = sampleUri('release-ledger.jsonc');
    const gates = { commands: [{ name: 'tests', command: ['node', '--version'] }] };
    await workspace.fs.writeFile(policy, encode(JSON.stringify({ gates })));
    try {
      const { session } = await startExtension();
      assert.deepEqual(
        (await listTasks(session)).map(({ name }) => name),
        ['check', 'docs'],
      );
    } finally {
      await workspace.fs.delete(policy);
    }
  });

  it('offers agents no server, which would start git', async () => {
    const extension = extensions.getExtension(EXTENSION_ID);
    assert.ok(extension);
    assert.deepEqual(await listMcpServers((await startExtension()).session, extension), []);
  });

  it('has no program of ours started for it but the language server', function () {
    if (process.platform !== 'linux') this.skip();
    const root = extensions.getExtension(EXTENSION_ID)?.extensionPath;
    assert.ok(root);
    const started = programsBelow(process.pid).flatMap(
      ({ command }) => command.find((part) => part.startsWith(root + path.sep)) ?? [],
    );
    assert.deepEqual(started, [path.join(root, 'dist/server.mjs')]);
  });
});
