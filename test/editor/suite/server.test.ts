import assert from 'node:assert/strict';
import { commands, LanguageStatusSeverity, languages, window } from 'vscode';
import { CloseAction, ErrorAction } from 'vscode-languageclient/node';
import { BoundedRestarts } from '../../../client/error-handler.ts';
import type { Parts } from '../../../client/extension.ts';
import { describeServer } from '../../../client/status-text.ts';
import { changelogsRequest } from '../../../src/protocol/messages.ts';
import { eventually, problemsOf, reset, sampleUri, show, startExtension } from '../support.ts';

describe('the language server', () => {
  let parts: Parts;

  before(async () => {
    parts = await startExtension();
  });
  afterEach(reset);

  it('comes back with Restart Server, and checks what is open afresh', async () => {
    const uri = sampleUri('CHANGELOG.md');
    await show(uri);
    const before = await eventually('problems', () => problemsOf(uri).length);
    const states: string[] = [];
    const listener = parts.session.onDidChangeState((state) => states.push(state));
    await commands.executeCommand('releaseLedger.restartServer');
    listener.dispose();
    assert.deepEqual(states, ['stopped', 'starting', 'running']);
    await eventually('the same problems', () => problemsOf(uri).length === before);
  });

  it('says so in the status while it is down, with a button to restart it', () => {
    const { severity, command } = describeServer('stopped');
    assert.equal(severity, LanguageStatusSeverity.Error);
    assert.equal(command?.command, 'releaseLedger.restartServer');
  });
});

describe('a server that crashes', () => {
  const setUp = (wasUp = true) => {
    let now = 0;
    const complaints: string[] = [];
    const handler = new BoundedRestarts(
      () => now,
      () => wasUp,
      (why) => complaints.push(why),
    );
    const crashAt = (seconds: number): CloseAction => {
      now = seconds * 1000;
      return handler.closed().action;
    };
    return { handler, complaints, crashAt };
  };

  it('is started again four times in three minutes and no more, and only then the user hears of it', () => {
    const { complaints, crashAt } = setUp();
    assert.deepEqual([0, 10, 20, 30].map(crashAt), Array(4).fill(CloseAction.Restart));
    assert.deepEqual(complaints, []);
    assert.equal(crashAt(40), CloseAction.DoNotRestart);
    assert.equal(complaints.length, 1);
  });

  it('is started again for ever where it crashes seldom', () => {
    const { complaints, crashAt } = setUp();
    const crashes = Array.from({ length: 20 }, (_, i) => i * 60);
    assert.deepEqual([...new Set(crashes.map(crashAt))], [CloseAction.Restart]);
    assert.deepEqual(complaints, []);
  });

  it('is left alone where it never came up: its start has failed, and that is told once', () => {
    const { complaints, crashAt } = setUp(false);
    assert.equal(crashAt(0), CloseAction.DoNotRestart);
    assert.deepEqual(complaints, []);
  });

  it('is given up where message after message is broken', () => {
    const { handler, complaints } = setUp();
    const actions = [1, 2, 3, 4].map((count) => handler.error(new Error('broken'), undefined, count).action);
    assert.deepEqual(actions, [ErrorAction.Continue, ErrorAction.Continue, ErrorAction.Continue, ErrorAction.Shutdown]);
    assert.equal(complaints.length, 1);
  });
});

describe('the status', () => {
  let parts: Parts;
  const matches = async (item: 'checks' | 'version' | 'policy', path: string): Promise<boolean> =>
    languages.match(parts.status[item].selector, await show(sampleUri(path))) > 0;

  before(async () => {
    parts = await startExtension();
  });
  afterEach(reset);

  it('shows the problems of a changelog, calmly, and offers to fix them', async () => {
    await show(sampleUri('CHANGELOG.md'));
    await eventually('the count of problems', () => /\d/.test(parts.status.checks.text));
    assert.equal(parts.status.checks.severity, LanguageStatusSeverity.Information);
    assert.equal(parts.status.checks.command?.command, 'releaseLedger.fixAll');
    assert.equal(parts.status.checks.busy, false);
  });

  it('shows how large a release the unreleased entries ask for, and leaves the version to the status bar', async () => {
    await show(sampleUri('CHANGELOG.md'));
    await eventually('the level', () => parts.status.version.text === 'Unreleased changes: minor');
    assert.equal(parts.status.version.detail, 'Because of 1 entry');
    const { statusBar } = await parts.ledger;
    await eventually('the version', () => statusBar.item.text === '$(tag) 2.0.0 → 2.1.0');
  });

  it('shows what the changelog is judged by', async () => {
    await show(sampleUri('CHANGELOG.md'));
    await eventually('the profile', () => parts.status.policy.text === 'Profile keep-a-changelog');
  });

  it('follows what is typed', async () => {
    const document = await show(sampleUri('CHANGELOG.md'));
    await eventually('the count of problems', () => /\d/.test(parts.status.checks.text));
    const before = parts.status.checks.text;
    await commands.executeCommand('releaseLedger.fixAll');
    assert.equal(document.isDirty, true);
    await eventually('another count', () => parts.status.checks.text !== before && !parts.status.checks.busy);
  });

  it('shows nothing for other Markdown files', async () => {
    assert.equal(await eventually('the changelog’s status', () => matches('checks', 'CHANGELOG.md')), true);
    await eventually('no status', async () => !(await matches('checks', 'README.md')));
    assert.equal(await matches('version', 'README.md'), false);
    assert.equal(await matches('policy', 'README.md'), false);
  });

  it('stays while the focus is in the output, which is an editor, too', async () => {
    const uri = sampleUri('CHANGELOG.md');
    await show(uri);
    await eventually('the count of problems', () => /\d/.test(parts.status.checks.text));
    await commands.executeCommand('releaseLedger.showOutput');
    await commands.executeCommand('workbench.panel.output.focus');
    await eventually('the focus in the output', () => window.activeTextEditor?.document.uri.scheme === 'output');
    await parts.session.request(changelogsRequest, {});
    assert.notDeepEqual(parts.status.checks.selector, []);
    await commands.executeCommand('workbench.action.closePanel');
  });
});
