import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  CancellationTokenSource,
  ConfigurationTarget,
  commands,
  MarkdownString,
  ThemeIcon,
  type TreeItem,
  type Uri,
  workspace,
} from 'vscode';
import type { Parts } from '../../../client/extension.ts';
import { GitEvents } from '../../../client/ledger/git-events.ts';
import type { LedgerUi } from '../../../client/ledger/ledger-ui.ts';
import type { LedgerView, RowDto } from '../../../src/protocol/rows.ts';
import { replaceText } from '../../support/editor.ts';
import { eventually, reset, sampleUri, show, startExtension } from '../support.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = async (uri: Uri): Promise<string> => new TextDecoder().decode(await workspace.fs.readFile(uri));
const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: sampleUri('').fsPath, encoding: 'utf8' }).trim();

let ledger: LedgerUi;

const rows = (view: LedgerView, parent?: RowDto): Promise<RowDto[]> => ledger.views.get(view).tree.getChildren(parent);
const item = (view: LedgerView, row: RowDto): TreeItem => ledger.views.get(view).tree.getTreeItem(row);
const iconOf = ({ iconPath }: TreeItem): string | undefined =>
  iconPath instanceof ThemeIcon ? `${iconPath.id}${iconPath.color ? ` ${iconPath.color.id}` : ''}` : undefined;

async function rowOf(view: LedgerView, label: string, parent?: RowDto): Promise<RowDto> {
  const found = (await rows(view, parent)).find((row) => row.label === label);
  assert.ok(found, `${view} has no row ${label}`);
  return found;
}

/** Every row of a list as the user sees it: icon, name, description. */
async function shown(view: LedgerView, parent?: RowDto): Promise<readonly string[]> {
  const items = (await rows(view, parent)).map((row) => item(view, row));
  return items.map((each) => [`[${iconOf(each) ?? ''}]`, each.label, each.description].filter(Boolean).join(' '));
}

describe('the views of the ledger', () => {
  const changelog = sampleUri('CHANGELOG.md');
  const manifest = sampleUri('package.json');
  let parts: Parts;

  before(async () => {
    parts = await startExtension();
    ledger = await parts.ledger;
  });
  afterEach(reset);

  it('are there, and show themselves when they are asked for', async () => {
    for (const view of ['history', 'unreleased', 'versionFiles'] as const) {
      await commands.executeCommand(`releaseLedger.${view}.focus`);
      await eventually(`the view ${view}`, () => ledger.views.get(view).view.visible);
    }
    await commands.executeCommand('workbench.view.explorer');
  });

  it('list the releases with what the tags say of them', async () => {
    await eventually('the tags', async () => (await rows('history')).some(({ state }) => state === 'released'));
    assert.deepEqual(await shown('history'), [
      '[tag] 2.0.0 2026-09-14',
      '[tag] 1.3.0 2026-05-18',
      '[circle-slash gitDecoration.deletedResourceForeground] 1.2.2 yanked · 2026-03-09',
      '[tag] 1.2.1 2026-02-28',
      '[tag] 1.0.0 2025-11-03',
    ]);
  });

  it('have the tag, the problems and the categories of a release below it, and lead to its lines', async () => {
    const release = await rowOf('history', '1.0.0');
    const [tag, ...others] = await shown('history', release);
    assert.match(String(tag), /^\[git-commit\] v1\.0\.0 annotated tag · 2025-11-03 · [0-9a-f]{7}$/);
    assert.equal(others.at(-1), '[add] Added 2');
    const added = (await rows('history', release)).at(-1);
    assert.deepEqual(await shown('history', added), [
      '[circle-small-filled] Tide tables for 3,412 harbours.',
      '[circle-small-filled] Heights in metres and in feet.',
    ]);
    const { command } = item('history', release);
    assert.equal(command?.command, 'vscode.open');
    const document = await workspace.openTextDocument(changelog);
    assert.match(document.lineAt(command?.arguments?.[1].selection.start.line).text, /^## \[1\.0\.0\]/);
  });

  it('read a row out with its description, and keep its identity over a refresh', async () => {
    const before = item('history', await rowOf('history', '1.2.2'));
    assert.equal(before.accessibilityInformation?.label, '1.2.2, yanked, 2026-03-09');
    assert.match(String(before.contextValue), /^release written tagged comparable yanked$/);
    assert.equal(item('history', await rowOf('history', '1.2.2')).id, before.id);
  });

  it('resolve tooltips on demand, as text that can start nothing', async () => {
    const { tree } = ledger.views.get('history');
    const row = await rowOf('history', '2.0.0');
    const bare = item('history', row);
    assert.equal(bare.tooltip, undefined);
    const { tooltip } = await tree.resolveTreeItem(bare, row, new CancellationTokenSource().token);
    assert.ok(tooltip instanceof MarkdownString);
    assert.match(tooltip.value, /^\*\*2\.0\.0\*\*/);
    assert.deepEqual([tooltip.isTrusted, tooltip.supportHtml], [false, false]);
  });

  it('follow a tag that goes and comes', async () => {
    const object = git('rev-parse', 'refs/tags/v1.3.0');
    const stateOf = async (): Promise<unknown> => (await rowOf('history', '1.3.0')).state;
    let refreshed = 0;
    const listener = ledger.views.get('history').tree.onDidChangeTreeData(() => refreshed++);
    try {
      git('update-ref', '-d', 'refs/tags/v1.3.0');
      await eventually('the tag to be missed', async () => refreshed > 0 && (await stateOf()) === 'untagged');
      assert.match((await shown('history'))[1] ?? '', /^\[circle-outline charts\.blue\] 1\.3\.0 no tag$/);
      refreshed = 0;
    } finally {
      git('update-ref', 'refs/tags/v1.3.0', object);
    }
    await eventually('the tag to be found', async () => refreshed > 0 && (await stateOf()) === 'released');
    listener.dispose();
  });

  it('show a released section that is being changed', async () => {
    await show(changelog);
    await replaceText('- Heights in metres and in feet.\n', '- Heights in metres and in feet.\n- Filed too late.\n');
    await eventually('the change', async () => (await rowOf('history', '1.0.0')).state === 'changed');
    assert.equal(
      (await shown('history')).at(-1),
      '[diff-modified gitDecoration.modifiedResourceForeground] 1.0.0 changed since its tag · 2025-11-03',
    );
  });

  it('are asked for again where they are seen, and change only where the rows do', async () => {
    const { tree, view } = ledger.views.get('history');
    await commands.executeCommand('releaseLedger.history.focus');
    await eventually('the view', () => view.visible);
    const before = await shown('history');
    let changes = 0;
    const listener = tree.onDidChangeTreeData(() => changes++);
    try {
      // What the test before has undone may still be on its way.
      await eventually('rows that stay as they are', async () => {
        changes = 0;
        await tree.refresh(true);
        await tree.refresh(true);
        return changes === 0;
      });
      await show(changelog);
      await replaceText('## [1.0.0] - 2025-11-03', '## [1.0.0] - 2025-11-03 [YANKED]');
      await eventually('the change to be shown', () => changes > 0);
      assert.notDeepEqual(await shown('history'), before);
    } finally {
      listener.dispose();
      await commands.executeCommand('workbench.view.explorer');
    }
  });

  it('show what is unreleased, and to which version it leads', async () => {
    const { view } = ledger.views.get('unreleased');
    assert.deepEqual(
      (await shown('unreleased')).filter((row) => !row.includes('problem')),
      ['[rocket] Next: 2.1.0 minor · after 2.0.0', '[add] Added 1', '[bug] Fix 1'],
    );
    const next = await rowOf('unreleased', '2.1.0');
    assert.deepEqual(await shown('unreleased', next), [
      "[arrow-small-right] tidewater plot draws the day's tide as a curve. Added",
    ]);
    await eventually('the badge', () => view.badge?.value === 2);
    assert.equal(view.badge?.tooltip, '2 unreleased entries, next version 2.1.0');
    assert.equal(view.description, '→ 2.1.0');
  });

  it('mark a version file that is left behind, in the view, in the Explorer and in the status bar', async () => {
    const original = await read(manifest);
    assert.deepEqual(await shown('versionFiles'), ['[pass testing.iconPassed] package.json 2.0.0 · agrees']);
    assert.equal(ledger.decorations.provideFileDecoration(manifest), undefined);
    try {
      await workspace.fs.writeFile(manifest, encode(original.replace(/"version": "[^"]*"/, '"version": "1.3.0"')));
      const decoration = await eventually('the mark', () => ledger.decorations.provideFileDecoration(manifest));
      assert.deepEqual([decoration.badge, decoration.tooltip], ['≠', 'Says version 1.3.0; 2.0.0 is released']);
      assert.deepEqual(await shown('versionFiles'), ['[warning list.warningForeground] package.json 1.3.0 · behind']);
      assert.match(String(ledger.statusBar.item.tooltip), /^1 version file is behind\.$/m);
    } finally {
      await workspace.fs.writeFile(manifest, encode(original));
    }
    await eventually('the mark to go', () => !ledger.decorations.provideFileDecoration(manifest));
  });

  it('say in the status bar where the project stands', async () => {
    const { item: status } = ledger.statusBar;
    await eventually('the versions', () => status.text === '$(tag) 2.0.0 → 2.1.0');
    assert.equal(status.command, 'releaseLedger.history.focus');
    assert.equal(status.tooltip, '2.0.0 is released.\nNext version: 2.1.0 (minor), because of 1 entry.');
  });

  it('have a row for each of several changelogs', async () => {
    const policy = sampleUri('release-ledger.jsonc');
    const other = sampleUri('packages/oars/CHANGELOG.md');
    try {
      await workspace.fs.writeFile(other, encode('# Changelog\n\n## [0.1.0] - 2026-01-01\n\n### Added\n\n- Oars.\n'));
      await workspace.fs.writeFile(policy, encode('{ "changelog": { "files": ["**/CHANGELOG.md"] } }\n'));
      await eventually('two changelogs', async () => (await rows('history')).length === 2);
      const both = ['[file] CHANGELOG.md 2.0.0', '[file] oars 0.1.0 · packages'];
      await eventually('what is known of each', async () => String(await shown('history')) === String(both));
      assert.deepEqual(await shown('unreleased'), ['[file] CHANGELOG.md → 2.1.0 · 2', '[file] oars packages']);
      assert.deepEqual(await shown('readiness'), ['[file] CHANGELOG.md → 2.1.0', '[file] oars packages']);
      const oars = await rowOf('unreleased', 'packages/oars/CHANGELOG.md');
      assert.deepEqual(await shown('unreleased', oars), ['[] Nothing is unreleased']);
    } finally {
      await workspace.fs.delete(policy);
      await workspace.fs.delete(sampleUri('packages'), { recursive: true });
    }
    await eventually('one changelog', async () => (await rows('history')).length === 5);
  });

  it('know why they are empty', async () => {
    const original = await read(changelog);
    const settings = workspace.getConfiguration('releaseLedger');
    const states = async (): Promise<readonly unknown[]> => {
      const views = ['history', 'unreleased', 'versionFiles'] as const;
      await Promise.all(views.map((view) => rows(view)));
      return views.map((view) => ledger.views.get(view).tree.state);
    };
    assert.deepEqual(await states(), ['rows', 'rows', 'rows']);
    try {
      await workspace.fs.writeFile(changelog, encode('# Changelog\n\n## [Unreleased]\n'));
      await eventually('nothing to be unreleased', async () => (await states())[1] === 'nothingUnreleased');
      await settings.update('enable', false, ConfigurationTarget.Workspace);
      await eventually('checking to be off', async () => String(await states()) === 'turnedOff,turnedOff,turnedOff');
      await eventually('an empty status bar', () => ledger.summaries.all.length === 0);
    } finally {
      await settings.update('enable', undefined, ConfigurationTarget.Workspace);
      await workspace.fs.delete(sampleUri('.vscode'), { recursive: true });
      await workspace.fs.writeFile(changelog, encode(original));
    }
    await eventually('the rows', async () => String(await states()) === 'rows,rows,rows');
    await eventually('the status bar', () => ledger.summaries.all.length === 1);
  });

  it('hear of the built-in git extension that a tag was made', async () => {
    let moved = 0;
    const events = new GitEvents(() => moved++);
    try {
      await eventually('the git extension', () => ledger.gitEvents.isListening && events.isListening);
      git('tag', 'nightly');
      await eventually('the tag to be told of', () => moved > 0);
    } finally {
      events.dispose();
      git('tag', '--delete', 'nightly');
    }
  });
});
