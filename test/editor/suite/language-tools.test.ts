import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  CancellationTokenSource,
  LanguageModelTextPart,
  type LanguageModelToolResult,
  lm,
  MarkdownString,
  workspace,
} from 'vscode';
import { LanguageTools } from '../../../client/tools/language-tools.ts';
import { replaceText } from '../../support/editor.ts';
import { eventually, reset, sampleUri, show, startExtension } from '../support.ts';

const changelog = sampleUri('CHANGELOG.md');
const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: sampleUri('').fsPath, encoding: 'utf8' }).trim();
const textOf = ({ content }: LanguageModelToolResult): string =>
  content.map((part) => (part instanceof LanguageModelTextPart ? part.value : '')).join('');
const call = async (name: string, input: object = {}): Promise<string> =>
  textOf(await lm.invokeTool(`releaseLedger_${name}`, { input, toolInvocationToken: undefined }));

describe('tools of language models', () => {
  let head: string;

  before(async () => {
    await startExtension();
    git('config', 'user.name', 'Ada');
    git('config', 'user.email', 'ada@example.com');
    head = git('rev-parse', 'HEAD');
  });
  afterEach(async () => {
    await reset();
    git('reset', '--quiet', '--hard', head);
    for (const tag of git('tag', '--list', 'v2.1*').split('\n').filter(Boolean)) git('tag', '--delete', tag);
  });

  it('are offered to models by their contributions', () => {
    const names = lm.tools.map(({ name }) => name).filter((name) => name.startsWith('releaseLedger_'));
    assert.deepEqual(
      names.sort(),
      ['add', 'check', 'notes', 'operate', 'plan', 'status'].map((name) => `releaseLedger_${name}`),
    );
  });

  it('check tells every problem with its place and its rule, of the text that is not saved, too', async () => {
    await show(changelog);
    await replaceText('## [1.0.0] - 2025-11-03', '## [1.0.0] - 2025-13-03');
    const text = await call('check');
    assert.match(text, /^\d+ errors, \d+ warnings/);
    assert.match(text, /^CHANGELOG\.md:57:\d+: error: .+2025-13-03.+ \(changelog\/[a-z-]+\)$/m);
  });

  it('status tells the next version and the releases', async () => {
    const { next, releases, versionFiles } = JSON.parse(await call('status'));
    assert.equal(next.current, '2.0.0');
    assert.ok(releases.some(({ version, tag }: Record<string, unknown>) => version === '1.3.0' && tag === 'v1.3.0'));
    assert.ok(versionFiles.length > 0);
  });

  it('notes gives the section of a version, of the newest one, and of what is unreleased', async () => {
    assert.match(await call('notes', { version: 'v1.0.0' }), /Tide tables for 3,412 harbours/);
    assert.notEqual(await call('notes'), await call('notes', { unreleased: true }));
    assert.match(await call('notes', { version: '9.9.9' }), /9\.9\.9/);
  });

  it('plan describes an operation and changes nothing', async () => {
    const before = git('for-each-ref');
    assert.match(await call('plan', { operation: 'cut', version: 'minor' }), /^# Cut 2\.1\.0\n/);
    assert.match(
      await call('plan', { operation: 'yank', version: '9.9.9', reason: 'Wrong' }),
      /^This cannot be done yet\./,
    );
    assert.match(await call('plan', { operation: 'push' }), /The argument “operation” is one of bump, cut/);
    assert.equal(git('for-each-ref'), before);
  });

  it('operate carries out the plan that was confirmed', async () => {
    assert.match(await call('operate', { operation: 'cut', version: 'minor' }), /^Cut 2\.1\.0: done/);
    assert.equal(git('rev-parse', 'v2.1.0^{commit}'), git('rev-parse', 'HEAD'));
  });

  it('add puts an entry into the editor', async () => {
    // The editor may still be taking over what the test before has put back, and then the tool says to ask again.
    await eventually('an entry to be added', async () =>
      (await call('add', { category: 'Fixed', text: 'Names with accents are found' })).startsWith('Added under Fixed.'),
    );
    assert.match((await workspace.openTextDocument(changelog)).getText(), /- Names with accents are found/);
  });

  it('what changes something asks with everything that it would do, and does nothing that nobody was shown', async () => {
    const { session } = await startExtension();
    const tools = new LanguageTools(session);
    const { token } = new CancellationTokenSource();
    const before = git('for-each-ref');
    const cut = { operation: 'cut', version: 'minor' };
    assert.match(
      textOf(await tools.invoke('operate', cut, token)),
      /^Nothing was done: nobody has confirmed it\.\n\n# Cut 2\.1\.0/,
    );
    assert.match(textOf(await tools.invoke('add', { category: 'Fixed', text: 'x' }, token)), /^Nothing was done/);
    const asked = await tools.prepare('operate', cut, token);
    assert.equal(asked?.confirmationMessages?.title, 'Cut 2.1.0?');
    const message = asked?.confirmationMessages?.message;
    assert.match(message instanceof MarkdownString ? message.value : '', /^# Cut 2\.1\.0/);
    assert.match(textOf(await tools.invoke('operate', { ...cut, title: 'Another' }, token)), /^Nothing was done/);
    assert.equal(git('for-each-ref'), before);
    for (const name of ['check', 'status', 'notes', 'plan'])
      assert.equal(await tools.prepare(name, cut, token), undefined);
  });
});
