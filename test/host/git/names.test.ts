import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readChanges } from '../../../src/host/git/changes.ts';
import { readCommits } from '../../../src/host/git/commits.ts';
import { readFilesAt } from '../../../src/host/git/objects.ts';
import { discoverRepository, readRepository } from '../../../src/host/git/repository.ts';
import { readTags } from '../../../src/host/git/tags.ts';
import { TestRepository } from '../../support/repository.ts';

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
});
afterEach(() => repo.remove());

async function facts() {
  const git = await repo.open();
  const place = await discoverRepository(git);
  const read = 'notKnown' in place ? place : await readRepository(git, place);
  if ('notKnown' in read) throw new Error(read.notKnown);
  return read;
}

/** Stores an object as it is, also one that git would not make. */
function store(type: 'blob' | 'tree' | 'commit' | 'tag', content: string | Uint8Array): string {
  const args = ['hash-object', '-t', type, '--literally', '-w', '--stdin'];
  return execFileSync('git', args, { cwd: repo.folder, input: content, encoding: 'utf8' }).trim();
}

function storeCommit(lines: readonly string[], message: string): string {
  return store('commit', [`tree ${repo.git('write-tree')}`, ...lines, '', message].join('\n'));
}

const COMMITTER = 'committer Ada <ada@example.com> 1767268800 +0000';

async function commitsUpTo(upTo: string) {
  const commits = await readCommits(await repo.open(), { after: null, upTo, limit: 10 });
  if ('notKnown' in commits) throw new Error(commits.notKnown);
  return commits;
}

describe('names of refs', () => {
  it('that are git’s own words lead nowhere else (T037)', async () => {
    const first = repo.commit('first');
    const second = repo.commit('second');
    const names = ['HEAD', '@', 'refs/heads/main', 'heads/main', 'refs/remotes/origin/HEAD', 'FETCH_HEAD'];
    for (const name of names) repo.git('update-ref', `refs/tags/${name}`, first);
    const { head, tags, mainBranch } = await facts();
    expect(head).toEqual({ branch: 'main', commit: second });
    expect(mainBranch).toBe('main');
    expect(tags.map(({ name, commit }) => [name, commit])).toEqual([...names].sort().map((name) => [name, first]));
  });

  it('that are a file and a folder at once are both read (T038)', async () => {
    const commit = repo.commit('first');
    repo.git('pack-refs', '--all');
    appendFileSync(
      path.join(repo.folder, '.git/packed-refs'),
      `${commit} refs/tags/v1\n${commit} refs/tags/v1/2.0.0\n`,
    );
    expect((await facts()).tags.map(({ name }) => name)).toEqual(['v1', 'v1/2.0.0']);
  });

  it('that a branch and a tag share are the tag’s where tags are asked for (T039)', async () => {
    const tagged = repo.commit('first', { 'CHANGELOG.md': 'as tagged\n' });
    repo.git('tag', 'v1.0.0');
    repo.git('tag', '--annotate', '--message', 'x', 'v1.1.0');
    for (const name of ['v1.0.0', 'v1.1.0']) repo.git('checkout', '--quiet', '-b', name);
    repo.commit('second', { 'CHANGELOG.md': 'on the branch\n' });
    repo.git('update-ref', 'refs/heads/v1.0.0', 'HEAD');
    const { tags, head } = await facts();
    expect(head.branch).toBe('v1.1.0');
    expect(tags.map(({ commit }) => commit)).toEqual([tagged, tagged]);
    const files = await readFilesAt(
      await repo.open(),
      tags.map(({ commit }) => ({ revision: commit as string, path: 'CHANGELOG.md' })),
    );
    expect(files.map((file) => file.kind === 'file' && file.bytes.toString())).toEqual(['as tagged\n', 'as tagged\n']);
  });

  it('of remotes that look like options are data (T042)', async () => {
    repo.commit('first');
    repo.git('config', 'remote.--upload-pack=evil.url', 'https://example.com/a.git');
    repo.git('config', 'remote.a\t\u202e.url', 'https://example.com/b.git');
    expect((await facts()).remotes).toEqual([
      { name: '--upload-pack=evil', url: 'https://example.com/a.git' },
      { name: 'a\t\u202e', url: 'https://example.com/b.git' },
    ]);
  });
});

describe('what commits say', () => {
  it('stays in its field: comments, trailers and whatever imitates a record (T043)', async () => {
    const message =
      '# not a comment\n\nbody\0cut\n\nCo-authored-by: Eve <eve@example.com>\n\ncommit 0000\nauthor Eve <>\n';
    const id = storeCommit(['author Ada <ada@example.com> 1767268800 +0000', COMMITTER], message);
    expect(await commitsUpTo(id)).toMatchObject([{ id, authorName: 'Ada', subject: '# not a comment', parents: [] }]);
  });

  it('may be very long (T043)', async () => {
    const long = 'x'.repeat(32 << 20);
    const id = storeCommit(['author Ada <ada@example.com> 1767268800 +0000', COMMITTER], `subject\n\n${long}\n`);
    const next = storeCommit([`parent ${id}`, 'author Eve <eve@example.com> 1767268900 +0000', COMMITTER], 'next\n');
    expect((await commitsUpTo(next)).map(({ subject, body }) => [subject, body.length])).toEqual([
      ['next', 0],
      ['subject', long.length],
    ]);
  });

  it.each([
    ['brackets', 'Eve <<evil>> <eve@example.com>'],
    ['no address', 'Eve'],
    ['nothing', ''],
    ['control and bidirectional characters', '\u001b]0;x\u0007\u202eEve <eve@example.com>'],
    ['what imitates a parent', 'Eve <eve@example.com> parent 0000'],
  ])('of authors with %s does not move the other fields (T044)', async (_, author) => {
    const parent = repo.commit('parent');
    const id = storeCommit([`parent ${parent}`, `author ${author} 99999999999999999999 +9999`, COMMITTER], 'subject\n');
    const [commit, before] = await commitsUpTo(id);
    expect(commit).toMatchObject({ id, parents: [parent], subject: 'subject', body: '' });
    expect(before?.id).toBe(parent);
  });
});

describe('what tags say', () => {
  it('is not taken for their name, target or signature (T045)', async () => {
    const commit = repo.commit('first');
    const other = repo.commit('second');
    const message = `Release\n\nobject ${other}\ntype commit\ntag v9.9.9\n\n-----BEGIN PGP SIGNATURE-----\nnot one\n`;
    const tag = store(
      'tag',
      `object ${commit}\ntype commit\ntag v9.9.9\ntagger Eve <e@x> 1767268800 +0000\n\n${message}`,
    );
    repo.git('update-ref', 'refs/tags/v1.0.0', tag);
    const tags = await readTags(await repo.open());
    expect(tags).toMatchObject([{ name: 'v1.0.0', object: tag, commit, annotated: true }]);
    const [{ message: read }] = tags as unknown as [{ message: string }];
    expect(read).toMatch(/^Release\n\nobject [0-9a-f]{40}\ntype commit\ntag v9\.9\.9/);
  });

  it('may lack everything that a tag has (T045)', async () => {
    const commit = repo.commit('first');
    repo.git('update-ref', 'refs/tags/v1.0.0', store('tag', `object ${commit}\ntype commit\ntag x\n\n`));
    repo.git('update-ref', 'refs/tags/v2.0.0', commit);
    expect(await readTags(await repo.open())).toMatchObject([
      { name: 'v1.0.0', commit, date: null, message: '' },
      { name: 'v2.0.0', commit },
    ]);
  });
});

describe('names of files', () => {
  it('that are patterns for git name themselves alone (T046)', async () => {
    const names = [':(exclude)a', ':!a', ':', '*', '[a]', 'a', '-p', '--', ':(top)'];
    const commit = repo.commit('first', Object.fromEntries(names.map((name) => [`${name}/f`, name])));
    const git = await repo.open();
    const files = await readFilesAt(
      git,
      names.map((name) => ({ revision: commit, path: `${name}/f` })),
    );
    expect(files.map((file) => file.kind === 'file' && file.bytes.toString())).toEqual(names);
    const touched = repo.commit('second', { '*/f': 'changed' });
    for (const folder of ['*', 'a']) {
      const commits = await readCommits(git, { after: commit, upTo: touched, folder, limit: 10 });
      expect('notKnown' in commits ? commits : commits.map(({ id }) => id)).toEqual(folder === '*' ? [touched] : []);
    }
  });

  it('with line feeds, tabs, quotes and other bytes than UTF-8 are read whole (T047)', async () => {
    const names = ['a\nb', 'a\tb', '"a"', 'a\\b', '\u202ea', '1\t2\tx', ' '];
    const first = repo.commit('first');
    const second = repo.commit('second', Object.fromEntries(names.map((name) => [name, 'x\n'])));
    const blob = store('blob', 'x\n');
    const tree = store('tree', Buffer.concat([Buffer.from('100644 \xff\xfe\0', 'latin1'), Buffer.from(blob, 'hex')]));
    const third = store(
      'commit',
      `tree ${tree}\nauthor A <a@b> 1767268800 +0000\n${COMMITTER.replace('\n', '')}\n\nthird\n`,
    );
    const git = await repo.open();
    const [changes, bytes] = (await readChanges(git, [
      { from: first, to: second },
      { from: first, to: third },
    ])) as readonly (readonly { readonly path: string }[])[];
    expect(changes?.map((change) => change.path).sort()).toEqual([...names].sort());
    expect(changes).toContainEqual({ path: 'a\nb', added: 1, deleted: 0 });
    expect(bytes).toEqual([{ path: '\ufffd\ufffd', added: 1, deleted: 0 }]);
    // Such a name cannot be asked for; that is said, and nothing else is read in its place.
    expect(await readFilesAt(git, [{ revision: second, path: 'a\nb' }])).toMatchObject([{ kind: 'failed' }]);
  });
});
