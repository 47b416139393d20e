import assert from 'node:assert/strict';
import { commands, FileType, type Uri, workspace } from 'vscode';
import { eventually, problemsOf, reset, ruleOf, sampleUri, startExtension } from '../support.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = async (uri: Uri): Promise<string> => new TextDecoder().decode(await workspace.fs.readFile(uri));

async function exists(uri: Uri): Promise<boolean> {
  const found = await workspace.fs.stat(uri).then(
    ({ type }) => type === FileType.File,
    () => false,
  );
  return found;
}

describe('Check Workspace', () => {
  const closed = sampleUri('packages/harbour/CHANGELOG.md');
  const policy = sampleUri('release-ledger.jsonc');

  before(startExtension);
  after(async () => {
    await workspace.fs.delete(policy);
    await workspace.fs.delete(sampleUri('packages'), { recursive: true });
    await eventually('the deleted changelog to be forgotten', () => problemsOf(closed).length === 0);
    await reset();
  });

  it('publishes the problems of changelogs that no editor has open', async () => {
    await workspace.fs.writeFile(policy, encode('{ "changelog": { "files": ["**/CHANGELOG.md"] } }\n'));
    await workspace.fs.writeFile(closed, encode('# Changelog\n\n## [1.0.0] - 2026/09/14\n\n### Added\n\n- Piers.\n'));
    await commands.executeCommand('releaseLedger.checkWorkspace');
    assert.equal(
      workspace.textDocuments.some(({ uri }) => uri.toString() === closed.toString()),
      false,
    );
    assert.ok(problemsOf(closed).map(ruleOf).includes('changelog/wrong-date-form'));
    assert.ok(problemsOf(sampleUri('CHANGELOG.md')).length > 0);
  });
});

describe('Initialize', () => {
  const changelog = sampleUri('CHANGELOG.md');
  const policy = sampleUri('release-ledger.jsonc');
  let original = '';

  before(async () => {
    await startExtension();
    original = await read(changelog);
  });

  afterEach(async () => {
    await workspace.fs.writeFile(changelog, encode(original));
    if (await exists(policy)) await workspace.fs.delete(policy);
    await reset();
  });

  it('creates a changelog and a policy where there are none, and the server finds nothing wrong with them', async () => {
    await workspace.fs.delete(changelog);
    await commands.executeCommand('releaseLedger.initialize', { profile: 'keep-a-changelog' });
    assert.match(await read(changelog), /^# Changelog\n[\s\S]*^## \[?Unreleased\]?$/m);
    assert.match(await read(policy), /"extends": "keep-a-changelog"/);
    await commands.executeCommand('releaseLedger.checkWorkspace');
    assert.deepEqual([...problemsOf(changelog), ...problemsOf(policy)].map(ruleOf), []);
  });

  it('leaves a changelog that is there as it is', async () => {
    await commands.executeCommand('releaseLedger.initialize', { profile: 'keep-a-changelog' });
    assert.equal(await read(changelog), original);
    assert.equal(await exists(policy), true);
  });

  it('changes nothing where both are there', async () => {
    await workspace.fs.writeFile(policy, encode('{}\n'));
    await commands.executeCommand('releaseLedger.initialize', { profile: 'keep-a-changelog' });
    assert.equal(await read(changelog), original);
    assert.equal(await read(policy), '{}\n');
  });
});
