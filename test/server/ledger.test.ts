import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { diskFiles } from '../../src/host/files.ts';
import * as messages from '../../src/protocol/messages.ts';
import { openerFor } from '../support/cli-in.ts';
import { applyWorkspaceEdit, type ClientOptions, FULL, startClient, type TestClient } from '../support/lsp-client.ts';
import type { TestRepository } from '../support/repository.ts';
import { repositoryOfTwoReleases, TWO } from '../support/two-releases.ts';

const MERGED = TWO.replace('- A crash on start\n', '- A crash on start\n- What nobody has yet\n');

let repo: TestRepository;
let client: TestClient;
let opened: string[];

beforeEach(() => {
  opened = [];
  repo = repositoryOfTwoReleases();
});
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
  repo.remove();
});

async function start(options: ClientOptions = {}): Promise<void> {
  client = await startClient({
    folders: [pathToFileURL(repo.folder).href],
    ...options,
    host: {
      files: diskFiles,
      openRepository: (folder) => {
        opened.push(folder);
        return openerFor(repo)(folder);
      },
      ...options.host,
    },
  });
}

const uriOf = (file: string): string => pathToFileURL(join(repo.folder, file)).href;
const changelog = (): string => uriOf('CHANGELOG.md');
const codesOf = (diagnostics: readonly Diagnostic[]): readonly unknown[] => diagnostics.map(({ code }) => code);

async function diagnosed(file: string, ...codes: readonly string[]): Promise<readonly Diagnostic[]> {
  const { diagnostics } = await client.diagnostics(
    uriOf(file),
    (params) => JSON.stringify(codesOf(params.diagnostics)) === JSON.stringify(codes),
  );
  return diagnostics;
}

async function actionsOn(file: string, { range }: Diagnostic): Promise<readonly CodeAction[]> {
  return client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: uriOf(file) },
    range,
    context: { diagnostics: [], only: ['quickfix'] },
  });
}

describe('an entry under a release that has shipped', () => {
  it('is reported while it is typed, and moved to Unreleased by its fix', async () => {
    await start();
    await client.open(changelog(), TWO);
    await diagnosed('CHANGELOG.md');
    const version = await client.replace(changelog(), MERGED);
    const [diagnostic] = await diagnosed('CHANGELOG.md', 'ledger/entry-added-after-release');
    expect(diagnostic).toMatchObject({
      source: 'release-ledger',
      range: { start: { line: 11 }, end: { line: 11 } },
      message: 'Unexpected entry in 1.1.0: the tag v1.1.0 has it without this entry',
    });
    const [fix] = await actionsOn('CHANGELOG.md', diagnostic as Diagnostic);
    expect(fix).toMatchObject({
      title: 'Move the entry to Unreleased',
      edit: { documentChanges: [{ textDocument: { uri: changelog(), version } }] },
    });
    const fixed = applyWorkspaceEdit(MERGED, fix?.edit ?? {}, changelog());
    expect(fixed).toBe(TWO.replace('[Unreleased]\n', '[Unreleased]\n\n### Fixed\n\n- What nobody has yet\n'));
    await client.replace(changelog(), fixed);
    await diagnosed('CHANGELOG.md');
  });

  it('is compared with what git said once, however much is typed', async () => {
    await start();
    await client.open(changelog(), TWO);
    await client.ask(messages.historyRequest, { textDocument: { uri: changelog() } });
    const before = opened.length;
    for (let i = 0; i < 30; i++) await client.replace(changelog(), MERGED.replace('nobody', `nobody ${i}`));
    await diagnosed('CHANGELOG.md', 'ledger/entry-added-after-release');
    expect([before, opened.length]).toEqual([1, 1]);
  });

  it('has its fix for the text as it is, right after a change', async () => {
    await start();
    await client.open(changelog(), TWO);
    await client.ask(messages.historyRequest, { textDocument: { uri: changelog() } });
    await client.replace(changelog(), MERGED);
    const line = { line: 11, character: 4 };
    const [fix] = await actionsOn('CHANGELOG.md', { range: { start: line, end: line }, message: '' });
    expect(fix?.title).toBe('Move the entry to Unreleased');
  });
});

describe('a version file that is left behind', () => {
  it('is reported where it is wrong, mended there, and cleared', async () => {
    repo.write('package.json', '{ "version": "1.0.0" }\n');
    await start();
    const [diagnostic] = await diagnosed('package.json', 'ledger/version-file-behind');
    expect(diagnostic).toMatchObject({
      range: { start: { line: 0, character: 14 }, end: { line: 0, character: 19 } },
      message: 'Unexpected version 1.0.0, expected 1.1.0, which is released',
    });
    const [fix] = await actionsOn('package.json', diagnostic as Diagnostic);
    expect(fix?.edit?.documentChanges).toMatchObject([{ textDocument: { uri: uriOf('package.json'), version: null } }]);
    const fixed = applyWorkspaceEdit('{ "version": "1.0.0" }\n', fix?.edit ?? {}, uriOf('package.json'));
    expect(fixed).toBe('{ "version": "1.1.0" }\n');
    repo.write('package.json', fixed);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('package.json'), type: 2 }] });
    await diagnosed('package.json');
    expect(opened).toHaveLength(1);
  });

  it('is looked at as its editor has it', async () => {
    await start();
    await client.open(uriOf('package.json'), '{ "version": "1.0.0" }\n', 7);
    await client.open(changelog(), TWO);
    const [diagnostic] = await diagnosed('package.json', 'ledger/version-file-behind');
    const [fix] = await actionsOn('package.json', diagnostic as Diagnostic);
    expect(fix?.edit?.documentChanges).toMatchObject([{ textDocument: { uri: uriOf('package.json'), version: 7 } }]);
    await client.replace(uriOf('package.json'), '{ "name": "x", "version": "1.1.0" }\n');
    await diagnosed('package.json');
  });

  it('is asked for as a document with fixes where the client can be asked, once', async () => {
    const capabilities = {
      ...FULL,
      textDocument: {
        ...FULL?.textDocument,
        synchronization: { dynamicRegistration: true },
        codeAction: { ...FULL?.textDocument?.codeAction, dynamicRegistration: true },
      },
    };
    await start({ capabilities, initializationOptions: { registerVersionFiles: true } });
    await client.open(changelog(), TWO);
    await client.until(() => (client.registered.includes('textDocument/codeAction') ? true : null));
    await client.ask(messages.refreshRequest, {});
    await client.ask(messages.historyRequest, { textDocument: { uri: changelog() } });
    const { registered } = client;
    expect(registered.filter((method) => method.startsWith('textDocument/')).sort()).toEqual([
      'textDocument/codeAction',
      'textDocument/didChange',
      'textDocument/didClose',
      'textDocument/didOpen',
    ]);
  });

  it('has nothing to show any more once its changelog is not shown', async () => {
    repo.write('package.json', '{ "version": "1.0.0" }\n');
    await start({ settings: { checkScope: 'openFiles' } });
    await client.open(changelog(), TWO);
    await diagnosed('package.json', 'ledger/version-file-behind');
    await client.close(changelog());
    await diagnosed('package.json');
  });
});

describe('a check of the workspace', () => {
  it('counts what is wrong in version files', async () => {
    repo.write('package.json', '{ "version": "1.0.0" }\n');
    await start({});
    await client.open(changelog(), TWO);
    const { counts, files } = await client.ask(messages.checkWorkspaceRequest, {});
    const published = client.published.findLast(({ uri }) => uri.endsWith('/package.json'));
    expect(published?.diagnostics.map(({ code }) => code)).toEqual(['ledger/version-file-behind']);
    expect(files.map(({ path }) => path)).toEqual(['CHANGELOG.md']);
    const inChangelog = files[0]?.counts.warning ?? 0;
    expect(counts.warning + counts.error).toBe(inChangelog + (files[0]?.counts.error ?? 0) + 1);
  });
});

describe('a workspace that is not trusted', () => {
  it('has nothing started in it, and says what is not checked, until it is trusted', async () => {
    await start({ initializationOptions: { trusted: false } });
    await client.open(changelog(), MERGED);
    const { notChecked } = await client.ask(messages.checkWorkspaceRequest, {});
    expect(notChecked).toContainEqual({
      rule: 'ledger/*',
      uri: changelog(),
      reason: 'the workspace is not trusted',
    });
    const { value } = await client.ask(messages.historyRequest, { textDocument: { uri: changelog() } });
    expect(value?.notCompared).toBe('the workspace is not trusted');
    expect(new Set(value?.releases.map(({ state }) => state))).toEqual(new Set(['unreleased', 'not-compared']));
    expect(opened).toEqual([]);
    await client.notify(messages.didGrantTrustNotification.method, {});
    await diagnosed('CHANGELOG.md', 'ledger/entry-added-after-release');
  });
});

describe('tags that are made later', () => {
  beforeEach(async () => {
    repo.git('tag', '--delete', 'v1.1.0');
    await start({ initializationOptions: { didChangeLedger: true } });
    await client.open(changelog(), TWO);
    await diagnosed('CHANGELOG.md', 'ledger/release-without-tag');
    repo.tag('v1.1.0');
  });

  it.each([
    ['are seen when their files change', 'workspace/didChangeWatchedFiles', '.git/refs/tags/v1.1.0'],
    ['are seen when refs are packed', 'workspace/didChangeWatchedFiles', '.git/packed-refs'],
    ['are seen when the changelog is saved', 'textDocument/didSave', 'CHANGELOG.md'],
  ])('%s', async (_name, method, file) => {
    const uri = uriOf(file);
    await client.notify(method, { textDocument: { uri }, changes: [{ uri, type: 1 }] });
    await diagnosed('CHANGELOG.md');
  });

  it('are seen on request, which is told', async () => {
    const told = client.notified.length;
    await client.ask(messages.refreshRequest, {});
    await diagnosed('CHANGELOG.md');
    expect(client.notified.slice(told)).toContainEqual({
      method: messages.didChangeLedgerNotification.method,
      params: { uri: changelog() },
    });
  });
});

describe('the history', () => {
  it('has the releases as changelog and repository know them', async () => {
    repo.git('tag', 'v0.9.0', 'v1.0.0^{}');
    repo.git('tag', '--delete', 'v1.1.0');
    await start();
    const edited = TWO.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Added\n\n- New\n').replace(
      'A first thing',
      'A very first thing',
    );
    await client.open(changelog(), edited);
    const { value } = await client.ask(messages.historyRequest, { textDocument: { uri: changelog() } });
    expect(value?.notCompared).toBeNull();
    expect(
      value?.releases.map(({ version, state, tag, line, entries }) => [version, state, tag, line, entries]),
    ).toEqual([
      ['Unreleased', 'unreleased', null, 4, 1],
      ['1.1.0', 'untagged', null, 10, 1],
      ['1.0.0', 'changed', 'v1.0.0', 16, 1],
      ['0.9.0', 'tag-only', 'v0.9.0', null, 0],
    ]);
    expect(value?.releases[2]).toMatchObject({
      date: '2026-01-01',
      remarks: ['changed since v1.0.0'],
      problems: 1,
      children: [{ name: 'Added', line: 18, entries: [{ text: 'A very first thing', line: 20 }] }],
    });
  });

  it('is refused for what is no changelog', async () => {
    await start();
    const { refusal } = await client.ask(messages.historyRequest, { textDocument: { uri: uriOf('README.md') } });
    expect(refusal?.code).toBe('not-a-changelog');
  });
});

describe('the version files', () => {
  it('are listed with what they say and what they should', async () => {
    repo.write('pyproject.toml', '[project]\nname = "x"\nversion = "1.0.0"\n');
    repo.write('Cargo.toml', '[package]\nname = "x"\n');
    await start();
    const { value } = await client.ask(messages.versionFilesRequest, { textDocument: { uri: changelog() } });
    expect(value?.map(({ path, line, version, agrees, expected }) => [path, line, version, agrees, expected])).toEqual([
      ['Cargo.toml', 0, null, null, null],
      ['package.json', 0, '1.1.0', true, null],
      ['pyproject.toml', 2, '1.0.0', false, '1.1.0'],
    ]);
    expect(value?.[0]?.silent).toBeTruthy();
  });
});
