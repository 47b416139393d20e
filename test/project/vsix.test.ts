import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readZip } from '../support/zip.ts';

const ROOT = path.join(import.meta.dirname, '../..');
// Inside of the checkout, so that the copies find its node_modules.
const COPIES = path.join(ROOT, '.cache/vsix');

/** What two machines can differ in. */
const MACHINES = [
  { name: 'one', umask: 0o022, mode: 0o644, time: '2026-01-01', env: { TZ: 'UTC', LANG: 'C' } },
  { name: 'two', umask: 0o077, mode: 0o600, time: '2019-06-30', env: { TZ: 'Pacific/Auckland', LANG: 'sv_SE.UTF-8' } },
];

/** Every file of the VSIX; a pattern stands for files that are generated. */
const FILES = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/package.json',
  'extension/readme.md',
];

const FOLDERS = [
  /^extension\/dist\/(extension\.cjs|(cli|hash-worker|language-client|ledger-ui|markdownlint-worker|operation|pages|record-commands|server|chunk-[0-9a-z]+)\.mjs|(german|rules)\.json|THIRD-PARTY-NOTICES\.txt)$/,
  /^extension\/images\/[\w/-]+\.(png|svg|md)$/,
  /^extension\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
  /^extension\/package\.nls(\.[\w-]+)?\.json$/,
  /^extension\/schemas\/[\w.-]+\.json$/,
  /^extension\/syntaxes\/[\w.-]+\.tmLanguage\.json$/,
];

describe('the VSIX', () => {
  const packages = new Map<string, Buffer>();
  beforeAll(() => {
    for (const machine of MACHINES) packages.set(machine.name, readFileSync(packageOn(machine)));
  });
  afterAll(() => rmSync(COPIES, { recursive: true, force: true }));

  it('has the same bytes wherever and whenever it is made', () => {
    const hashes = [...packages.values()].map((bytes) => createHash('sha256').update(bytes).digest('hex'));
    expect(hashes).toHaveLength(2);
    expect(hashes[1]).toBe(hashes[0]);
  });

  it('holds what is shipped, and nothing else', () => {
    const names = [...entries().keys()];
    expect(names).toEqual(expect.arrayContaining(FILES));
    const strangers = names.filter((name) => !FILES.includes(name) && !FOLDERS.some((pattern) => pattern.test(name)));
    expect(strangers).toEqual([]);
    const empty = FOLDERS.filter((pattern) => !names.some((name) => pattern.test(name)));
    expect(empty).toEqual([]);
  });

  it('holds every file that its manifest names', () => {
    const named = new Set<string>();
    collectPaths(manifest(), named);
    const missing = [...named].filter((file) => !entries().has(path.posix.join('extension', file)));
    expect(named).toContain('./dist/extension.cjs');
    expect(missing).toEqual([]);
  });

  it('has a manifest for users', () => {
    expect(manifest()).not.toHaveProperty('scripts');
    expect(manifest()).not.toHaveProperty('devDependencies');
  });

  function entries(): ReadonlyMap<string, Buffer> {
    return readZip(packages.get('one') ?? Buffer.alloc(0));
  }

  function manifest(): Record<string, unknown> {
    return JSON.parse(String(entries().get('extension/package.json')));
  }
});

/** Builds and packages a copy of the checkout as it would happen on another machine. Returns the VSIX. */
function packageOn({ name, umask, mode, time, env }: (typeof MACHINES)[number]): string {
  const folder = path.join(COPIES, name);
  rmSync(folder, { recursive: true, force: true });
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  for (const file of String(list).split('\0').filter(isPackaged)) {
    const copy = path.join(folder, file);
    mkdirSync(path.dirname(copy), { recursive: true });
    cpSync(path.join(ROOT, file), copy);
    chmodSync(copy, mode);
    utimesSync(copy, new Date(time), new Date(time));
  }
  const target = path.join(folder, 'release-ledger.vsix');
  for (const args of [['scripts/build.mjs'], ['scripts/package.mjs', target]]) {
    const preload = ['--import', `data:text/javascript,process.umask(${umask})`];
    execFileSync(process.execPath, [...preload, ...args], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: 'pipe',
    });
  }
  return target;
}

function isPackaged(file: string): boolean {
  return file !== '' && !/^(test|docs)\//.test(file);
}

/** Every string in the manifest that is the path of a file in the extension. */
function collectPaths(value: unknown, found: Set<string>): void {
  if (typeof value === 'string' && /^\.?\/?(dist|images|l10n|schemas|syntaxes)\/[^*]*\.\w+$/.test(value))
    found.add(value);
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) collectPaths(each, found);
}
