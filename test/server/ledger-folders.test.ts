import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServerHost } from '../../server/host.ts';
import type { PolicyStore } from '../../server/policies.ts';
import type { Workspace } from '../../server/workspace.ts';
import { WorkspaceChangelogs } from '../../server/workspace-changelogs.ts';
import { DEFAULT_POLICY } from '../../src/core/index.ts';
import { diskFiles } from '../../src/host/files.ts';
import { openRepository } from '../../src/host/git/open-repository.ts';
import * as messages from '../../src/protocol/messages.ts';
import type { LedgerView, RowDto } from '../../src/protocol/rows.ts';
import { CountingGit } from '../support/counting-git.ts';
import { type ClientOptions, startClient, type TestClient } from '../support/lsp-client.ts';
import { TestRepository } from '../support/repository.ts';

const textOf = (version: string): string =>
  `# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Something new\n\n## [${version}] - 2026-01-01\n\n### Added\n\n- A first thing\n`;

/** A machine that does something else as well takes its time. */
const PATIENCE = { timeout: 30_000 };

const repositories: TestRepository[] = [];
let git: CountingGit;
let client: TestClient;

function repository(version: string): TestRepository {
  const repo = new TestRepository();
  repositories.push(repo);
  repo.commit('one', { 'CHANGELOG.md': textOf(version), 'package.json': `{ "version": "${version}" }\n` });
  repo.tag(`v${version}`);
  return repo;
}

let one: TestRepository;
let two: TestRepository;

beforeEach(() => {
  one = repository('1.0.0');
  two = repository('2.0.0');
  git = new CountingGit(one.folder);
});
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
  git.remove();
  for (const each of repositories.splice(0)) each.remove();
});

const uriOf = (...segments: readonly string[]): string => pathToFileURL(join(...segments)).href;

async function start(folders: readonly string[], options: ClientOptions = {}): Promise<void> {
  client = await startClient({
    folders,
    ...options,
    host: { files: diskFiles, openRepository: (folder) => openRepository(folder, git.env) },
  });
}

const startBoth = (): Promise<void> => start([uriOf(one.folder), uriOf(two.folder)]);

const ask = (view: LedgerView, parent?: RowDto) =>
  client.ask(messages.rowsRequest, { view, ...(parent && { parent: { uri: parent.uri, path: parent.path } }) });
const nameOf = ({ folder }: TestRepository): string => folder.slice(folder.lastIndexOf('/') + 1);

/** The first rows of a view, each with those below it. */
async function tree(view: LedgerView): Promise<readonly unknown[]> {
  const { rows } = await ask(view);
  return Promise.all(
    rows.map(async (row) => [
      row.label,
      row.detail,
      (await ask(view, row)).rows.map(({ label, state }) => `${label} ${state}`),
    ]),
  );
}

describe('a workspace of several folders', () => {
  it('has a row for the changelog of each in every view, with the folder’s name', async () => {
    await startBoth();
    expect(await tree('history')).toEqual([
      ['CHANGELOG.md', nameOf(one), ['1.0.0 released']],
      ['CHANGELOG.md', nameOf(two), ['2.0.0 released']],
    ]);
    expect(await tree('unreleased')).toEqual([
      ['CHANGELOG.md', nameOf(one), ['1.1.0 minor', ' warning', 'Added null']],
      ['CHANGELOG.md', nameOf(two), ['2.1.0 minor', ' warning', 'Added null']],
    ]);
    expect(await tree('versionFiles')).toEqual([
      ['CHANGELOG.md', nameOf(one), ['package.json agrees']],
      ['CHANGELOG.md', nameOf(two), ['package.json agrees']],
    ]);
    const { rows } = await ask('readiness');
    expect(rows.map(({ detail }) => detail)).toEqual([nameOf(one), nameOf(two)]);
    const summaries = await client.ask(messages.ledgersRequest, {});
    expect(summaries.map(({ current, next }) => [current, next?.version])).toEqual([
      ['1.0.0', '1.1.0'],
      ['2.0.0', '2.1.0'],
    ]);
  });

  it('names the folder of each changelog to whoever chooses one', async () => {
    await startBoth();
    const changelogs = await client.ask(messages.changelogsRequest, {});
    expect(changelogs.map(({ path, folder }) => [path, folder])).toEqual([
      ['CHANGELOG.md', uriOf(one.folder)],
      ['CHANGELOG.md', uriOf(two.folder)],
    ]);
  });

  it('is read afresh in all of its repositories', async () => {
    await startBoth();
    await tree('history');
    one.tag('v0.9.0');
    two.tag('v1.9.0');
    two.write('package.json', '{ "version": "1.9.0" }\n');
    git.forget();
    await client.ask(messages.refreshRequest, {});
    // Branches and tags of each, and whether the release that a file is behind of is another branch's.
    expect(git.started.filter((command) => command === 'for-each-ref')).toHaveLength(5);
    expect((await tree('history')).map((row) => (row as readonly unknown[])[2])).toEqual([
      ['1.0.0 released', '0.9.0 tag-only'],
      ['2.0.0 released', '1.9.0 tag-only'],
    ]);
    expect((await tree('versionFiles')).map((row) => (row as readonly unknown[])[2])).toEqual([
      ['package.json agrees'],
      ['package.json behind'],
    ]);
  });

  it('gains and loses rows with its folders; one alone has its releases at the top', async () => {
    await startBoth();
    const event = (added: readonly TestRepository[], removed: readonly TestRepository[]) => {
      const toFolder = ({ folder }: TestRepository) => ({ uri: uriOf(folder), name: folder });
      return client.notify('workspace/didChangeWorkspaceFolders', {
        event: { added: added.map(toFolder), removed: removed.map(toFolder) },
      });
    };
    expect(await tree('history')).toHaveLength(2);
    await event([], [two]);
    await expect.poll(async () => (await ask('history')).rows.map(({ label }) => label), PATIENCE).toEqual(['1.0.0']);
    const three = repository('3.0.0');
    await event([two, three], []);
    await expect
      .poll(async () => (await ask('history')).rows.map(({ detail }) => detail), PATIENCE)
      .toEqual([one, two, three].map(nameOf));
  });

  it('tells of each changelog by itself what there is nothing of', async () => {
    two.write('CHANGELOG.md', '# Changelog\n\n## [Unreleased]\n');
    two.git('tag', '--delete', 'v2.0.0');
    two.git('rm', '--quiet', '--force', 'package.json');
    await startBoth();
    for (const [view, empty] of [
      ['history', 'noReleases'],
      ['unreleased', 'nothingUnreleased'],
      ['versionFiles', 'noVersionFiles'],
    ] as const) {
      const { rows } = await ask(view);
      const below = (await ask(view, rows[1])).rows.map(({ kind, state }) => [kind, state]);
      expect([view, below]).toEqual([view, [['nothing', empty]]]);
    }
  });
});

describe('a search for changelogs', () => {
  it('that another one overtakes ends with what that one finds', async () => {
    const workspace = { folders: [{ uri: uriOf(one.folder), path: one.folder }] } as unknown as Workspace;
    const policies = { get: async () => ({ policy: DEFAULT_POLICY }) } as unknown as PolicyStore;
    const changelogs = new WorkspaceChangelogs({ files: diskFiles } as unknown as ServerHost, workspace, policies);
    const found: number[] = [];
    const asked = [0, 1, 2].map(() => changelogs.search().then(() => found.push(changelogs.files.length)));
    await Promise.all(asked);
    expect(found).toEqual([1, 1, 1]);
    changelogs.dispose();
    await start([]);
  });
});

describe('a view without rows says why', () => {
  const empty = async (view: LedgerView = 'history') => {
    const { rows, empty } = await ask(view);
    expect(rows).toEqual([]);
    return empty;
  };
  const BARE = '# Changelog\n\n## [Unreleased]\n';

  it('no folder', async () => {
    await start([]);
    expect(await empty()).toBe('noChangelog');
  });

  it('no changelog', async () => {
    one.git('rm', '--quiet', 'CHANGELOG.md');
    await start([uriOf(one.folder)]);
    for (const view of ['history', 'unreleased', 'versionFiles', 'readiness'] as const) {
      expect([view, await empty(view)]).toEqual([view, 'noChangelog']);
    }
  });

  it('folders that lie on no disk, whether or not a changelog of them is open', async () => {
    await start(['virtual://host/project']);
    expect(await empty()).toBe('notOnDisk');
    await client.open('virtual://host/project/CHANGELOG.md', BARE);
    expect(await empty()).toBe('notOnDisk');
  });

  it('nothing released and no tags', async () => {
    one.write('CHANGELOG.md', BARE);
    one.git('tag', '--delete', 'v1.0.0');
    await start([uriOf(one.folder)]);
    expect(await empty()).toBe('noReleases');
  });

  it.each([
    ['no repository', {}],
    ['a workspace that is not trusted', { initializationOptions: { trusted: false } }],
  ])('nothing released and %s: whether there are tags is not known', async (name, options) => {
    one.write('CHANGELOG.md', BARE);
    if (name === 'no repository') one.remove();
    if (name === 'no repository') one.write('CHANGELOG.md', BARE);
    await start([uriOf(one.folder)], options);
    expect(await empty()).toBe('noRepository');
  });
});
