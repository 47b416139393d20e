import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { commands, type Tab, TabInputWebview, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import { Pages } from '../../../client/dashboard/pages.ts';
import { PAGE_VIEW, pageRequest } from '../../../src/protocol/pages.ts';
import { eventually, reset, sampleUri, startExtension } from '../support.ts';

const changelog = sampleUri('CHANGELOG.md');
const argument = { uri: changelog.toString() };

/** The panels of pages, by their titles. */
function panels(): readonly Tab[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('releaseLedger.page'));
}

describe('pages about releases', () => {
  before(startExtension);
  afterEach(reset);

  it('are shown by their commands, each once, however often it is asked for', async () => {
    for (const command of ['showDashboard', 'showAuditTrail', 'showSupportStatus', 'showDashboard'])
      await commands.executeCommand(`releaseLedger.${command}`, argument);
    const titles = ['Audit of CHANGELOG.md', 'Release metrics of CHANGELOG.md', 'Support status of CHANGELOG.md'];
    const labels = (): readonly string[] => panels().map(({ label }) => label);
    await eventually('three panels', () => labels().toSorted().join() === titles.join());
    assert.ok(panels().find(({ label }) => label.startsWith('Release metrics'))?.isActive);
  });

  it('have a panel for each release whose audit is asked for', async () => {
    await commands.executeCommand('releaseLedger.showAuditTrail', { ...argument, release: '1.3.0' });
    await commands.executeCommand('releaseLedger.showAuditTrail', argument);
    await eventually('two panels', () => panels().length === 2);
  });

  it('are shown again by what the editor kept of them, and not at all where that says nothing', async () => {
    const { session } = await startExtension();
    const pages = new Pages(session);
    const panel = (): WebviewPanel => window.createWebviewPanel(PAGE_VIEW, 'Before', ViewColumn.Active);
    try {
      const restored = panel();
      await pages.restore(restored, { page: 'support', ...argument, top: 12 });
      assert.equal(restored.title, 'Support status of CHANGELOG.md');
      assert.match(restored.webview.html, /<h1>Support status of CHANGELOG\.md<\/h1>/);
      assert.deepEqual(restored.webview.options.localResourceRoots, []);
      for (const state of [
        undefined,
        null,
        'x',
        { page: 'support' },
        { page: 'other', ...argument },
        { page: 'support', uri: 1 },
      ]) {
        const refused = panel();
        let isGone = false;
        refused.onDidDispose(() => {
          isGone = true;
        });
        await pages.restore(refused, state);
        assert.ok(isGone, JSON.stringify(state));
      }
    } finally {
      pages.dispose();
    }
  });

  it('follow the ledger, and are left alone where nothing that they say has changed', async () => {
    const { session } = await startExtension();
    const pages = new Pages(session);
    const panel = window.createWebviewPanel(PAGE_VIEW, 'Before', ViewColumn.Active);
    const disk = await workspace.fs.readFile(changelog);
    try {
      await pages.restore(panel, { page: 'metrics', ...argument });
      const before = panel.webview.html;
      assert.doesNotMatch(before, /2026-09-30/);
      await workspace.fs.writeFile(changelog, new TextEncoder().encode(`${new TextDecoder().decode(disk)}\n`));
      await commands.executeCommand('releaseLedger.refresh');
      assert.equal(panel.webview.html, before);
      const text = new TextDecoder()
        .decode(disk)
        .replace(/^## \[2\.0\.0\]/m, '## [2.0.1] - 2026-09-30\n\n### Fixed\n\n- A crash.\n\n$&');
      await workspace.fs.writeFile(changelog, new TextEncoder().encode(text));
      await eventually('the release that was added', () => panel.webview.html.includes('6 releases'));
    } finally {
      await workspace.fs.writeFile(changelog, disk);
      pages.dispose();
    }
  });

  it('are written of the tags that git knows', async () => {
    const { session } = await startExtension();
    const params = { textDocument: argument, page: 'audit', release: '1.0.0', language: 'en' } as const;
    const { html } = await session.request(pageRequest, params);
    const commit = execFileSync('git', ['rev-parse', 'v1.0.0^{commit}'], {
      cwd: sampleUri('').fsPath,
      encoding: 'utf8',
    });
    assert.ok(html.includes(commit.trim()));
  });

  it('Create Evidence Pack makes an archive beside the other records of a release', async () => {
    await commands.executeCommand('releaseLedger.createEvidencePack', { ...argument, release: '1.3.0' });
    const pack = Uri.joinPath(sampleUri(''), 'releases', 'evidence-1.3.0.tar.gz');
    const names = execFileSync('tar', ['-tzf', pack.fsPath], { encoding: 'utf8' });
    assert.match(names, /^evidence-1\.3\.0\/git\/tag-[0-9a-f]{40}$/m);
    assert.match(names, /^evidence-1\.3\.0\/changelog-section\.md$/m);
    await workspace.fs.delete(Uri.joinPath(sampleUri(''), 'releases'), { recursive: true });
  });
});
