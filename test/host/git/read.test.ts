import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readChanges } from '../../../src/host/git/changes.ts';
import { readCommits } from '../../../src/host/git/commits.ts';
import { readFormerPath } from '../../../src/host/git/former-path.ts';
import { readHistory } from '../../../src/host/git/history.ts';
import { readFilesAt } from '../../../src/host/git/objects.ts';
import { discoverRepository, readRepository, withoutCredentials } from '../../../src/host/git/repository.ts';
import { readTags } from '../../../src/host/git/tags.ts';
import { TestRepository } from '../../support/repository.ts';

const made: TestRepository[] = [];
function repository(...options: readonly string[]): TestRepository {
  const repo = new TestRepository(...options);
  made.push(repo);
  return repo;
}
afterEach(() => {
  for (const repo of made.splice(0)) repo.remove();
});

async function facts(repo: TestRepository, folder = '.') {
  const git = await repo.open(folder);
  const place = await discoverRepository(git);
  if ('notKnown' in place) throw new Error(place.notKnown);
  const read = await readRepository(git, place);
  if ('notKnown' in read) throw new Error(read.notKnown);
  return { place, facts: read, git };
}

describe('discoverRepository', () => {
  it('finds the repository above a folder', async () => {
    const repo = repository();
    repo.commit('first', { 'a/b.txt': 'b' });
    const { place } = await facts(repo, 'a');
    expect(place).toMatchObject({
      root: repo.folder,
      gitFolder: path.join(repo.folder, '.git'),
      shallow: false,
      objectFormat: 'sha1',
    });
  });

  it('says where there is none', async () => {
    const repo = repository();
    fs.rmSync(path.join(repo.folder, '.git'), { recursive: true });
    const found = await discoverRepository(await repo.open());
    expect(found).toEqual({ notKnown: `${repo.folder} is in no git repository` });
  });

  it('finds a linked work tree, whose .git is a file', async () => {
    const repo = repository();
    repo.commit('first');
    repo.tag('v1.0.0');
    repo.git('worktree', 'add', '--quiet', 'linked', '-b', 'side');
    const { place, facts: read } = await facts(repo, 'linked');
    expect(place.root).toBe(path.join(repo.folder, 'linked'));
    expect(place.commonFolder).toBe(path.join(repo.folder, '.git'));
    expect(read.head.branch).toBe('side');
    expect(read.tags.map(({ name }) => name)).toEqual(['v1.0.0']);
  });

  it('reads repositories with SHA-256 names', async () => {
    const repo = repository('--object-format=sha256');
    const commit = repo.commit('first', { 'CHANGELOG.md': 'one\n' });
    repo.tag('v1.0.0', 'One');
    const { place, facts: read, git } = await facts(repo);
    expect(place.objectFormat).toBe('sha256');
    expect(read.tags[0]?.commit).toBe(commit);
    const [file] = await readFilesAt(git, [{ revision: commit, path: 'CHANGELOG.md' }]);
    expect(file?.kind === 'file' && file.bytes.toString()).toBe('one\n');
  });

  it('refuses a work tree that lies elsewhere (T028)', async () => {
    const repo = repository();
    const other = repository();
    repo.git('config', 'core.worktree', other.folder);
    const found = await discoverRepository(await repo.open());
    expect(found).toHaveProperty('notKnown');
  });

  it('takes no bare repository inside a work tree for the project (T028)', async () => {
    const repo = repository();
    repo.git('init', '--quiet', '--bare', 'inner');
    const found = await discoverRepository(await repo.open('inner'));
    expect(found).toHaveProperty('notKnown');
  });

  it('says that a clone is shallow (T031)', async () => {
    const repo = repository();
    repo.commit('first');
    repo.commit('second');
    repo.git('clone', '--quiet', '--depth=1', `file://${repo.folder}`, 'clone');
    const { facts: read } = await facts(repo, 'clone');
    expect(read.shallow).toBe(true);
  });
});

describe('readRepository', () => {
  it('reads an empty repository', async () => {
    const { facts: read } = await facts(repository());
    expect(read).toMatchObject({ head: { commit: null }, tags: [], remotes: [], mainBranch: null });
  });

  it('reads branch, remotes without credentials, and the main branch', async () => {
    const repo = repository();
    const commit = repo.commit('first');
    repo.git('remote', 'add', 'origin', 'https://ada:secret@example.com/acme/widget.git');
    repo.git('checkout', '--quiet', '-b', 'topic');
    const { facts: read } = await facts(repo);
    expect(read.head).toEqual({ branch: 'topic', commit });
    expect(read.remotes).toEqual([{ name: 'origin', url: 'https://example.com/acme/widget.git' }]);
    expect(read.mainBranch).toBe('main');
  });

  it('knows a detached HEAD', async () => {
    const repo = repository();
    const commit = repo.commit('first');
    repo.git('checkout', '--quiet', '--detach');
    expect((await facts(repo)).facts.head).toEqual({ branch: null, commit });
  });

  it.each([
    ['https://user:pass@example.com/a.git', 'https://example.com/a.git'],
    ['https://token@example.com/a.git', 'https://example.com/a.git'],
    ['https://user:p@ss@example.com/a.git', 'https://example.com/a.git'],
    ['git@example.com:a/b.git', 'git@example.com:a/b.git'],
    ['ssh://git@example.com/a/b.git', 'ssh://example.com/a/b.git'],
    ['https://example.com/@scope/a.git', 'https://example.com/@scope/a.git'],
  ])('takes the credentials out of %s (T120)', (url, clean) => {
    expect(withoutCredentials(url)).toBe(clean);
  });
});

describe('readTags', () => {
  it('tells annotated tags from lightweight ones, with dates, objects and messages', async () => {
    const repo = repository();
    const first = repo.commit('first');
    repo.tag('v1.0.0');
    const second = repo.commit('second');
    repo.tag('v1.1.0', 'Release v1.1.0\n\nHighlights:\n\n- a; b | c\n');
    repo.git('tag', 'tree', 'HEAD^{tree}');
    repo.git('tag', '--annotate', '--message', 'of a tree', 'tagged-tree', 'HEAD^{tree}');
    const tags = await readTags(await repo.open());
    expect(tags).toEqual([
      {
        name: 'tagged-tree',
        object: expect.any(String),
        commit: null,
        annotated: true,
        signed: false,
        date: expect.any(String),
        message: 'of a tree',
      },
      {
        name: 'tree',
        object: expect.any(String),
        commit: null,
        annotated: false,
        signed: false,
        date: null,
        message: null,
      },
      {
        name: 'v1.0.0',
        object: first,
        commit: first,
        annotated: false,
        signed: false,
        date: '2026-01-01T13:00:00+00:00',
        message: null,
      },
      {
        name: 'v1.1.0',
        object: expect.stringMatching(/^[0-9a-f]{40}$/),
        commit: second,
        annotated: true,
        signed: false,
        date: '2026-01-01T14:00:00+00:00',
        message: 'Release v1.1.0\n\nHighlights:\n\n- a; b | c',
      },
    ]);
  });

  it('reads names that look like options or hold hidden characters as what they are (T033, T036)', async () => {
    const repo = repository();
    const commit = repo.commit('first');
    for (const name of ['-d', '--delete', 'v1.0.0\u202e']) repo.git('update-ref', `refs/tags/${name}`, commit);
    const tags = await readTags(await repo.open());
    expect('notKnown' in tags ? tags : tags.map(({ name }) => name).sort()).toEqual(['--delete', '-d', 'v1.0.0\u202e']);
  });
});

describe('readFilesAt', () => {
  it('answers in the order of the questions', async () => {
    const repo = repository();
    const first = repo.commit('first', { 'CHANGELOG.md': 'one\n\n', 'ü mit Leerzeichen.md': 'ü' });
    const second = repo.commit('second', { 'CHANGELOG.md': 'two' });
    const files = await readFilesAt(await repo.open(), [
      { revision: second, path: 'CHANGELOG.md' },
      { revision: first, path: 'no such file' },
      { revision: first, path: 'CHANGELOG.md' },
      { revision: '0'.repeat(40), path: 'CHANGELOG.md' },
      { revision: first, path: 'ü mit Leerzeichen.md' },
      { revision: first, path: 'a\nb' },
      { revision: '--help', path: 'CHANGELOG.md' },
    ]);
    expect(files.map((file) => (file.kind === 'file' ? file.bytes.toString() : file.kind))).toEqual([
      'two',
      'absent',
      'one\n\n',
      'absent',
      'ü',
      'failed',
      'failed',
    ]);
  });
});

describe('readCommits', () => {
  it('reads a range newest first', async () => {
    const repo = repository();
    const first = repo.commit('first');
    repo.commit('second: with | and ;\n\nBody\n\nof two');
    const third = repo.commit('third');
    const commits = await readCommits(await repo.open(), { after: first, upTo: third, limit: 10 });
    expect('notKnown' in commits ? commits : commits.map(({ subject, body }) => [subject, body])).toEqual([
      ['third', ''],
      ['second: with | and ;', 'Body\n\nof two'],
    ]);
    expect('notKnown' in commits ? null : commits[0]).toMatchObject({
      id: third,
      authorName: 'Ada',
      authorEmail: 'ada@example.com',
      authored: '2026-01-01T15:00:00+00:00',
    });
    expect(await readCommits(await repo.open(), { after: null, upTo: '--all', limit: 1 })).toHaveProperty('notKnown');
  });
});

describe('readChanges', () => {
  it('reads many pairs at once, binary files and equal trees included', async () => {
    const repo = repository();
    const first = repo.commit('first', { a: '1\n2\n', 'dir/b c': 'x\n' });
    const second = repo.commit('second', { a: '1\n2\n3\n', binary: '\0\x01' });
    const third = repo.commit('third');
    const changes = await readChanges(await repo.open(), [
      { from: first, to: second },
      { from: second, to: third },
      { from: second, to: first },
    ]);
    expect(changes).toEqual([
      [
        { path: 'a', added: 1, deleted: 0 },
        { path: 'binary', added: null, deleted: null },
      ],
      [],
      [
        { path: 'a', added: 0, deleted: 1 },
        { path: 'binary', added: null, deleted: null },
      ],
    ]);
  });
});

describe('readChanges, where it cannot look', () => {
  it.each([
    ['what is no object name', 'HEAD'],
    ['a commit that is not there', '1'.repeat(40)],
  ])('says so of %s', async (_name, missing) => {
    const repo = repository();
    const commit = repo.commit('first');
    const git = await repo.open();
    expect(await readChanges(git, [{ from: commit, to: missing }])).toHaveProperty('notKnown');
    expect(await readChanges(git, [{ from: missing, to: commit }])).toHaveProperty('notKnown');
  });
});

describe('readHistory', () => {
  it('reads what several tips contain, each commit once and before its parents', async () => {
    const repo = repository();
    const first = repo.commit('first');
    repo.git('checkout', '--quiet', '-b', 'side');
    const side = repo.commit('on the side, with "quotes"');
    repo.git('checkout', '--quiet', 'main');
    const second = repo.commit('second\n\nwith a body');
    repo.git('merge', '--quiet', '--no-ff', '--message', 'merge', 'side');
    const merge = repo.git('rev-parse', 'HEAD');
    const history = await readHistory(await repo.open(), [merge, side, second]);
    if ('notKnown' in history) throw new Error(history.notKnown);
    expect(history.map(({ id }) => id).sort()).toEqual([first, side, second, merge].sort());
    const place = new Map(history.map(({ id }, i) => [id, i]));
    for (const { id, parents } of history)
      for (const parent of parents) expect(place.get(parent)).toBeGreaterThan(place.get(id) as number);
    expect(history.find(({ id }) => id === merge)?.parents).toEqual([second, side]);
    expect(history.find(({ id }) => id === side)).toMatchObject({
      subject: 'on the side, with "quotes"',
      authored: '2026-01-01T14:00:00+00:00',
    });
  });

  it('tells which commits concern a folder, and still reads all of them', async () => {
    const repo = repository();
    const first = repo.commit('first', { 'a [b]/x': '1', 'other/x': '1' });
    const second = repo.commit('second', { 'other/x': '2' });
    const third = repo.commit('third', { 'a [b]/x': '2' });
    const history = await readHistory(await repo.open(), [third], 'a [b]');
    expect('notKnown' in history ? history : history.map(({ id, concerned }) => [id, concerned])).toEqual([
      [third, true],
      [second, false],
      [first, true],
    ]);
  });

  it.each([
    ['nothing', [], []],
    ['what is no object name', ['--all'], { notKnown: 'a tip names no commit' }],
    ['a commit that is not there', ['1'.repeat(40)], { notKnown: expect.stringContaining('1'.repeat(40)) }],
  ])('answers for %s', async (_name, tips, expected) => {
    const repo = repository();
    repo.commit('first');
    expect(await readHistory(await repo.open(), tips)).toEqual(expected);
  });
});

describe('readFormerPath', () => {
  const text = Array.from({ length: 40 }, (_, i) => `- Entry ${i}\n`).join('');
  it.each([
    ['renamed', [['CHANGES.md', 'CHANGELOG.md']], 'CHANGES.md'],
    [
      'renamed and moved',
      [
        ['CHANGES.md', 'docs/news [1].md'],
        ['docs/news [1].md', 'CHANGELOG.md'],
      ],
      'CHANGES.md',
    ],
    ['as it was', [], null],
  ])('finds the name of a file that was %s since', async (_name, renames, expected) => {
    const repo = repository();
    const at = repo.commit('first', { [renames[0]?.[0] ?? 'CHANGELOG.md']: text });
    for (const [from = '', to = ''] of renames) {
      repo.commit('between', { 'other.txt': `${from}\n` });
      fs.mkdirSync(path.dirname(path.join(repo.folder, to)), { recursive: true });
      repo.git('mv', from, to);
      repo.commit('rename', { [to]: `${text}- One more\n` });
    }
    const now = repo.commit('last');
    expect(await readFormerPath(await repo.open(), { path: 'CHANGELOG.md', now, at })).toBe(expected);
  });

  it('says where it cannot look', async () => {
    const repo = repository();
    const now = repo.commit('first');
    const git = await repo.open();
    expect(await readFormerPath(git, { path: 'a', now, at: 'HEAD' })).toHaveProperty('notKnown');
    expect(await readFormerPath(git, { path: 'a', now, at: '1'.repeat(40) })).toHaveProperty('notKnown');
  });
});
