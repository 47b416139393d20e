import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../src/host/files.ts';
import { openRepository } from '../../src/host/git/open-repository.ts';
import * as messages from '../../src/protocol/messages.ts';
import type { LedgerView, RowDto } from '../../src/protocol/rows.ts';
import { type ClientOptions, startClient, type TestClient } from '../support/lsp-client.ts';
import { TestRepository } from '../support/repository.ts';

const release = (heading: string, ...entries: readonly string[]): string =>
  `## ${heading}\n\n### Added\n\n${entries.map((entry) => `- ${entry}\n`).join('')}\n`;
const FIRST = `# Changelog\n\n${release('1.0.0 - 2026-01-01', 'A first thing')}`;
const SECOND = FIRST.replace(
  '## 1.0.0',
  `${release('2.0.0-rc.1 - 2026-01-02', '**Breaking:** a `second` [thing](https://x.example)')}## 1.0.0`,
);
const THIRD = SECOND.replace(
  '## 2.0.0-rc.1',
  `${release('[Unreleased]', 'More', 'More')}${release('2.0.0 - 2026-01-03 [YANKED]', 'A second thing')}## 2.0.0-rc.1`,
);

let repo: TestRepository;
let client: TestClient;
let opened: string[];

beforeEach(() => {
  opened = [];
  repo = new TestRepository();
  repo.commit('one', { 'CHANGELOG.md': FIRST, 'package.json': '{ "version": "1.0.0" }\n', 'gone.txt': 'a\nb\n' });
  repo.tag('v1.0.0', 'The first one');
  repo.write('gone.txt', '');
  repo.git('rm', '--quiet', '--force', 'gone.txt');
  repo.commit('two', { 'CHANGELOG.md': SECOND, 'new.txt': 'new\n' });
  repo.tag('v2.0.0-rc.1');
  repo.write('picture.png', new Uint8Array([137, 80, 78, 71, 0, 1, 2]));
  repo.commit('three', { 'CHANGELOG.md': THIRD });
});
afterEach(async () => {
  expect(client.violations).toEqual([]);
  await client.stop();
  repo.remove();
});

async function start(options: ClientOptions = {}, folder = repo.folder): Promise<void> {
  client = await startClient({
    folders: [pathToFileURL(folder).href],
    ...options,
    host: {
      files: diskFiles,
      openRepository: (at) => {
        opened.push(at);
        return openRepository(at, { ...process.env, HOME: repo.folder });
      },
    },
  });
}

const uriOf = (file: string): string => pathToFileURL(join(repo.folder, file)).href;
const changelog = (): { readonly uri: string } => ({ uri: uriOf('CHANGELOG.md') });
const rows = (view: LedgerView, parent?: Pick<RowDto, 'uri' | 'path'>) =>
  client.ask(messages.rowsRequest, { view, ...(parent && { parent: { uri: parent.uri, path: parent.path } }) });
const labels = (list: readonly RowDto[]): readonly string[] =>
  list.map(({ kind, label, state, count }) => [kind, label, state, count || null].filter((part) => part).join(' '));

async function children(view: LedgerView, ...path: readonly number[]): Promise<readonly RowDto[]> {
  let list = (await rows(view)).rows;
  for (const at of path) list = (await rows(view, list[at])).rows;
  return list;
}

describe('the rows of Release History', () => {
  it('are the releases, newest first, each with its state', async () => {
    await start();
    const list = await children('history');
    expect(labels(list)).toEqual([
      'release 2.0.0 untagged 1',
      'release 2.0.0-rc.1 released 1',
      'release 1.0.0 released 1',
    ]);
    expect(list.map(({ marks }) => marks)).toEqual([
      ['written', 'yanked'],
      ['written', 'tagged', 'comparable', 'prerelease'],
      ['written', 'tagged'],
    ]);
    expect(list[0]).toMatchObject({ date: '2026-01-03', place: { uri: changelog().uri, line: 9 }, release: '2.0.0' });
  });

  it('tell a section that has changed since its tag', async () => {
    repo.write('CHANGELOG.md', THIRD.replace('- A first thing', '- A first thing\n- Filed too late'));
    await start();
    expect((await children('history')).map(({ state }) => state)).toEqual(['untagged', 'released', 'changed']);
    const { value } = await client.ask(messages.describeRowRequest, {
      textDocument: changelog(),
      view: 'history',
      path: (await children('history'))[2]?.path ?? [],
    });
    expect(value).toContainEqual({ words: 'changedSince', args: ['v1.0.0'], days: null, item: false });
    expect(value?.at(-1)).toEqual({ words: 'added', args: ['Filed too late'], days: null, item: true });
  });

  it('have the tag, the problems and the categories of a release below it', async () => {
    await start();
    expect(labels(await children('history', 1))).toEqual([
      'tag v2.0.0-rc.1 lightweight',
      expect.stringMatching(/^problems \w+ \d+$/),
      'category Added 1',
    ]);
    expect(labels(await children('history', 1, 2))).toEqual(['entry Breaking: a second thing breaking']);
    expect((await children('history', 1, 1)).map(({ kind }) => kind)).toContain('problem');
  });

  it('say of a tag when it was made, on which commit and why', async () => {
    await start();
    const [tag] = await children('history', 2);
    expect(tag).toMatchObject({ kind: 'tag', label: 'v1.0.0', state: 'annotated', date: '2026-01-01' });
    const { value } = await client.ask(messages.describeRowRequest, {
      textDocument: changelog(),
      view: 'history',
      path: tag?.path ?? [],
    });
    expect(value).toEqual([
      { words: null, args: ['**v1.0.0**'], days: null, item: false },
      { words: 'annotatedTag', args: ['2026-01-01'], days: 59, item: false },
      { words: 'commit', args: [repo.git('rev-parse', 'v1.0.0^{commit}')], days: null, item: false },
      { words: null, args: ['```text\nThe first one\n```'], days: null, item: false },
    ]);
  });

  it('show a tag that has no section', async () => {
    repo.tag('v0.9.0');
    await start();
    expect(labels(await children('history')).at(-1)).toBe('release 0.9.0 tag-only');
  });

  it('are there without git, with the reason', async () => {
    await start({ initializationOptions: { trusted: false } });
    const list = await children('history');
    expect(labels(list)).toEqual([
      'notCompared',
      'release 2.0.0 not-compared 1',
      'release 2.0.0-rc.1 not-compared 1',
      'release 1.0.0 not-compared 1',
    ]);
    expect(list[0]?.detail).toMatch(/not trusted/);
    expect(opened).toEqual([]);
  });
});

describe('the rows of Unreleased', () => {
  it('are the next version with its reasons, and the entries by category', async () => {
    await start();
    const list = await children('unreleased');
    expect(labels(list).filter((label) => !label.startsWith('problems'))).toEqual([
      'next 2.1.0 minor 2',
      'category Added 2',
      'commits v1.0.0 2',
    ]);
    expect(labels(await children('unreleased', 0))).toEqual(['reason More minor', 'reason More minor']);
  });

  it('have a name of their own where two entries read alike', async () => {
    await start();
    const entries = await children('unreleased', (await children('unreleased')).length - 2);
    expect(labels(entries)).toEqual(['entry More', 'entry More']);
    expect(new Set(entries.map(({ path }) => path.join('\n'))).size).toBe(2);
  });

  it('have the commits since the last release, merges left out, and tell all of each', async () => {
    repo.git('checkout', '--quiet', '-b', 'side', 'HEAD~1');
    const side = repo.commit('Mend the oars\n\nThey were **too** short.', { 'oars.txt': 'long\n' });
    repo.git('checkout', '--quiet', '-');
    repo.git('merge', '--quiet', '--no-ff', '--no-edit', 'side');
    await start();
    const at = (await children('unreleased')).length - 1;
    expect(labels(await children('unreleased')).at(-1)).toBe('commits v1.0.0 3');
    const commits = await children('unreleased', at);
    expect(labels(commits).toSorted()).toEqual(['commit Mend the oars', 'commit three', 'commit two']);
    const mended = commits.find(({ label }) => label === 'Mend the oars');
    expect(mended).toMatchObject({ detail: side.slice(0, 7), hasChildren: false });
    const { value } = await client.ask(messages.describeRowRequest, {
      textDocument: changelog(),
      view: 'unreleased',
      path: mended?.path ?? [],
    });
    expect(value?.map(({ words, args }) => [words, args[0]])).toEqual([
      [null, '**Mend the oars**'],
      ['author', expect.any(String)],
      ['commit', side],
      [null, expect.stringContaining('They were **too** short.')],
    ]);
  });

  it('are the commits alone, and open, where the changelog tells of nothing yet', async () => {
    repo.write('CHANGELOG.md', FIRST);
    await start();
    const { rows: list } = await rows('unreleased');
    expect(list).toMatchObject([{ kind: 'commits', label: 'v1.0.0', count: 2, expanded: true, marks: [] }]);
  });

  it('are none where nothing is unreleased', async () => {
    repo.git('tag', 'v2.0.0');
    repo.write('CHANGELOG.md', THIRD.replace(/## \[Unreleased\][\s\S]*?(?=## 2)/, ''));
    await start();
    expect(await rows('unreleased')).toEqual({ rows: [], empty: 'nothingUnreleased' });
  });
});

describe('the rows of Version Files', () => {
  it.each([
    ['1.0.0', 'behind'],
    ['2.0.0', 'agrees'],
    ['2.1.0', 'ahead'],
    ['0.0.0', 'silent'],
  ])('say of %s that it %s', async (version, state) => {
    repo.write('package.json', `{ "version": "${version}" }\n`);
    await start();
    expect(labels(await children('versionFiles'))).toEqual([`versionFile package.json ${state}`]);
  });

  it('are none where no file says a version', async () => {
    repo.git('rm', '--quiet', 'package.json');
    await start();
    expect(await rows('versionFiles')).toEqual({ rows: [], empty: 'noVersionFiles' });
  });
});

describe('several changelogs', () => {
  it('have a row each, those without anything say so', async () => {
    repo.write('release-ledger.jsonc', '{ "changelog": { "files": ["**/CHANGELOG.md"] } }\n');
    repo.write('packages/oars/CHANGELOG.md', FIRST);
    await start();
    expect(labels(await children('unreleased'))).toEqual([
      'changelog CHANGELOG.md',
      'changelog packages/oars/CHANGELOG.md',
    ]);
    expect(labels(await children('unreleased', 1))).toEqual(['nothing nothingUnreleased']);
    const summaries = await client.ask(messages.ledgersRequest, {});
    expect(summaries.map(({ path, unreleased }) => [path, unreleased])).toEqual([
      ['CHANGELOG.md', 2],
      ['packages/oars/CHANGELOG.md', 0],
    ]);
  });

  it('are those of the packages that the root declares, too', async () => {
    repo.write('lerna.json', '{ "packages": ["packages/*"] }\n');
    repo.write('packages/oars/CHANGELOG.md', FIRST);
    repo.write('packages/oars/package.json', '{ "name": "oars", "version": "1.0.0" }\n');
    await start();
    expect(labels(await children('unreleased'))).toEqual([
      'changelog CHANGELOG.md',
      'changelog packages/oars/CHANGELOG.md',
    ]);
  });
});

describe('a changelog that is open and belongs to something else', () => {
  it('is none of the workspace', async () => {
    repo.write('vendor/oars/CHANGELOG.md', FIRST);
    await start();
    await client.open(uriOf('vendor/oars/CHANGELOG.md'), FIRST);
    expect(labels(await children('history')).length).toBe(3);
    expect((await client.ask(messages.ledgersRequest, {})).map(({ path }) => path)).toEqual(['CHANGELOG.md']);
  });

  it('is what is meant where there is no other', async () => {
    repo.git('rm', '--quiet', '--force', 'CHANGELOG.md');
    repo.write('vendor/oars/CHANGELOG.md', FIRST);
    await start();
    await client.open(uriOf('vendor/oars/CHANGELOG.md'), FIRST);
    expect(await rows('history')).toMatchObject({ empty: null, rows: [{ label: '2.0.0-rc.1' }, { label: '1.0.0' }] });
  });
});

describe('a workspace without a changelog', () => {
  it('has none, and says so', async () => {
    repo.git('rm', '--quiet', '--force', 'CHANGELOG.md');
    await start();
    expect(await rows('history')).toEqual({ rows: [], empty: 'noChangelog' });
    expect(await client.ask(messages.ledgersRequest, {})).toEqual([]);
  });
});

describe('the summary of a ledger', () => {
  it('says where the project stands', async () => {
    await start();
    const [summary] = await client.ask(messages.ledgersRequest, { textDocument: changelog() });
    expect(summary).toMatchObject({
      current: '2.0.0',
      currentState: 'untagged',
      next: { version: '2.1.0', level: 'minor', reasons: 2 },
      unreleased: 2,
      versionFiles: 1,
      behind: [{ uri: uriOf('package.json'), version: '1.0.0', expected: '2.0.0' }],
      notCompared: null,
    });
  });
});

describe('comparing a release with the one before it', () => {
  const compare = (label: string) => client.ask(messages.compareRequest, { textDocument: changelog(), release: label });
  const read = (revision: string, path: string) =>
    client.ask(messages.fileAtRevisionRequest, { textDocument: changelog(), revision, path });

  it('finds what was added, modified and deleted between their tags, and reads both sides', async () => {
    await start();
    const { value } = await compare('2.0.0-rc.1');
    expect([value?.from.name, value?.to.name, value?.total]).toEqual(['v1.0.0', 'v2.0.0-rc.1', 3]);
    expect(value?.files).toEqual([
      { path: 'CHANGELOG.md', change: 'modified' },
      { path: 'gone.txt', change: 'deleted' },
      { path: 'new.txt', change: 'added' },
    ]);
    const { from, to } = value as NonNullable<typeof value>;
    expect(await Promise.all([read(from.commit, 'CHANGELOG.md'), read(to.commit, 'CHANGELOG.md')])).toEqual([
      { value: { kind: 'text', text: FIRST } },
      { value: { kind: 'text', text: SECOND } },
    ]);
    expect(await read(to.commit, 'gone.txt')).toEqual({ value: { kind: 'absent' } });
  });

  it('shows no binary file as text', async () => {
    await start();
    const { value } = await compare('Unreleased');
    expect(value?.to.name).toBe('HEAD');
    expect(value?.files).toContainEqual({ path: 'picture.png', change: 'added' });
    expect(await read(String(value?.to.commit), 'picture.png')).toMatchObject({ value: { kind: 'binary' } });
  });

  it('has no pre-release for the one before a release', async () => {
    repo.tag('v2.0.0');
    await start();
    expect((await compare('2.0.0')).value?.from.name).toBe('v1.0.0');
  });

  it('shows nothing outside of the folder that is open', async () => {
    repo.commit('four', { 'docs/CHANGELOG.md': FIRST, 'docs/a.md': 'a\n', 'secret.txt': 'b\n' });
    repo.tag('v2.0.0');
    repo.tag('v1.0.1', 'x');
    repo.commit('five', { 'docs/a.md': 'c\n', 'secret.txt': 'd\n' });
    await start({}, join(repo.folder, 'docs'));
    const { value } = await client.ask(messages.compareRequest, {
      textDocument: { uri: uriOf('docs/CHANGELOG.md') },
      release: '2.0.0',
    });
    expect(value?.files.map(({ path }) => path)).not.toContain('secret.txt');
    expect(value?.folder).toBe('docs');
    const { refusal } = await client.ask(messages.fileAtRevisionRequest, {
      textDocument: { uri: uriOf('docs/CHANGELOG.md') },
      revision: String(value?.to.commit),
      path: 'secret.txt',
    });
    expect(refusal?.code).toBe('outside-workspace');
  });

  it.each([
    ['1.0.0', 'not-found', /first release that is tagged/],
    ['2.0.0', 'not-found', /not tagged/],
    ['3.0.0', 'unknown-release', /no release/],
  ])('says why not for %s', async (label, code, message) => {
    await start();
    const { refusal } = await compare(label);
    expect(refusal?.code).toBe(code);
    expect(refusal?.message).toMatch(message);
  });

  it('starts no git in a workspace that is not trusted', async () => {
    await start({ initializationOptions: { trusted: false } });
    expect((await compare('2.0.0-rc.1')).refusal?.message).toMatch(/not trusted/);
    expect((await read(repo.git('rev-parse', 'HEAD'), 'CHANGELOG.md')).refusal?.message).toMatch(/not trusted/);
    expect(opened).toEqual([]);
  });

  it('refuses what is no revision and no file of the repository', async () => {
    await start();
    const head = repo.git('rev-parse', 'HEAD');
    expect((await read('--version', 'CHANGELOG.md')).refusal?.code).toBe('failed');
    expect((await read(head, '../../etc/passwd')).refusal?.code).toBe('outside-workspace');
    expect((await read(head, './CHANGELOG.md')).refusal?.code).toBe('outside-workspace');
    expect(await read(head, 'nothing.txt')).toEqual({ value: { kind: 'absent' } });
  });
});
