import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { commands, type Uri, window, workspace } from 'vscode';
import { publishRelease } from '../../../client/forge/publish-release.ts';
import { PLAN_SCHEME } from '../../../client/operations/plan-documents.ts';
import { ForgeServer } from '../../support/forge-server.ts';
import { eventually, reset, sampleUri, startExtension } from '../support.ts';

const TOKEN = 's3cret-t0ken';
const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: sampleUri('').fsPath, encoding: 'utf8' }).trim();

describe('publishing a release', () => {
  const uri = sampleUri('CHANGELOG.md').toString();
  const policy: Uri = sampleUri('release-ledger.jsonc');
  let forge: ForgeServer;
  let asked: { readonly message: string; readonly detail: string; readonly plans: readonly string[] }[];

  before(async () => {
    await startExtension();
    forge = await ForgeServer.start(TOKEN);
    git('remote', 'add', 'origin', `http://${forge.host}/o/r.git`);
    forge.tags.set('v1.0.0', git('rev-parse', 'refs/tags/v1.0.0'));
    await workspace.fs.writeFile(policy, new TextEncoder().encode('{ "forge": { "kind": "gitea" } }'));
  });
  beforeEach(() => {
    asked = [];
  });
  afterEach(reset);
  after(async () => {
    await workspace.fs.delete(policy);
    git('remote', 'remove', 'origin');
    await forge.stop();
  });

  const publish = async (token: string | undefined, answer: (buttons: readonly string[]) => string | undefined) => {
    const { session } = await startExtension();
    const output = window.createOutputChannel('Publishing in the suite', { log: true });
    await publishRelease(
      { session, output } as Parameters<typeof publishRelease>[0],
      { uri, release: '1.0.0', options: {} },
      {
        token: async ({ host }) =>
          token === undefined ? undefined : { value: token, host, keep: async () => {}, drop: async () => {} },
        confirm: async (message, detail, buttons) => {
          const plans = workspace.textDocuments
            .filter((each) => each.uri.scheme === PLAN_SCHEME)
            .map((each) => each.getText());
          asked.push({ message, detail, plans });
          return answer(buttons);
        },
      },
    );
    output.dispose();
  };

  it('sends nothing without a token, and nothing without the word', async () => {
    await publish(undefined, ([first]) => first);
    assert.deepEqual([asked.length, forge.received.length], [0, 0]);
    await publish(TOKEN, () => undefined);
    assert.equal(asked.length, 1);
    assert.deepEqual(forge.writes, []);
  });

  it('shows every request and its content first, and makes the draft', async () => {
    await publish(TOKEN, ([first]) => first);
    const [question] = asked;
    assert.equal(question?.message, `Draft a release of 1.0.0 at ${forge.host}?`);
    assert.match(question?.detail ?? '', /^POST http:\/\/127\.0\.0\.1:\d+\/api\/v1\/repos\/o\/r\/releases/);
    assert.match(question?.plans.join('\n') ?? '', /tag_name: v1\.0\.0[\s\S]*draft: true/);
    assert.equal(JSON.stringify(asked).includes(TOKEN), false);
    assert.deepEqual(
      forge.releases.map(({ tag_name, draft }) => [tag_name, draft]),
      [['v1.0.0', true]],
    );
    await eventually('the plan to be gone', () =>
      window.tabGroups.all.every(({ tabs }) => tabs.every(({ label }) => !label.startsWith('Draft'))),
    );
  });

  it('asks before it writes anew what somebody has gone over by hand', async () => {
    Object.assign(forge.releases[0] ?? {}, { body: 'Gone over by hand' });
    await publish(TOKEN, () => undefined);
    assert.match(asked[0]?.message ?? '', /has a release of v1\.0\.0 already, which differs in: its notes/);
    assert.equal(forge.releases[0]?.body, 'Gone over by hand');
    await publish(TOKEN, ([first]) => first);
    assert.notEqual(forge.releases[0]?.body, 'Gone over by hand');
  });

  it('is a command of its own', async () => {
    assert.ok((await commands.getCommands(true)).includes('releaseLedger.publish'));
  });
});
