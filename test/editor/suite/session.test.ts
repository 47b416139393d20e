import assert from 'node:assert/strict';
import { extensions, type LogOutputChannel, Uri, window } from 'vscode';
import { withoutMarkdownlint } from '../../../client/markdownlint.ts';
import { Session } from '../../../client/session.ts';
import { changelogsRequest, didCheckNotification } from '../../../src/protocol/messages.ts';
import { programsBelow } from '../../support/processes.ts';
import { EXTENSION_ID, eventually, reset, sampleUri, show, startExtension } from '../support.ts';

/** The ids of the language servers that this extension host has started. */
function servers(): readonly number[] {
  return programsBelow(process.pid)
    .filter(({ command }) => command.some((part) => part.endsWith('server.mjs')))
    .map(({ id }) => id);
}

describe('a session', () => {
  let output: LogOutputChannel;
  let session: Session;
  let others: readonly number[];

  const ownServers = (): readonly number[] => servers().filter((id) => !others.includes(id));

  before(function () {
    if (process.platform !== 'linux') this.skip();
    output = window.createOutputChannel('Session under test', { log: true });
  });

  beforeEach(async () => {
    await startExtension();
    others = servers();
    const extension = extensions.getExtension(EXTENSION_ID)?.extensionUri;
    assert.ok(extension);
    session = new Session(extension, output);
  });

  afterEach(async () => {
    await session.stop();
    await reset();
  });

  it('starts no server before one is needed, and one only however many ask for it', async () => {
    assert.deepEqual([session.state, ownServers()], ['idle', []]);
    await Promise.all([session.start(), session.start(), session.request(changelogsRequest, {})]);
    assert.deepEqual([session.state, ownServers().length], ['running', 1]);
  });

  it('ends its server when it is stopped, and starts none again', async () => {
    await session.start();
    await session.stop();
    await eventually('the server to end', () => ownServers().length === 0);
    await assert.rejects(session.start());
    assert.deepEqual(ownServers(), []);
  });

  it('starts a server that crashed again by itself, and hears it as before', async () => {
    const checked: string[] = [];
    session.onNotification(didCheckNotification, ({ uri }) => checked.push(uri));
    await session.start();
    const [crashing] = ownServers();
    assert.ok(crashing);
    process.kill(crashing, 'SIGKILL');
    checked.length = 0;
    await eventually('another server', () => ownServers().some((id) => id !== crashing) && session.state === 'running');
    const { uri } = await show(sampleUri('CHANGELOG.md'));
    await eventually('news of a check', () => checked.includes(uri.toString()));
  });

  it('tells every listener', async () => {
    const heard: string[] = [];
    session.onNotification(didCheckNotification, () => heard.push('first'));
    session.onNotification(didCheckNotification, () => heard.push('second'));
    await session.start();
    await show(sampleUri('CHANGELOG.md'));
    await eventually('both', () => heard.includes('first') && heard.includes('second'));
  });

  it('is stopped, and not for ever, where the server cannot be started', async () => {
    const nowhere = new Session(Uri.joinPath(sampleUri(''), 'nowhere'), output);
    try {
      const states: string[] = [];
      nowhere.onDidChangeState((state) => states.push(state));
      await assert.rejects(nowhere.start());
      await assert.rejects(nowhere.start());
      assert.deepEqual(states, ['starting', 'stopped', 'starting', 'stopped']);
      assert.deepEqual(ownServers(), []);
    } finally {
      await nowhere.stop();
    }
  });
});

describe('the setting markdownlint', () => {
  const answer = (markdownlint: string) => ({ enable: true, markdownlint });
  const ours = { section: 'releaseLedger' };

  it('is off where it is automatic and the markdownlint extension is there, and what the user said otherwise', () => {
    const answers = [answer('auto'), answer('on'), answer('off'), null];
    const items = [ours, ours, ours, ours];
    assert.deepEqual(withoutMarkdownlint(items, answers), [answer('off'), answer('on'), answer('off'), null]);
  });

  it('is nothing to other sections', () => {
    assert.deepEqual(withoutMarkdownlint([{ section: 'editor' }, {}], [answer('auto'), answer('auto')]), [
      answer('auto'),
      answer('auto'),
    ]);
  });
});
