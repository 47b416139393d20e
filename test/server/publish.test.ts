import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../src/host/files.ts';
import type { RunTool } from '../../src/host/run-tool.ts';
import { type PublishParams, planPublishRequest, publishRequest } from '../../src/protocol/publish.ts';
import { cliIn, openerFor } from '../support/cli-in.ts';
import { ForgeServer } from '../support/forge-server.ts';
import { startClient, type TestClient } from '../support/lsp-client.ts';
import { releasedRepository } from '../support/released-repository.ts';
import type { TestRepository } from '../support/repository.ts';

const TOKEN = 's3cret-t0ken';

let repo: TestRepository;
let forge: ForgeServer;
let client: TestClient;
let started: { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> | undefined }[];

beforeEach(async () => {
  forge = await ForgeServer.start(TOKEN);
  repo = releasedRepository();
  repo.git('remote', 'set-url', 'origin', `http://${forge.host}/o/r.git`);
  repo.commit('Agree', { 'release-ledger.jsonc': '{ "forge": { "kind": "gitea" } }' });
  forge.tags.set('v1.0.0', repo.git('rev-parse', 'refs/tags/v1.0.0'));
  started = [];
});
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
  repo.remove();
  await forge.stop();
});

/** The command line in this process, with the environment that it is given. */
const runTool: RunTool = async (args, { cwd, env }) => {
  started.push({ args, env });
  const { code, stdout, stderr } = await cliIn(repo, args, undefined, { cwd, env: env ?? {} });
  return { kind: 'ended', code, stdout: Buffer.from(stdout), stderr };
};

async function start(trusted = true): Promise<void> {
  client = await startClient({
    folders: [pathToFileURL(repo.folder).href],
    initializationOptions: { trusted },
    host: { files: diskFiles, openRepository: openerFor(repo), runTool },
  });
}

const params = (more: Partial<PublishParams> = {}): PublishParams => ({
  textDocument: { uri: pathToFileURL(join(repo.folder, 'CHANGELOG.md')).href },
  release: '1.0.0',
  options: {},
  ...more,
});
const token = () => ({ value: TOKEN, host: forge.host });

describe('publishing over the protocol', () => {
  it('asks for a token before the forge is asked anything', async () => {
    await start();
    const { value } = await client.ask(planPublishRequest, params());
    expect(value).toMatchObject({ forge: { kind: 'gitea', host: forge.host }, blockers: [{ code: 'no-token' }] });
    expect(forge.received).toEqual([]);
  });

  it('plans what is sent and sends it, the token in nothing but the environment of the command line', async () => {
    await start();
    const { value } = await client.ask(planPublishRequest, params({ token: token() }));
    expect(value).toMatchObject({
      title: `Draft a release of 1.0.0 at ${forge.host}`,
      requests: [`POST http://${forge.host}/api/v1/repos/o/r/releases`],
      blockers: [],
    });
    expect(value?.description).toContain('- A first thing');
    expect(forge.writes).toEqual([]);
    const sent = await client.ask(publishRequest, params({ token: token() }));
    expect(sent).toEqual({ value: { page: forge.pageOf('v1.0.0') } });
    expect(forge.releases).toHaveLength(1);
    expect(started.map(({ env }) => env)).toEqual([{ RELEASE_LEDGER_TOKEN: TOKEN }, { RELEASE_LEDGER_TOKEN: TOKEN }]);
    expect(JSON.stringify([started.map(({ args }) => args), value, client.logged])).not.toContain(TOKEN);
  });

  it('says by a code what the user may say to go on', async () => {
    await start();
    await client.ask(publishRequest, params({ token: token() }));
    Object.assign(forge.releases[0] ?? {}, { body: 'Gone over by hand' });
    const { value } = await client.ask(planPublishRequest, params({ token: token() }));
    expect(value).toMatchObject({ blockers: [{ code: 'exists' }], page: forge.pageOf('v1.0.0') });
    const wrong = await client.ask(planPublishRequest, params({ token: { ...token(), value: 'another-token' } }));
    expect(wrong.value?.blockers[0]?.code).toBe('forge-401');
    const refused = await client.ask(publishRequest, params({ token: { ...token(), value: 'another-token' } }));
    expect(refused.refusal?.message).toContain('does not accept the token');
  });

  it('sends nothing before the workspace is trusted', async () => {
    await start(false);
    const { refusal } = await client.ask(publishRequest, params({ token: token() }));
    expect(refusal?.message).toContain('trust');
    expect([started, forge.received]).toEqual([[], []]);
  });
});
