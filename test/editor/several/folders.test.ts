import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { commands, Uri, window, workspace } from 'vscode';
import type { LedgerUi } from '../../../client/ledger/ledger-ui.ts';
import type { LedgerView, RowDto } from '../../../src/protocol/rows.ts';
import { eventually, reset, startExtension } from '../support.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

let ledger: LedgerUi;
const rows = (view: LedgerView, parent?: RowDto): Promise<RowDto[]> => ledger.views.get(view).tree.getChildren(parent);

/** Each first row of a view with the folder behind its name, and how many rows stand below it. */
async function roots(view: LedgerView): Promise<readonly (readonly [string, string, number])[]> {
  const items = await rows(view);
  return Promise.all(
    items.map(async (row) => {
      const { label, description } = ledger.views.get(view).tree.getTreeItem(row);
      // What stands behind the folder's name is there once the ledgers are.
      const [folder = ''] = String(description).split(' · ');
      return [String(label), folder, (await rows(view, row)).length] as const;
    }),
  );
}

function second(): Uri {
  const folder = workspace.workspaceFolders?.[1];
  assert.ok(folder, 'no second folder is open');
  return folder.uri;
}

describe('a workspace of two folders', () => {
  before(async () => {
    ledger = await (await startExtension()).ledger;
  });
  afterEach(reset);

  it('is one', () => assert.equal(workspace.workspaceFolders?.length, 2));

  it('has the changelog of each folder in every view, told apart by the folder’s name', async () => {
    await eventually('both changelogs', async () => (await rows('history')).length === 2);
    assert.deepEqual(await roots('history'), [
      ['CHANGELOG.md', 'sample', 5],
      ['CHANGELOG.md', 'second', 5],
    ]);
    assert.deepEqual(await roots('versionFiles'), [
      ['CHANGELOG.md', 'sample', 1],
      ['CHANGELOG.md', 'second', 1],
    ]);
    const described = async (): Promise<readonly unknown[]> =>
      (await rows('history')).map((row) => ledger.views.get('history').tree.getTreeItem(row).description);
    await eventually('the versions', async () => String(await described()) === 'sample · 2.0.0,second · 2.0.0');
    const ids = (await rows('history')).map((row) => ledger.views.get('history').tree.getTreeItem(row).id);
    assert.equal(new Set(ids).size, 2);
  });

  it('counts the entries of both in the badge, and shows the version of the folder whose file is open', async () => {
    const { view } = ledger.views.get('unreleased');
    await eventually('the badge', () => view.badge?.value === 4);
    assert.equal(view.badge?.tooltip, '4 unreleased entries');
    assert.equal(view.description, '');
    const changelog = Uri.joinPath(second(), 'CHANGELOG.md');
    await window.showTextDocument(changelog);
    await eventually('the status bar', () => ledger.statusBar.item.text === '$(tag) 2.0.0 → 2.1.0');
    assert.match(String(ledger.statusBar.item.tooltip), /^CHANGELOG\.md/);
  });

  it('reads both repositories afresh when it is asked to', async () => {
    const git = (...args: readonly string[]): unknown => execFileSync('git', args, { cwd: second().fsPath });
    const manifest = Uri.joinPath(second(), 'package.json');
    const original = await workspace.fs.readFile(manifest);
    try {
      git('tag', 'v0.9.0', 'v1.0.0^{commit}');
      await workspace.fs.writeFile(manifest, encode('{ "name": "second", "version": "1.3.0" }\n'));
      await commands.executeCommand('releaseLedger.refresh');
      assert.deepEqual(await roots('history'), [
        ['CHANGELOG.md', 'sample', 5],
        ['CHANGELOG.md', 'second', 6],
      ]);
      await eventually('the file that is behind', () => ledger.decorations.provideFileDecoration(manifest));
    } finally {
      git('tag', '--delete', 'v0.9.0');
      await workspace.fs.writeFile(manifest, original);
    }
  });

  it('has a command ask which changelog is meant, unless one of them is in the active editor', async () => {
    const [first, other] = (workspace.workspaceFolders ?? []).map(({ uri }) => Uri.joinPath(uri, 'CHANGELOG.md'));
    assert.ok(first && other);
    const textOf = async (uri: Uri): Promise<string> => (await workspace.openTextDocument(uri)).getText();
    const entry = { text: 'Neap tides are marked.', category: 'Added', breaking: false };
    const before = [await textOf(first), await textOf(other)];
    let done = false;
    const asked = commands.executeCommand('releaseLedger.addEntry', entry).then(() => {
      done = true;
    });
    await eventually('the choice to be made', async () => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return done;
    });
    await asked;
    assert.match(await textOf(first), /Neap tides/);
    assert.equal(await textOf(other), before[1]);
    await reset();
    await window.showTextDocument(other);
    await commands.executeCommand('releaseLedger.addEntry', entry);
    assert.match(await textOf(other), /Neap tides/);
    assert.equal(await textOf(first), before[0]);
  });

  it('shows the releases of a folder that is left at the top', async () => {
    const folder = second();
    workspace.updateWorkspaceFolders(1, 1);
    await eventually('one folder', async () => (await rows('history')).map(({ kind }) => kind)[0] === 'release');
    workspace.updateWorkspaceFolders(1, 0, { uri: folder });
    await eventually('two folders', async () => (await rows('history')).length === 2);
  });
});
