import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { commands, type Tab, TabInputWebview, Uri, window, workspace } from 'vscode';
import { pageRequest } from '../../../src/protocol/pages.ts';
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
    await eventually('three panels', () => panels().length === 3);
    assert.deepEqual(
      panels()
        .map(({ label }) => label)
        .sort(),
      titles,
    );
    assert.ok(panels().find(({ label }) => label.startsWith('Release metrics'))?.isActive);
  });

  it('have a panel for each release whose audit is asked for', async () => {
    await commands.executeCommand('releaseLedger.showAuditTrail', { ...argument, release: '1.3.0' });
    await commands.executeCommand('releaseLedger.showAuditTrail', argument);
    await eventually('two panels', () => panels().length === 2);
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
