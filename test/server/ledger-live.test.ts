import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RelativePattern } from 'vscode-languageserver';
import { diskFiles } from '../../src/host/files.ts';
import { openRepository } from '../../src/host/git/open-repository.ts';
import * as messages from '../../src/protocol/messages.ts';
import { CountingGit } from '../support/counting-git.ts';
import { FULL, startClient, type TestClient } from '../support/lsp-client.ts';
import { TestRepository } from '../support/repository.ts';

const TEXT = '# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A first thing\n';
/** What it takes to know a repository and one changelog of it. */
const DISCOVER = ['rev-parse'];
const READ = ['config', 'for-each-ref', 'for-each-ref', 'rev-parse'];
const COMPARE = ['cat-file', 'log'];
const ALL = [...DISCOVER, ...READ, ...COMPARE].sort();

/** A client that can be asked to watch any folder. */
const WATCHING: typeof FULL = {
  ...FULL,
  workspace: {
    ...FULL?.workspace,
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    codeLens: { refreshSupport: true },
  },
};

const repositories: TestRepository[] = [];
let repo: TestRepository;
let git: CountingGit;
let client: TestClient;

function repository(): TestRepository {
  const made = new TestRepository();
  made.commit('one', { 'CHANGELOG.md': TEXT, 'package.json': '{ "version": "1.0.0" }\n' });
  made.tag('v1.0.0');
  repositories.push(made);
  return made;
}

beforeEach(() => {
  repo = repository();
  git = new CountingGit(repo.folder);
});
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
  git.remove();
  for (const each of repositories.splice(0)) each.remove();
});

async function start(...folders: readonly string[]): Promise<void> {
  client = await startClient({
    folders: folders.map((folder) => pathToFileURL(folder).href),
    capabilities: WATCHING,
    initializationOptions: { didChangeLedger: true },
    host: { files: diskFiles, openRepository: (folder) => openRepository(folder, git.env) },
  });
}

const uriOf = (...segments: readonly string[]): string => pathToFileURL(join(...segments)).href;

async function historyOf(uri: string): Promise<readonly (readonly [string, string, string | null])[]> {
  const { value } = await client.ask(messages.historyRequest, { textDocument: { uri } });
  return (value?.releases ?? []).map(({ version, state, tag }) => [version, state, tag]);
}

/** How often ledgers were told to be new. */
const toldOf = (uri: string): number =>
  client.notified.filter(
    ({ method, params }) =>
      method === messages.didChangeLedgerNotification.method && (params as { uri: string }).uri === uri,
  ).length;

async function filesChanged(...uris: readonly string[]): Promise<void> {
  await client.notify('workspace/didChangeWatchedFiles', { changes: uris.map((uri) => ({ uri, type: 2 })) });
}

describe('git is read', () => {
  it('once for a changelog, and not again while it is edited, saved, or looked at', async () => {
    await start(repo.folder);
    const uri = uriOf(repo.folder, 'CHANGELOG.md');
    await client.open(uri, TEXT);
    await historyOf(uri);
    expect([...git.started].sort()).toEqual(ALL);
    expect(git.asked).toEqual([`${repo.git('rev-parse', 'HEAD')}:CHANGELOG.md`]);
    const textDocument = { uri };
    for (let i = 0; i < 30; i++) {
      await client.replace(uri, TEXT.replace('first', `first and ${i}`));
      await client.notify('textDocument/didSave', { textDocument });
      await client.request('textDocument/hover', { textDocument, position: { line: 4, character: 5 } });
      await client.request('textDocument/codeLens', { textDocument });
      await client.request('textDocument/completion', { textDocument, position: { line: 3, character: 0 } });
    }
    expect((await historyOf(uri))[1]).toEqual(['1.0.0', 'changed', 'v1.0.0']);
    expect(git.started).toHaveLength(ALL.length);
  });

  it('once for any number of refs that change together, and not for locks, objects and the index', async () => {
    await start(repo.folder);
    const uri = uriOf(repo.folder, 'CHANGELOG.md');
    await client.open(uri, TEXT);
    await historyOf(uri);
    const inGit = (...names: readonly string[]): readonly string[] =>
      names.map((name) => uriOf(repo.folder, '.git', name));
    git.forget();
    const told = toldOf(uri);
    await filesChanged(
      ...inGit(
        'index',
        'HEAD.lock',
        'refs/tags/v1.0.0.lock',
        'objects/ab/cd',
        'COMMIT_EDITMSG',
        'FETCH_HEAD',
        'logs/HEAD',
      ),
    );
    repo.git('tag', 'v0.9.0');
    for (const each of inGit('HEAD', 'packed-refs', 'refs/heads/main', 'refs/tags/v0.9.0', 'config')) {
      await filesChanged(each);
    }
    await client.until(() => (toldOf(uri) > told ? true : null));
    expect([...git.started].sort()).toEqual(ALL);
    expect((await historyOf(uri)).at(-1)).toEqual(['0.9.0', 'tag-only', 'v0.9.0']);
    expect(git.started).toHaveLength(ALL.length);
  });

  it('again for the one repository of several whose refs have changed', async () => {
    const other = repository();
    await start(repo.folder, other.folder);
    const uris = [uriOf(repo.folder, 'CHANGELOG.md'), uriOf(other.folder, 'CHANGELOG.md')] as const;
    for (const uri of uris) await historyOf(uri);
    expect([...git.started].sort()).toEqual([...ALL, ...ALL].sort());
    git.forget();
    const told = toldOf(uris[1]);
    other.git('tag', 'v0.9.0');
    await filesChanged(uriOf(other.folder, '.git/refs/tags/v0.9.0'));
    await client.until(() => (toldOf(uris[1]) > told ? true : null));
    expect([...git.started].sort()).toEqual(ALL);
    expect((await historyOf(uris[0])).map(([version]) => version)).toEqual(['Unreleased', '1.0.0']);
    expect((await historyOf(uris[1])).map(([version]) => version)).toEqual(['Unreleased', '1.0.0', '0.9.0']);
  });

  it('once for all changelogs of a repository, each with its own tags', async () => {
    const files = [
      'CHANGELOG.md',
      'packages/web/CHANGELOG.md',
      'packages/api/CHANGELOG.md',
      'lib/CHANGELOG.md',
    ] as const;
    for (const file of files) repo.write(file, TEXT);
    const commit = repo.commit('packages');
    repo.tag('web@1.0.0');
    repo.tag('api/v1.0.0');
    repo.commit('feat: api only', { 'packages/api/index.js': '1\n' });
    await start(repo.folder);
    const tags: Record<string, unknown> = {};
    for (const file of files) tags[file] = (await historyOf(uriOf(repo.folder, file))).at(-1);
    expect(tags).toEqual({
      'CHANGELOG.md': ['1.0.0', 'released', 'v1.0.0'],
      'packages/web/CHANGELOG.md': ['1.0.0', 'released', 'web@1.0.0'],
      'packages/api/CHANGELOG.md': ['1.0.0', 'released', 'api/v1.0.0'],
      // Not there when v1.0.0 was tagged, which is the only kind of tag that fits it.
      'lib/CHANGELOG.md': ['1.0.0', 'released', 'v1.0.0'],
    });
    expect(git.started.filter((each) => each === 'for-each-ref')).toHaveLength(2);
    expect(git.asked).toContain(`${commit}:packages/web/CHANGELOG.md`);
    const hover = async (file: string): Promise<string> =>
      JSON.stringify(
        await client.request('textDocument/hover', {
          textDocument: { uri: uriOf(repo.folder, file) },
          position: { line: 2, character: 5 },
        }),
      );
    for (const file of files) await client.open(uriOf(repo.folder, file), TEXT);
    expect(await hover('packages/web/CHANGELOG.md')).toContain('0 commits since the tag web');
    expect(await hover('packages/api/CHANGELOG.md')).toContain('1 commit since the tag api');
    expect(await hover('CHANGELOG.md')).toContain('2 commits since the tag v1.0.0');
  });
});

describe('the refs of a repository', () => {
  /** The folders that the client was asked to watch beside the workspace. */
  const watched = (): readonly string[] => [
    ...new Set(
      client.registrations
        .filter(({ method }) => method === 'workspace/didChangeWatchedFiles')
        .flatMap(({ registerOptions }) => (registerOptions as { watchers: { globPattern: unknown }[] }).watchers)
        .flatMap(({ globPattern }) =>
          typeof globPattern === 'string' ? [] : [(globPattern as RelativePattern).baseUri as string],
        ),
    ),
  ];

  it('are watched by the patterns of the workspace where they lie in it', async () => {
    await start(repo.folder);
    await historyOf(uriOf(repo.folder, 'CHANGELOG.md'));
    expect(watched()).toEqual([]);
  });

  it('are watched where a linked work tree keeps them, and seen', async () => {
    const tree = `${repo.folder}-linked`;
    repo.git('worktree', 'add', '--quiet', tree, '-b', 'side');
    try {
      await start(tree);
      const uri = uriOf(tree, 'CHANGELOG.md');
      await client.open(uri, TEXT);
      await historyOf(uri);
      expect(watched()).toEqual([
        uriOf(repo.folder, '.git/worktrees', fs.readdirSync(join(repo.folder, '.git/worktrees'))[0] as string),
        uriOf(repo.folder, '.git'),
      ]);
      git.forget();
      const told = toldOf(uri);
      repo.git('tag', 'v0.9.0');
      await filesChanged(uriOf(repo.folder, '.git/refs/tags/v0.9.0'));
      await client.until(() => (toldOf(uri) > told ? true : null));
      expect((await historyOf(uri)).at(-1)).toEqual(['0.9.0', 'tag-only', 'v0.9.0']);
      expect([...git.started].sort()).toEqual(ALL);
    } finally {
      fs.rmSync(tree, { recursive: true, force: true });
    }
  });

  it('are watched where a submodule keeps them, and seen, apart from those of the repository around it', async () => {
    const library = repository();
    repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.folder, 'library');
    repo.commit('a library');
    await start(repo.folder);
    const [outer, inner] = [uriOf(repo.folder, 'CHANGELOG.md'), uriOf(repo.folder, 'library/CHANGELOG.md')];
    await client.open(inner, TEXT);
    await client.open(outer, TEXT);
    expect((await historyOf(inner))[1]).toEqual(['1.0.0', 'released', 'v1.0.0']);
    await historyOf(outer);
    const kept = join(repo.folder, '.git/modules/library');
    expect(watched()).toEqual([uriOf(kept)]);
    git.forget();
    const told = toldOf(inner);
    execFileSync('git', ['tag', 'v0.9.0'], { cwd: join(repo.folder, 'library'), env: repo.environment() });
    await filesChanged(uriOf(kept, 'refs/tags/v0.9.0'));
    await client.until(() => (toldOf(inner) > told ? true : null));
    expect((await historyOf(inner)).at(-1)).toEqual(['0.9.0', 'tag-only', 'v0.9.0']);
    expect((await historyOf(outer)).at(-1)).toEqual(['1.0.0', 'released', 'v1.0.0']);
    expect([...git.started].sort()).toEqual(ALL);
  });

  it('are watched above the folder that is open, once', async () => {
    repo.commit('inner', { 'inner/CHANGELOG.md': TEXT });
    await start(join(repo.folder, 'inner'));
    const uri = uriOf(repo.folder, 'inner/CHANGELOG.md');
    await historyOf(uri);
    await client.ask(messages.refreshRequest, {});
    await historyOf(uri);
    expect(watched()).toEqual([uriOf(repo.folder, '.git')]);
    expect(client.registrations.filter(({ method }) => method === 'workspace/didChangeWatchedFiles')).toHaveLength(2);
  });

  it('are seen where a repository is made while the editor is open', async () => {
    fs.rmSync(join(repo.folder, '.git'), { recursive: true });
    await start(repo.folder);
    const uri = uriOf(repo.folder, 'CHANGELOG.md');
    await client.open(uri, TEXT);
    expect((await historyOf(uri))[1]).toEqual(['1.0.0', 'not-compared', null]);
    const told = toldOf(uri);
    repo.git('init', '--quiet', '--initial-branch=main');
    repo.commit('again');
    repo.tag('v1.0.0');
    await filesChanged(uriOf(repo.folder, '.git/HEAD'), uriOf(repo.folder, '.git/refs/heads/main'));
    await client.until(() => (toldOf(uri) > told ? true : null));
    expect((await historyOf(uri))[1]).toEqual(['1.0.0', 'released', 'v1.0.0']);
  });
});
