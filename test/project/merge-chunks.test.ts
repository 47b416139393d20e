import { describe, expect, it } from 'vitest';
import { groupChunks } from '../../scripts/build/group-chunks.mjs';
import { linkFiles } from '../../scripts/build/link-files.mjs';
import { type Chunk, readChunk } from '../../scripts/build/read-chunk.mjs';

/** A chunk: what it imports, as `a.mjs: x, y`, then what it exports, and the entry that it is. */
interface Written {
  readonly imports?: Readonly<Record<string, string>>;
  readonly exports?: string;
  readonly source?: string;
  readonly bare?: boolean;
}

const KINDS = { starts: [/^server/, /^cli/], later: [/^later\/git/, /^later\//] };
const NAMED = new Set(['server.mjs', 'cli.mjs']);

const CASES: readonly {
  readonly name: string;
  readonly chunks: Readonly<Record<string, Written>>;
  readonly groups: Readonly<Record<string, readonly string[]>>;
}[] = [
  {
    name: 'what two starts share is one file, what only one of them needs is its own',
    chunks: {
      'server.mjs': { source: 'server.ts', imports: { 'a.mjs': '', 'b.mjs': '', 's.mjs': '' } },
      'cli.mjs': { source: 'cli.ts', imports: { 'a.mjs': '', 'b.mjs': '' } },
      'a.mjs': {},
      'b.mjs': {},
      's.mjs': {},
    },
    groups: { 'chunk-01.mjs': ['a.mjs', 'b.mjs'], 'server.mjs': ['s.mjs', 'server.mjs'], 'cli.mjs': ['cli.mjs'] },
  },
  {
    name: 'who else needs what a start reads does not matter, except where it would read more than the start shares',
    chunks: {
      'server.mjs': { source: 'server.ts', imports: { 'a.mjs': '', 'b.mjs': '', 'c.mjs': '' } },
      'cli.mjs': { source: 'cli.ts', imports: { 'a.mjs': '' } },
      'l.mjs': { source: 'later/l.ts', imports: { 'a.mjs': '', 'b.mjs': '' } },
      'g.mjs': { source: 'later/git.ts', imports: { 'c.mjs': '' } },
      'a.mjs': {},
      'b.mjs': {},
      'c.mjs': {},
    },
    groups: {
      'chunk-01.mjs': ['a.mjs'],
      'chunk-0x.mjs': ['b.mjs', 'c.mjs'],
      'server.mjs': ['server.mjs'],
      'cli.mjs': ['cli.mjs'],
      'chunk-3.mjs': ['l.mjs'],
      'chunk-2.mjs': ['g.mjs'],
    },
  },
  {
    name: 'entries of a kind are one file, but an entry that has a name keeps a file of its own',
    chunks: {
      'server.mjs': { source: 'server.ts', imports: { 'r.mjs': '' } },
      'r.mjs': { source: 'server/run.ts' },
      'l.mjs': { source: 'later/l.ts' },
      'm.mjs': { source: 'later/m.ts' },
    },
    groups: { 'server.mjs': ['server.mjs'], 'chunk-0.mjs': ['r.mjs'], 'chunk-3.mjs': ['l.mjs', 'm.mjs'] },
  },
  {
    name: 'an entry that only names what is elsewhere is there, too',
    chunks: {
      'server.mjs': { source: 'server.ts', imports: { 'a.mjs': 'x' } },
      'l.mjs': { source: 'later/l.ts', imports: { 'a.mjs': 'x' }, bare: true },
      'm.mjs': { source: 'later/m.ts' },
      'a.mjs': { exports: 'x' },
    },
    groups: { 'server.mjs': ['server.mjs'], 'chunk-0x.mjs': ['a.mjs', 'l.mjs'], 'chunk-3.mjs': ['m.mjs'] },
  },
];

describe('chunks that are loaded together', () => {
  it.each(CASES)('$name', ({ chunks, groups }) => {
    expect(Object.fromEntries(groupChunks(toChunks(chunks), KINDS, NAMED))).toEqual(groups);
  });

  it('are not guessed for an entry of no kind', () => {
    const chunks = toChunks({ 'x.mjs': { source: 'other.ts' } });
    expect(() => groupChunks(chunks, KINDS, NAMED)).toThrow(/other\.ts/);
  });
});

describe('files of several chunks', () => {
  it('export what their entries do and, under other names, what other files take; chunks of a file need no name', () => {
    const chunks = toChunks({
      'e.mjs': { source: 'e.ts', exports: 'a, run', imports: { 's.mjs': 'x' } },
      's.mjs': { exports: 'a, x, y' },
      'o.mjs': { source: 'o.ts', imports: { 's.mjs': 'y, a', 'e.mjs': 'run' } },
    });
    const { files, names } = linkFiles(chunks, new Map(Object.entries({ f: ['e.mjs', 's.mjs'], o: ['o.mjs'] })));
    expect([...(names.get('e.mjs') ?? [])]).toEqual([
      ['a', 'a'],
      ['run', 'run'],
    ]);
    expect([...(names.get('s.mjs') ?? [])]).toEqual([
      ['a', 'b'],
      ['y', 'c'],
    ]);
    expect([...(files.get('o')?.links ?? [])]).toEqual([['f', ['b', 'c', 'run']]]);
  });

  it('name no file that has to run first where another one sees to it', () => {
    const chunks = toChunks({
      'e.mjs': { source: 'e.ts', imports: { 'a.mjs': '', 'b.mjs': '', 'c.mjs': '' } },
      'a.mjs': { imports: { 'b.mjs': 'x' } },
      'b.mjs': { exports: 'x' },
      'c.mjs': {},
    });
    const groups = new Map(['e', 'a', 'b', 'c'].map((name) => [name, [`${name}.mjs`]]));
    expect([...(linkFiles(chunks, groups).files.get('e')?.links.keys() ?? [])]).toEqual(['a', 'c']);
  });

  it('cannot have two entries that export the same', () => {
    const chunks = toChunks({ 'a.mjs': { source: 'a.ts', exports: 'x' }, 'b.mjs': { source: 'b.ts', exports: 'x' } });
    expect(() => linkFiles(chunks, new Map([['f', ['a.mjs', 'b.mjs']]]))).toThrow(/export x/);
  });
});

describe('a chunk', () => {
  it.each([
    ['#!/usr/bin/env node\nimport{a as b,c}from"./x.mjs";import"./y.mjs";import d from"node:fs";run(b,c,d);'],
    [
      '#!/usr/bin/env node\nimport {\n  a as b,\n  c\n} from "./x.mjs";\nimport "./y.mjs";\nimport d from"node:fs";run(b,c,d);',
    ],
  ])('is read as what it imports from others, and the rest', (code) => {
    expect(readChunk(code, { entryPoint: 'e.ts', exports: [], inputs: {} })).toEqual({
      source: 'e.ts',
      bare: true,
      exports: [],
      imports: [
        {
          from: 'x.mjs',
          names: [
            { name: 'a', local: 'b' },
            { name: 'c', local: 'c' },
          ],
        },
        { from: 'y.mjs', names: [] },
      ],
      mark: '#!/usr/bin/env node\n',
      body: 'import d from"node:fs";run(b,c,d);',
    });
  });
});

function toChunks(written: Readonly<Record<string, Written>>): ReadonlyMap<string, Chunk> {
  return new Map(
    Object.entries(written).map(([file, { imports = {}, exports = '', source, bare = false }]) => {
      const list = Object.entries(imports).map(([from, names]) => ({
        from,
        names: toNames(names).map((name) => ({ name, local: name })),
      }));
      return [file, { source, bare, exports: toNames(exports), imports: list, mark: '', body: '' }];
    }),
  );
}

function toNames(text: string): readonly string[] {
  return text.split(', ').filter(Boolean);
}
