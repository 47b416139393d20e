import assert from 'node:assert/strict';
import { commands, type Uri, workspace } from 'vscode';
import { historyRequest, versionFilesRequest } from '../../../src/protocol/messages.ts';
import { applyCodeAction, codeActions, rangeOf } from '../../support/editor.ts';
import { eventually, ledgerProblemsOf, reset, ruleOf, sampleUri, show, startExtension } from '../support.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = async (uri: Uri): Promise<string> => new TextDecoder().decode(await workspace.fs.readFile(uri));
const problem = (uri: Uri, rule: string) => ledgerProblemsOf(uri).find((each) => ruleOf(each) === rule);

describe('the ledger', () => {
  const changelog = sampleUri('CHANGELOG.md');
  const manifest = sampleUri('package.json');
  let original = '';

  before(async () => {
    original = await read(manifest);
  });
  afterEach(async () => {
    await reset();
    await workspace.fs.writeFile(manifest, encode(original));
    await eventually('the version file to agree', () => ledgerProblemsOf(manifest).length === 0);
  });

  it('knows the tags of the repository', async () => {
    const { session } = await startExtension();
    const { value } = await session.request(historyRequest, { textDocument: { uri: changelog.toString() } });
    assert.equal(value?.notCompared, null);
    const tags = value?.releases.flatMap(({ tag }) => tag ?? []);
    assert.deepEqual(tags, ['v2.0.0', 'v1.3.0', 'v1.2.2', 'v1.2.1', 'v1.0.0']);
  });

  it('reports a version file that is left behind in that file, and mends it there', async () => {
    const { session } = await startExtension();
    await show(changelog);
    await workspace.fs.writeFile(manifest, encode(original.replace(/"version": "[^"]*"/, '"version": "1.3.0"')));
    await eventually('the problem', () => problem(manifest, 'ledger/version-file-behind'));
    const document = await show(manifest);
    const fix = await eventually('the fix', async () =>
      (await codeActions(manifest, rangeOf(document, '1.3.0'), 'quickfix')).find(({ title }) =>
        title.startsWith('Change the version to '),
      ),
    );
    await applyCodeAction(fix);
    await eventually('the problem to go', () => ledgerProblemsOf(manifest).length === 0);
    await commands.executeCommand('workbench.action.files.save');
    const rows = await session.request(versionFilesRequest, { textDocument: { uri: changelog.toString() } });
    assert.deepEqual([rows.value?.find(({ path }) => path === 'package.json')?.agrees], [true]);
  });
});
