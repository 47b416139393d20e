import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource, type CodeLens, LSPErrorCodes } from 'vscode-languageserver/node';
import { diskFiles } from '../../src/host/files.ts';
import type { RunTool } from '../../src/host/run-tool.ts';
import * as messages from '../../src/protocol/manifests.ts';
import { historyRequest, rowsRequest } from '../../src/protocol/messages.ts';
import { cliIn, openerFor } from '../support/cli-in.ts';
import { applyWorkspaceEdit, type ClientOptions, startClient, type TestClient } from '../support/lsp-client.ts';
import { LINKS, manifestRepository, MANIFEST_PATH as PATH, SECTIONS } from '../support/manifest-repository.ts';
import type { TestRepository } from '../support/repository.ts';

const CHANGELOG = `# Changelog\n\n${SECTIONS}${LINKS}`;
const POLICY = JSON.stringify({ checksums: { include: ['src/**'] }, manifest: { forms: ['md'] } });
const LIST = 'releases/checksums-1.1.0.txt';
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

let repo: TestRepository;
let client: TestClient;

beforeEach(() => {
  repo = manifestRepository(
    { 'CHANGELOG.md': CHANGELOG, 'release-ledger.jsonc': POLICY },
    { 'package-lock.json': '{ "lockfileVersion": 3, "packages": {} }' },
  );
});
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
  repo.remove();
});

/** The command line in this process, on the same repository. */
const runTool: RunTool = async (args, { cwd }) => {
  const { code, stdout, stderr } = await cliIn(repo, args, undefined, { cwd });
  return { kind: 'ended', code, stdout: Buffer.from(stdout), stderr };
};

async function start(options: ClientOptions = {}): Promise<void> {
  client = await startClient({
    folders: [pathToFileURL(repo.folder).href],
    ...options,
    host: {
      files: diskFiles,
      openRepository: openerFor(repo),
      runTool,
      env: { SOURCE_DATE_EPOCH: '1767312000' },
      ...options.host,
    },
  });
}

const uriOf = (path: string): string => pathToFileURL(join(repo.folder, path)).href;
const about = (release: string) => ({ textDocument: { uri: uriOf('CHANGELOG.md') }, release });

describe('generating a manifest', () => {
  it('makes one that is then accepted, and writes nothing by itself', async () => {
    await start();
    const { value } = await client.ask(messages.generateManifestRequest, about('1.1.0'));
    const [made] = value?.manifests ?? [];
    expect(made).toMatchObject({ path: PATH, uri: uriOf(PATH), state: 'new', edit: null });
    expect(made?.text).toContain('### Added\n- Search');
    expect(made?.text).toContain('- src/b.py (2 lines, +2/-0)');
    expect(fs.existsSync(join(repo.folder, PATH))).toBe(false);
    repo.write(PATH, made?.text ?? '');
    const verified = await client.ask(messages.verifyManifestsRequest, { textDocument: { uri: uriOf(PATH) } });
    const told = await client.diagnostics(uriOf(PATH));
    expect(told.diagnostics).toEqual([]);
    expect(verified.value?.counts).toEqual({ error: 0, warning: 0, info: 0, hint: 0 });
  });

  it('brings the one that an editor has up to date, and keeps what people wrote', async () => {
    await start();
    const { value } = await client.ask(messages.generateManifestRequest, about('1.1.0'));
    const [made] = value?.manifests ?? [];
    const old = `${made?.text ?? ''}`
      .replace('- Search', '- Searching')
      .replace('\n---\n\n## Changes', '\n---\n\n## Release Summary\n\nOurs.\n\n---\n\n## Changes');
    repo.write(PATH, old);
    await client.open(uriOf(PATH), old);
    const again = await client.ask(messages.generateManifestRequest, about('1.1.0'));
    const [update] = again.value?.manifests ?? [];
    expect(update?.state).toBe('other');
    const text = applyWorkspaceEdit(old, (update?.edit ?? {}) as never, uriOf(PATH));
    expect(text).toContain('- Search\n');
    expect(text).toContain('## Release Summary\n\nOurs.');
    expect(update?.edit?.documentChanges?.[0]?.textDocument.version).toBe(1);
  });

  it('says which type is to be said, and takes it', async () => {
    const types = { manifest: { forms: ['md'], types: ['Feature', 'Fix'], required: { all: ['type'] } } };
    repo.write('release-ledger.jsonc', JSON.stringify(types));
    await start();
    const { value } = await client.ask(messages.generateManifestRequest, about('1.1.0'));
    expect(value).toMatchObject({ needsType: true, types: ['Feature', 'Fix'] });
    const said = await client.ask(messages.generateManifestRequest, { ...about('1.1.0'), type: 'Fix' });
    expect(said.value?.needsType).toBe(false);
    expect(said.value?.manifests[0]?.text).toContain('**Release Type:** Fix');
  });

  it('refuses a release that the changelog does not have', async () => {
    await start();
    const { refusal } = await client.ask(messages.generateManifestRequest, about('9.9.9'));
    expect(refusal).toMatchObject({ code: 'unknown-release', message: 'CHANGELOG.md has no release “9.9.9”' });
  });
});

describe('verifying', () => {
  it('hashes what every manifest lists, publishes what is wrong, and names those that are gone', async () => {
    repo.commit('three', { 'releases/RELEASE-MANIFEST-1.0.0.md': '# Release Manifest\n## Acme v1.0.0\n' });
    repo.git('tag', '--force', '-a', '-m', 'Release v1.1.0', 'v1.1.0');
    fs.rmSync(join(repo.folder, 'releases/RELEASE-MANIFEST-1.0.0.md'));
    const list = `${digestOf('other')}  src/b.py\n`;
    repo.write(
      PATH,
      `# Release Manifest\n## Acme v1.1.0\n\n---\n\n## File Integrity (Optional)\n\n**SHA-256 Checksums:**\n\`\`\`\n${list}\`\`\`\n`,
    );
    await start();
    const { value } = await client.ask(messages.verifyManifestsRequest, {});
    expect(value?.manifests.map(({ path }) => path)).toEqual([PATH]);
    expect(value?.counts.error).toBeGreaterThan(0);
    expect(value?.deleted).toEqual(['releases/RELEASE-MANIFEST-1.0.0.md']);
    const told = await client.diagnostics(uriOf(PATH), ({ diagnostics }) =>
      diagnostics.some(({ code }) => code === 'manifest/wrong-digest'),
    );
    expect(told.diagnostics.map(({ code }) => code)).toContain('manifest/unlisted-file');
  });

  it('refuses a file that is no manifest', async () => {
    await start();
    const { refusal } = await client.ask(messages.verifyManifestsRequest, {
      textDocument: { uri: uriOf('CHANGELOG.md') },
    });
    expect(refusal?.message).toBe('CHANGELOG.md is no release manifest');
  });

  it('verifies a list of digests until the list changes', async () => {
    repo.write(LIST, `${digestOf('a\n')}  src/a.py\n${digestOf('other')}  src/b.py\n`);
    await start();
    expect(await client.ask(messages.checksumListsRequest, {})).toEqual([{ uri: uriOf(LIST), path: LIST }]);
    const { value } = await client.ask(messages.verifyChecksumsRequest, { textDocument: { uri: uriOf(LIST) } });
    expect(value).toMatchObject({ path: LIST, files: 2, problems: 1, notChecked: null });
    const { diagnostics } = await client.diagnostics(uriOf(LIST), (told) => told.diagnostics.length > 0);
    expect(diagnostics).toMatchObject([
      { code: 'release-ledger/checksum', range: { start: { line: 1 } }, message: expect.stringContaining('src/b.py') },
    ]);
    repo.write(LIST, `${digestOf('a\n')}  src/a.py\n`);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(LIST), type: 2 }] });
    await client.diagnostics(uriOf(LIST), (told) => told.diagnostics.length === 0);
    const again = await client.ask(messages.verifyChecksumsRequest, { textDocument: { uri: uriOf(LIST) } });
    expect(again.value).toMatchObject({ files: 1, problems: 1 });
  });

  it('ends when it is cancelled', async () => {
    repo.write(LIST, `${digestOf('a\n')}  src/a.py\n`);
    let begun = (): void => undefined;
    const hashing = new Promise<void>((resolve) => {
      begun = resolve;
    });
    await start({
      host: {
        hashFiles: (_root, _paths, { signal } = {}) =>
          new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => reject(signal.reason));
            begun();
          }),
      },
    });
    const source = new CancellationTokenSource();
    const { method } = messages.verifyChecksumsRequest;
    const asked = client.connection.sendRequest(method, { textDocument: { uri: uriOf(LIST) } }, source.token);
    await hashing;
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });
});

describe('bundles and bills of materials', () => {
  it('are made by the command line', async () => {
    await start();
    const { value } = await client.ask(messages.createBundleRequest, { ...about('1.1.0'), format: 'zip' });
    expect(value?.file?.path).toMatch(/^releases\/[\w.-]+-1\.1\.0\.zip$/);
    expect(fs.existsSync(join(repo.folder, value?.file?.path ?? ''))).toBe(true);
    const sbom = await client.ask(messages.createSbomRequest, about('1.1.0'));
    expect(JSON.parse(sbom.value?.text ?? '')).toMatchObject({ bomFormat: 'CycloneDX' });
    const again = await client.ask(messages.createBundleRequest, { ...about('1.1.0'), format: 'zip' });
    expect(again.refusal?.code).toBe('refused');
    expect(again.refusal?.message).not.toContain('error:');
  });

  it('are not made before the workspace is trusted', async () => {
    let started = 0;
    const host: ClientOptions['host'] = {
      runTool: async (args, options) => {
        started++;
        return runTool(args, options);
      },
    };
    await start({ host, initializationOptions: { trusted: false } });
    const { refusal } = await client.ask(messages.createBundleRequest, about('1.1.0'));
    expect(refusal?.message).toBe('Releases are read with git: the workspace is not trusted');
    expect(started).toBe(0);
  });

  it('say why where the command line cannot be run', async () => {
    await start({ host: { runTool: async () => ({ kind: 'failed', reason: 'not-found', detail: 'no such file' }) } });
    const { refusal } = await client.ask(messages.createSbomRequest, about('1.1.0'));
    expect(refusal).toMatchObject({
      code: 'failed',
      message: 'The command line of Release Ledger failed: no such file',
    });
  });
});

describe('manifests in the history', () => {
  const rows = async (path?: readonly string[]) =>
    (
      await client.ask(rowsRequest, {
        view: 'history',
        ...(path ? { parent: { uri: uriOf('CHANGELOG.md'), path } } : {}),
      })
    ).rows;

  it('stand below their release with their state, and with what lies beside them', async () => {
    repo.write(PATH, '# Release Manifest\n## Acme v1.1.0\n\n**Release Date:** 2026-01-02\n');
    repo.write(LIST, '');
    repo.write('releases/r-1.1.0.zip', '');
    repo.write('releases/r-11.1.0.zip', '');
    repo.write('releases/r-1.1.0-rc.1.zip', '');
    await start();
    await client.ask(historyRequest, { textDocument: { uri: uriOf('CHANGELOG.md') } });
    const all = await client.until(() => true).then(() => rows());
    const release = all.find(({ label }) => label === '1.1.0');
    expect(release?.marks).toContain('recorded');
    expect(all.find(({ label }) => label === '1.0.0')?.marks).not.toContain('recorded');
    const below = (await rows(release?.path ?? [])).filter(({ kind }) => kind !== 'problems');
    expect(below.map(({ kind, label, state, marks }) => [kind, label, state, marks])).toEqual([
      ['tag', 'v1.1.0', 'annotated', []],
      ['manifest', PATH, 'error', []],
      ['artifact', LIST, null, ['list']],
      ['artifact', 'releases/r-1.1.0.zip', null, []],
      ['category', 'Added', null, []],
    ]);
    expect(below[1]?.place).toEqual({ uri: uriOf(PATH), line: 0 });
    expect((await client.ask(messages.releaseManifestsRequest, about('1.1.0'))).value).toEqual([
      { uri: uriOf(PATH), path: PATH },
    ]);
  });

  it('have a lens above their release, and offer to be made where others are', async () => {
    repo.write(PATH, '# Release Manifest\n## Acme v1.1.0\n');
    await start({
      initializationOptions: { commands: ['releaseLedger.openManifest', 'releaseLedger.generateManifest'] },
    });
    await client.open(uriOf('CHANGELOG.md'), CHANGELOG);
    await client.ask(messages.verifyManifestsRequest, {});
    const lenses = await client.request<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: uriOf('CHANGELOG.md') },
    });
    const own = lenses.filter(({ command }) => command?.command !== '');
    expect(own.map(({ command }) => [command?.title, command?.command, command?.arguments])).toEqual([
      ['Manifest', 'releaseLedger.openManifest', [{ uri: uriOf('CHANGELOG.md'), release: '1.1.0' }]],
      ['Generate manifest…', 'releaseLedger.generateManifest', [{ uri: uriOf('CHANGELOG.md'), release: '1.0.0' }]],
    ]);
  });
});
