import { describe, expect, it } from 'vitest';
import { compareDependencies, type DependencyFile } from '../../../src/core/dependencies/compare.ts';
import { findLooseDependencies } from '../../../src/core/dependencies/find-loose.ts';
import { dependencyFileKindOf } from '../../../src/core/dependencies/kinds/all.ts';

type Texts = Readonly<Record<string, string>>;

async function read(texts: Texts): Promise<readonly DependencyFile[]> {
  const files = Object.entries(texts).map(async ([path, text]) => {
    const kind = dependencyFileKindOf(path);
    if (!kind) throw new Error(`${path} is of no kind`);
    return { path, kind, ...(await kind.parse(text)) };
  });
  return Promise.all(files);
}

const lock = (packages: Readonly<Record<string, string>>, direct: readonly string[] = []): string =>
  JSON.stringify({
    packages: {
      '': { dependencies: Object.fromEntries(direct.map((name) => [name, '*'])) },
      ...Object.fromEntries(Object.entries(packages).map(([path, version]) => [`node_modules/${path}`, { version }])),
    },
  });

const CHANGES: readonly (readonly [title: string, before: Texts, after: Texts, expected: readonly string[]])[] = [
  ['nothing', { 'requirements.txt': 'a==1\n' }, { 'requirements.txt': '# why\na == 1\n' }, []],
  [
    'added, updated and removed, in the order of their names',
    { 'requirements.txt': 'c==1.0\nb==1.0\n' },
    { 'requirements.txt': 'c==1.1\nA_x==2.0\n' },
    ['added python a-x null → 2.0 direct', 'removed python b 1.0 → null direct', 'updated python c 1.0 → 1.1 direct'],
  ],
  [
    'a lock file counts before its manifest',
    { 'package.json': '{"dependencies":{"a":"^1.0.0"}}', 'package-lock.json': lock({ a: '1.0.0' }, ['a']) },
    { 'package.json': '{"dependencies":{"a":"^1.2.0"}}', 'package-lock.json': lock({ a: '1.4.0' }, ['a']) },
    ['updated npm a 1.0.0 → 1.4.0 direct'],
  ],
  [
    'what is asked for otherwise and resolved alike is no change',
    { 'package.json': '{"dependencies":{"a":"^1.0.0"}}', 'package-lock.json': lock({ a: '1.4.0' }) },
    { 'package.json': '{"dependencies":{"a":"^1.2.0"}}', 'package-lock.json': lock({ a: '1.4.0' }) },
    [],
  ],
  [
    'a lock file that is new does not change what was asked for',
    { 'package.json': '{"dependencies":{"a":"^1.0.0"}}' },
    { 'package.json': '{"dependencies":{"a":"^1.0.0"}}', 'package-lock.json': lock({ a: '1.4.0', b: '2.0.0' }) },
    ['added npm b null → 2.0.0 transitive'],
  ],
  [
    'one of several versions',
    { 'package-lock.json': lock({ a: '1.0.0', 'x/node_modules/a': '2.0.0' }) },
    { 'package-lock.json': lock({ a: '1.0.0', 'x/node_modules/a': '2.1.0' }) },
    ['updated npm a 2.0.0 → 2.1.0 transitive'],
  ],
  [
    'one version more',
    { 'package-lock.json': lock({ a: '1.0.0' }) },
    { 'package-lock.json': lock({ a: '1.0.0', 'x/node_modules/a': '2.0.0' }) },
    ['updated npm a 1.0.0 → 2.0.0 transitive'],
  ],
  [
    'the same name means another thing elsewhere',
    { 'requirements.txt': 'redis==1.0\n', 'compose.yml': 'services: { a: { image: redis:7 } }' },
    { 'requirements.txt': 'redis==1.0\n', 'compose.yml': 'services: { a: { image: redis:8 } }' },
    ['updated image redis 7 → 8 direct'],
  ],
  [
    'a file that went',
    { 'go.mod': 'require a.com/x v1.0.0 // indirect\n' },
    {},
    ['removed go a.com/x v1.0.0 → null transitive'],
  ],
  [
    'a file that cannot be read is not gone',
    { 'package.json': '{"dependencies":{"a":"1.0.0"}}', 'go.mod': 'require a.com/x v1.0.0' },
    { 'package.json': '{"dependencies":', 'go.mod': 'require a.com/x v1.1.0' },
    ['updated go a.com/x v1.0.0 → v1.1.0 direct'],
  ],
  [
    'no version at all',
    { 'requirements.txt': 'a\n' },
    { 'requirements.txt': 'a>=1\n' },
    ['updated python a any → >=1 direct'],
  ],
];

describe('compareDependencies (000-32)', () => {
  it.each(CHANGES)('%s', async (_, before, after, expected) => {
    const changes = compareDependencies(await read(before), await read(after));
    expect(
      changes.map(
        ({ kind, ecosystem, name, from, to, direct }) =>
          `${kind} ${ecosystem} ${name} ${from} → ${to} ${direct ? 'direct' : 'transitive'}`,
      ),
    ).toEqual(expected);
  });

  it('says nothing of two equal states, and the opposite of two that are swapped', async () => {
    for (const [, before, after] of CHANGES) {
      const [was, is] = [await read(before), await read(after)];
      expect(compareDependencies(is, is)).toEqual([]);
      const there = compareDependencies(was, is).map(({ name, from, to }) => [name, from, to]);
      const back = compareDependencies(is, was).map(({ name, from, to }) => [name, to, from]);
      expect(back).toEqual(there);
    }
  });
});

describe('findLooseDependencies (004-35, D8)', () => {
  it.each<readonly [title: string, files: Texts, expected: readonly string[]]>([
    ['comments, options and blank lines are no requirements', { 'requirements.txt': '# a\n\n-r b.txt\na==1\n' }, []],
    [
      'requirements',
      { 'requirements.txt': 'a>=1\nb\nc @ https://example.com/c\n' },
      [
        'unpinned requirements.txt a: has no exact version (>=1)',
        'unpinned requirements.txt b: has no exact version',
        'unpinned requirements.txt c: comes from a URL without commit or hash (https://example.com/c)',
      ],
    ],
    [
      'hashes, once there is one',
      { 'requirements.txt': 'a==1 --hash=sha256:abc\nb==1\n', 'dev-requirements.txt': 'c==1\n' },
      ['unhashed requirements.txt b: has no hash, as others in the file do'],
    ],
    [
      'images',
      { Dockerfile: 'FROM a\nFROM b:latest\nFROM c:1\n' },
      ['unpinned Dockerfile a: has no tag', 'unpinned Dockerfile b: is tagged “latest” (latest)'],
    ],
    [
      'a manifest without lock file',
      { 'web/package.json': '{"dependencies":{"a":"^1.0.0","b":"1.0.0","c":"*"}}', 'api/package-lock.json': lock({}) },
      ['unlocked web/package.json null: no lock file fixes a and 1 more'],
    ],
    [
      'a manifest below a lock file',
      { 'packages/a/package.json': '{"dependencies":{"a":"^1.0.0"}}', 'package-lock.json': lock({}) },
      [],
    ],
  ])('%s', async (_, files, expected) => {
    const loose = findLooseDependencies(await read(files));
    expect(loose.map(({ kind, path, name, reason }) => `${kind} ${path} ${name}: ${reason}`)).toEqual(expected);
  });
});
