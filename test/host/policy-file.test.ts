import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/core/index.ts';
import { diskFiles } from '../../src/host/files.ts';
import { memoryDisk } from '../../src/host/memory.ts';
import { loadPolicy } from '../../src/host/policy-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function load(files: Readonly<Record<string, string | Uint8Array>>, path: string | null = null) {
  const disk = memoryDisk(Object.fromEntries(Object.entries(files).map(([name, entry]) => [`/p/${name}`, entry])));
  return loadPolicy(disk.files, '/p', path);
}

const STRICT = '{ "rules": { "changelog/release-without-date": "error" } }';
const LAX = '{ "rules": { "changelog/release-without-date": "off" } }';

describe('loadPolicy', () => {
  it('is the default profile where there is no file', async () => {
    expect(await load({ 'other.jsonc': STRICT })).toEqual({ policy: DEFAULT_POLICY, files: [], refusal: null });
  });

  it.each<[string, Record<string, string>, string | null, string]>([
    ['release-ledger.jsonc', { 'release-ledger.jsonc': STRICT }, null, 'error'],
    ['.release-ledger.jsonc', { '.release-ledger.jsonc': STRICT }, null, 'error'],
    ['the visible one of two', { 'release-ledger.jsonc': STRICT, '.release-ledger.jsonc': LAX }, null, 'error'],
    ['the one that is named', { 'release-ledger.jsonc': LAX, 'ci/strict.jsonc': STRICT }, 'ci/strict.jsonc', 'error'],
    [
      'what it extends, below it',
      {
        'release-ledger.jsonc': '{ "extends": "./ci/base.jsonc" }',
        'ci/base.jsonc': '{ "extends": "../x.jsonc" }',
        'x.jsonc': STRICT,
      },
      null,
      'error',
    ],
    [
      'itself before what it extends',
      { 'release-ledger.jsonc': LAX.replace('{', '{ "extends": "./base.jsonc",'), 'base.jsonc': STRICT },
      null,
      'off',
    ],
    [
      'comments, a byte-order mark and trailing commas',
      { 'release-ledger.jsonc': `\ufeff// x\r\n${STRICT.replace(' } }', ', }, }')}` },
      null,
      'error',
    ],
  ])('reads %s', async (_what, files, path, severity) => {
    const { policy, refusal, files: read } = await load(files, path);
    expect(refusal).toBeNull();
    expect(read.flatMap(({ problems }) => problems)).toEqual([]);
    expect(policy.rules['changelog/release-without-date']).toBe(severity);
  });

  it.each<[string, Record<string, string | Uint8Array>, string | null, string]>([
    ['a file that is not there', {}, 'strict.jsonc', 'missing'],
    ['a folder', { 'release-ledger.jsonc/x': '' }, null, 'directory'],
    ['a binary file', { 'release-ledger.jsonc': Buffer.from('{\0}') }, null, 'binary'],
    ['another encoding', { 'release-ledger.jsonc': Buffer.from('\ufeff{}', 'utf16le') }, null, 'utf-16'],
  ])('refuses %s', async (_what, files, path, code) => {
    const { policy, refusal } = await load(files, path);
    expect(refusal?.code).toBe(code);
    expect(policy).toBe(DEFAULT_POLICY);
  });

  it('tells what is wrong in each of its files', async () => {
    const { files } = await load({
      'release-ledger.jsonc': '{ "extends": "./base.jsonc", "x": 1 }',
      'base.jsonc': '{ "y": 1 }',
    });
    expect(files.map(({ path, problems }) => [path, problems.map(({ rule }) => rule)])).toEqual([
      ['release-ledger.jsonc', ['policy/unknown-key']],
      ['base.jsonc', ['policy/unknown-key']],
    ]);
  });

  it.skipIf(process.platform === 'win32')('reads nothing outside of its folder, through links neither', async () => {
    const root = temporaryFolder();
    const elsewhere = temporaryFolder();
    writeFileSync(join(elsewhere, 'base.jsonc'), '{ "canary": 1 }');
    mkdirSync(join(root, 'ci'));
    symlinkSync(join(elsewhere, 'base.jsonc'), join(root, 'ci', 'base.jsonc'));
    writeFileSync(join(root, 'release-ledger.jsonc'), '{ "extends": "./ci/base.jsonc" }');
    const loaded = await loadPolicy(diskFiles, root, null);
    expect(loaded.files.map(({ problems }) => problems.map(({ rule }) => rule))).toEqual([['policy/missing-file']]);
    expect(JSON.stringify(loaded)).not.toContain('canary');
  });
});
