import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { commands, window } from 'vscode';
import { draftEntriesRequest } from '../../../src/protocol/messages.ts';
import { eventually, reset, sampleUri, show, startExtension } from '../support.ts';

const changelog = sampleUri('CHANGELOG.md');
const IDENTITY = ['-c', 'user.name=Tidewater', '-c', 'user.email=tidewater@example.com', '-c', 'commit.gpgSign=false'];
const git = (...args: readonly string[]): string =>
  execFileSync('git', [...IDENTITY, ...args], { cwd: sampleUri('').fsPath, encoding: 'utf8' }).trim();
const commit = (subject: string): string => git('commit', '--quiet', '--allow-empty', '--message', subject);

describe('Draft Entries from Commits', () => {
  let head = '';

  before(async () => {
    const { session } = await startExtension();
    head = git('rev-parse', 'HEAD');
    commit('feat: name the phase of the moon');
    commit('chore: tidy up');
    commit('fix(chart)!: draw neap tides (#91)');
    const textDocument = { uri: changelog.toString() };
    await eventually('the commits to be known', async () => {
      const { value } = await session.request(draftEntriesRequest, { textDocument });
      return value?.drafted === 2;
    });
  });
  afterEach(reset);
  after(() => git('update-ref', 'refs/heads/main', head));

  it('drafts under Unreleased as one edit that undo takes back, and once only', async () => {
    const document = await show(changelog);
    const original = document.getText();
    await commands.executeCommand('releaseLedger.draftEntries');
    const drafted = document.getText();
    const unreleased = drafted.slice(0, drafted.indexOf('## [2.0.0]'));
    assert.match(unreleased, /^- Name the phase of the moon <!-- draft -->$/m);
    assert.match(unreleased, /^- \*\*Breaking:\*\* Chart: draw neap tides \(#91\) <!-- draft -->$/m);
    assert.doesNotMatch(drafted, /tidy up/i);
    assert.match(document.lineAt(window.activeTextEditor?.selection.active.line ?? 0).text, /<!-- draft -->$/);
    await commands.executeCommand('releaseLedger.draftEntries');
    assert.equal(document.getText(), drafted);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), original);
  });
});
