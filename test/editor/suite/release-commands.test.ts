import assert from 'node:assert/strict';
import { commands, env, window, workspace } from 'vscode';
import { REVISION_SCHEME, toRevisionUri } from '../../../client/revision-document.ts';
import { compareRequest } from '../../../src/protocol/messages.ts';
import { eventually, reset, sampleUri, show, startExtension } from '../support.ts';

const changelog = sampleUri('CHANGELOG.md');
const release = (label: string) => ({ uri: changelog.toString(), release: label });

/** The texts of a file at the revisions that an editor shows. */
function revisionsOf(name: string): readonly string[] {
  return workspace.textDocuments
    .filter(({ uri }) => uri.scheme === REVISION_SCHEME && uri.path === `/${name}`)
    .map((document) => document.getText());
}

describe('commands on a release', () => {
  before(startExtension);
  afterEach(reset);

  it('Compare with Previous Release shows what differs between two tags, read from git', async () => {
    await commands.executeCommand('releaseLedger.compareWithPrevious', release('2.0.0'));
    await eventually('the comparison', () =>
      window.tabGroups.activeTabGroup.activeTab?.label.includes('v1.3.0 ↔ v2.0.0'),
    );
    const texts = await eventually('both sides', () => {
      const found = revisionsOf('package.json');
      return found.length === 2 ? found : null;
    });
    assert.deepEqual(texts.map((text) => JSON.parse(text).version).sort(), ['1.3.0', '2.0.0']);
  });

  it('Compare with Previous Release says why where there is nothing to compare with', async () => {
    await commands.executeCommand('releaseLedger.compareWithPrevious', release('1.0.0'));
    assert.equal(window.tabGroups.activeTabGroup.activeTab, undefined);
  });

  it('the sides of a comparison are what the tag has, one by one, too', async () => {
    const { session } = await startExtension();
    const { value } = await session.request(compareRequest, {
      textDocument: { uri: changelog.toString() },
      release: '1.3.0',
    });
    assert.ok(value);
    const document = await show(toRevisionUri(changelog.toString(), value.from.commit, 'package.json'));
    assert.equal(JSON.parse(document.getText()).version, '1.2.2');
  });

  it('Open Changelog Entry leads to the section', async () => {
    await commands.executeCommand('releaseLedger.openEntry', release('1.3.0'));
    const editor = window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), changelog.toString());
    assert.match(editor?.document.lineAt(editor.selection.active.line).text ?? '', /^## \[1\.3\.0\]/);
  });

  it('Copy Release Notes copies the section', async () => {
    await commands.executeCommand('releaseLedger.copyNotes', release('1.0.0'));
    const copied = await env.clipboard.readText();
    assert.match(copied, /^### Added\n\n- Tide tables for 3,412 harbours\./);
  });

  it('Refresh asks for everything afresh', async () => {
    const { ledger } = await startExtension();
    const { tree } = (await ledger).views.get('history');
    const refreshed = new Promise((resolve) => tree.onDidChangeTreeData(resolve));
    await commands.executeCommand('releaseLedger.refresh');
    await refreshed;
  });
});
