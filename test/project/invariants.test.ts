import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSources, type SourceFile } from '../support/sources.ts';

/** Each room with the rooms that it may enter and the packages that it may use. Nothing points outward. */
const ROOMS: Readonly<Record<string, { readonly rooms: readonly string[]; readonly packages: readonly RegExp[] }>> = {
  'src/core': {
    rooms: ['src/core'],
    packages: [/^jsonc-parser$/, /^mdast-util-from-markdown$/, /^semver(?:\/|$)/, /^toml-eslint-parser$/, /^yaml$/],
  },
  'src/host': {
    rooms: ['src/host', 'src/core'],
    packages: [/^node:/, /^markdownlint(?:\/|$)/, /^jsonc-parser$/, /^simple-git$/, /^yaml$/],
  },
  'src/cli': { rooms: ['src/cli', 'src/host', 'src/core'], packages: [/^node:/, /^commander$/] },
  'src/protocol': { rooms: ['src/protocol'], packages: [] },
  'src/tools': { rooms: ['src/tools', 'src/core', 'src/cli', 'src/host'], packages: [/^node:/, /^jsonc-parser$/] },
  server: {
    rooms: ['server', 'src/protocol', 'src/host', 'src/core'],
    packages: [
      /^node:/,
      /^vscode-languageserver(?:\/|$)/,
      /^vscode-jsonrpc(?:\/|$)/,
      /^vscode-languageserver-(?:protocol|textdocument|types)(?:\/|$)/,
    ],
  },
  client: { rooms: ['client', 'src/protocol'], packages: [/^vscode$/, /^vscode-languageclient(?:\/|$)/] },
};

/** Where the command line reaches out of its rooms: the language server of `release-ledger lsp`, and its own version. */
const DOORS: readonly (readonly [RegExp, RegExp])[] = [
  [/^src\/cli\/node-host\.ts$/, /^server\/run-server\.ts$/],
  [/^src\/cli\/(?:program|commands\/(?:bundle|check|docs|init|manifest|mcp|publish|sbom))\.ts$/, /^package\.json$/],
];

const sources = readSources('src', 'server', 'client');

function roomOf(file: string): string {
  return Object.keys(ROOMS).find((room) => file.startsWith(`${room}/`)) ?? file;
}

function targetOf(file: SourceFile, specifier: string): string {
  return path.posix.normalize(path.posix.join(path.posix.dirname(file.path), specifier));
}

describe('the rooms of the house', () => {
  it('are all known', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect([...new Set(sources.map((file) => roomOf(file.path)))].sort()).toEqual(Object.keys(ROOMS).sort());
  });

  it.each(Object.entries(ROOMS))('%s enters no other room than it may', (room, { rooms, packages }) => {
    const trespasses: string[] = [];
    for (const file of sources.filter((each) => roomOf(each.path) === room)) {
      for (const specifier of file.imports) {
        if (specifier.startsWith('.')) {
          const target = targetOf(file, specifier);
          const allowed =
            rooms.includes(roomOf(target)) || DOORS.some(([from, to]) => from.test(file.path) && to.test(target));
          if (!allowed) trespasses.push(`${file.path} → ${target}`);
        } else if (!packages.some((pattern) => pattern.test(specifier))) trespasses.push(`${file.path} → ${specifier}`);
      }
    }
    expect(trespasses).toEqual([]);
  });
});

/** What must never be added, each with the places where it may stand. */
const BANS: readonly {
  readonly name: string;
  readonly pattern: RegExp;
  readonly in: RegExp;
  readonly except?: RegExp;
}[] = [
  {
    name: 'a clock, randomness or environment in core',
    pattern: /\bDate\.now\(|new Date\(\)|Math\.random|process\.|globalThis\./,
    in: /^src\/core\//,
  },
  {
    name: 'both core and protocol types outside of convert.ts',
    pattern: /from 'vscode-languageserver-types'/,
    in: /^server\//,
    except: /^server\/convert\.ts$/,
  },
  {
    name: 'a process started outside of its room',
    pattern: /node:child_process|\bexecFile|\bspawnSync?\b/,
    in: /^(?:src|server|client)\//,
    except: /^src\/host\/(?:git\/|process\.ts)/,
  },
  { name: 'a shell', pattern: /shell:\s*true|execSync\(|\bexec\(\s*[`'"]/, in: /./ },
  { name: 'a dry-run flag', pattern: /dry-?run/i, in: /./ },
  { name: 'code made from text', pattern: /\beval\(|new Function\(/, in: /./ },
  {
    name: 'the network, but where the user has releases published',
    pattern: /node:https?['"]|node:net['"]|node:dgram|\bfetch\(|XMLHttpRequest|WebSocket/,
    in: /./,
    except: /^src\/host\/forge\/send-request\.ts$/,
  },
  { name: 'the file system in the client', pattern: /node:fs|require\(['"]fs['"]\)/, in: /^client\// },
  { name: 'a test that is left out', pattern: /\b(?:it|describe|test)\.(?:skip|only|todo)\(/, in: /./ },
  {
    name: 'a note to finish later',
    pattern: /\b(?:TODO|FIXME|XXX)\b(?!['|/),`”\]])/,
    in: /^(?:src\/(?!core\/rules\/)|server|client)/,
  },
];

describe('what must never be added', () => {
  it.each(BANS.map((ban) => [ban.name, ban] as const))('%s', (_, ban) => {
    const found = sources
      .filter((file) => ban.in.test(file.path) && !ban.except?.test(file.path) && ban.pattern.test(file.text))
      .map((file) => `${file.path}: ${ban.pattern.exec(file.text)?.[0]}`);
    expect(found).toEqual([]);
  });

  it('finds each of them where they are', () => {
    const samples = [
      'Math.random()',
      "import { x } from 'vscode-languageserver-types'",
      "import 'node:child_process'",
      'shell: true',
      'dryRun',
      'eval(x)',
      'fetch(url)',
      "import fs from 'node:fs'",
      'it.only(',
      '// TODO: more',
    ];
    expect(BANS.map((ban, index) => ban.pattern.test(samples[index] as string))).toEqual(BANS.map(() => true));
  });
});

describe('files', () => {
  it('are named in kebab-case', () => {
    expect(sources.filter(({ path: file }) => !/^[a-z0-9/-]+\.ts$/.test(file)).map((file) => file.path)).toEqual([]);
  });

  it('hold one idea: none that somebody wrote is longer than 350 lines', () => {
    const long = sources
      .filter(({ text }) => !text.startsWith('// Generated by ') && text.split('\n').length > 350)
      .map((file) => `${file.path} (${file.text.split('\n').length})`);
    expect(long).toEqual([]);
  });

  it('name no rule by another id than that of its file', () => {
    for (const { path: file, text } of sources.filter((each) => each.path.startsWith('src/core/rules/changelog/'))) {
      expect(/^ {2}id: '([^']+)',$/m.exec(text)?.[1], file).toBe(`changelog/${path.basename(file, '.ts')}`);
    }
  });
});
