import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskFiles } from '../../src/host/files.ts';
import { findChangelogs } from '../../src/host/find-changelogs.ts';
import { expandGlob, matchesGlob } from '../../src/host/glob.ts';
import { memoryDisk } from '../../src/host/memory.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function find(paths: readonly string[], patterns: readonly string[]) {
  const { files } = memoryDisk(Object.fromEntries(paths.map((path) => [`/p/${path}`, ''])));
  return findChangelogs(files, '/p', patterns);
}

describe('findChangelogs', () => {
  it.each<[string, string[], string[], string[]]>([
    ['the file that the policy names', ['CHANGELOG.md', 'HISTORY.md'], ['CHANGELOG.md'], ['CHANGELOG.md']],
    ['a path in a folder', ['docs/CHANGELOG.md'], ['./docs/CHANGELOG.md'], ['docs/CHANGELOG.md']],
    ['each of several', ['a.md', 'b.md', 'c.md'], ['c.md', 'a.md'], ['c.md', 'a.md']],
    ['a file only once', ['a.md'], ['a.md', '*.md'], ['a.md']],
    [
      'globs, in the order of the names',
      ['packages/b/CHANGELOG.md', 'packages/a/CHANGELOG.md', 'packages/a/x/CHANGELOG.md'],
      ['packages/*/CHANGELOG.md'],
      ['packages/a/CHANGELOG.md', 'packages/b/CHANGELOG.md'],
    ],
    [
      'any depth, but no modules, no git and nothing hidden',
      ['CHANGELOG.md', 'a/CHANGELOG.md', 'node_modules/a/CHANGELOG.md', '.git/CHANGELOG.md', '.x/CHANGELOG.md'],
      ['**/CHANGELOG.md'],
      ['CHANGELOG.md', 'a/CHANGELOG.md'],
    ],
    ['hidden folders that the pattern names', ['.github/NEWS.md'], ['.github/*.md'], ['.github/NEWS.md']],
    ['another well-known name', ['HISTORY.md', 'README.md'], ['CHANGELOG.md'], ['HISTORY.md']],
    ['the standard’s name in another case', ['changelog.md', 'History.md'], ['CHANGELOG.md'], ['changelog.md']],
    ['Markdown before plain text', ['CHANGELOG', 'changelog.md'], ['x.md'], ['changelog.md']],
    ['the one among the documentation', ['docs/changelog.md', 'docs/news.md'], ['CHANGELOG.md'], ['docs/changelog.md']],
    [
      'those of packages, documentation that is one among them',
      ['docs/CHANGELOG.md', 'docs/package.json', 'libs/x/y/CHANGELOG.md', 'libs/x/y/Cargo.toml', 'web/CHANGELOG.md'],
      ['CHANGELOG.md'],
      ['docs/CHANGELOG.md', 'libs/x/y/CHANGELOG.md'],
    ],
    [
      'no packages of others, none that are built or tested with, and none that lie deeper than packages do',
      ['vendor/a', 'third_party/b', 'dist/c', 'test/fixtures/d', 'public/js/e', '.x/f', 'a/b/c/d'].flatMap((folder) => [
        `${folder}/CHANGELOG.md`,
        `${folder}/package.json`,
      ]),
      ['CHANGELOG.md'],
      [],
    ],
    [
      'those of packages only where there is none for all of them',
      ['HISTORY.md', 'packages/a/CHANGELOG.md', 'packages/a/package.json'],
      ['CHANGELOG.md'],
      ['HISTORY.md'],
    ],
    ['nothing', ['README.md', 'guide/CHANGELOG.md', 'newspaper.md'], ['CHANGELOG.md'], []],
    ['nothing outside of the folder', ['../CHANGELOG.md'], ['../CHANGELOG.md', '../*.md', '/etc/*'], []],
  ])('finds %s', async (_what, paths, patterns, expected) => {
    expect((await find(paths, patterns)).paths).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    ['Markdown', 'Changes\n=======\n\n1.0.0\n-----\n\n- A\n', ['CHANGELOG']],
    ['Markdown of the other kind', '# Changes\r\n\r\n- A\r\n', ['CHANGELOG']],
    ['YAML', 'v1.1.0:\n  date: 2018-05-12\n  changes:\n    - A\n', []],
    ['GNU’s', '2018-05-12  Ada  <ada@example.com>\n\n\t* main.c: A.\n', []],
  ])('takes a file without an extension for what it is: %s', async (_what, text, expected) => {
    const { files } = memoryDisk({ '/p/CHANGELOG': text });
    expect((await findChangelogs(files, '/p', ['CHANGELOG.md'])).paths).toEqual(expected);
  });

  it('says which patterns lead nowhere', async () => {
    expect((await find(['a.md'], ['a.md', 'b.md', 'docs/**'])).unmatched).toEqual([
      { pattern: 'b.md', reason: 'no file matches it' },
      { pattern: 'docs/**', reason: 'no file matches it' },
    ]);
  });

  it.skipIf(process.platform === 'win32')('does not enter links to folders, so that it ends', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'a'));
    writeFileSync(join(root, 'a', 'CHANGELOG.md'), '');
    symlinkSync('..', join(root, 'a', 'loop'));
    expect((await findChangelogs(diskFiles, root, ['**/CHANGELOG.md'])).paths).toEqual(['a/CHANGELOG.md']);
  });
});

describe('matchesGlob', () => {
  it.each<[string, string, boolean]>([
    ['CHANGELOG.md', 'CHANGELOG.md', true],
    ['a/CHANGELOG.md', 'CHANGELOG.md', false],
    ['a/CHANGELOG.md', '**/CHANGELOG.md', true],
    ['CHANGELOG.md', '**/CHANGELOG.md', true],
    ['a/b/c.md', 'a/**', true],
    ['a/b/c.md', 'a/*', false],
    ['a/b.md', 'a/?.md', true],
    ['a/🎉.md', 'a/?.md', true],
    ['a/bb.md', 'a/?.md', false],
    ['abcabc.md', '*abc.md', true],
    ['x/y/z', '**/y/**/z', true],
  ])('%s against %s: %s', (path, pattern, expected) => {
    expect(matchesGlob(path, pattern)).toBe(expected);
  });

  it('takes no longer for patterns made to be slow', () => {
    expect(matchesGlob('a'.repeat(2000), `${'*a'.repeat(500)}b`)).toBe(false);
    expect(matchesGlob('a/'.repeat(500), `${'**/a/'.repeat(200)}b`)).toBe(false);
  });
});

describe('expandGlob', () => {
  it('gives up in folders without end, and says so', async () => {
    const endless = { list: async () => [{ name: 'a', kind: 'folder' as const }], readText: async () => never() };
    expect(await expandGlob(endless, '/', '**/CHANGELOG.md')).toEqual({ paths: [], complete: false });
  });
});

function never(): never {
  throw new Error('not asked for');
}
