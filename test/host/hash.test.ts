import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashFiles } from '../../src/host/hash.ts';

let root: string;
const at = (name: string) => path.join(root, name);
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'release-ledger-hash-')));
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const hashOne = async (name: string) => (await hashFiles(root, [name])).get(name);

describe('hashFiles', () => {
  it.each([0, 1, 1024 * 1024 - 1, 1024 * 1024, 1024 * 1024 + 1, 5_000_000])(
    'hashes a file of %i bytes',
    async (size) => {
      const bytes = Buffer.alloc(size, 7);
      fs.writeFileSync(at('a'), bytes);
      expect(await hashOne('a')).toEqual({ digest: sha256(bytes) });
    },
  );

  it('hashes files of folders, and says which are missing', async () => {
    fs.mkdirSync(at('b/c'), { recursive: true });
    fs.writeFileSync(at('b/c/d'), 'x');
    const digests = await hashFiles(root, ['b/c/d', 'b/e', 'f/g']);
    expect(Object.fromEntries(digests)).toEqual({
      'b/c/d': { digest: sha256('x') },
      'b/e': { refusal: 'missing' },
      'f/g': { refusal: 'missing' },
    });
  });

  it('follows no link, as the file or on the way to it (T091)', async () => {
    const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'release-ledger-outside-'));
    fs.writeFileSync(path.join(outside, 'secret'), 'secret');
    fs.writeFileSync(at('real'), 'real');
    fs.symlinkSync(path.join(outside, 'secret'), at('file'));
    fs.symlinkSync(outside, at('folder'));
    fs.symlinkSync(at('real'), at('inside'));
    const digests = await hashFiles(root, ['file', 'folder/secret', 'inside', 'real']);
    for (const name of ['file', 'folder/secret', 'inside']) expect(digests.get(name)?.refusal).toContain('link');
    expect(digests.get('real')?.digest).toBe(sha256('real'));
    fs.rmSync(outside, { recursive: true });
  });

  it('refuses a folder that was replaced by a link meanwhile (T092)', async () => {
    fs.mkdirSync(at('a'));
    fs.mkdirSync(at('b'));
    const large = Buffer.alloc(40 * 1024 * 1024, 1);
    fs.writeFileSync(at('a/one'), 'one');
    fs.writeFileSync(at('b/large'), large);
    let isSwapped = false;
    const digests = await hashFiles(root, ['a/one', 'b/large'], {
      onProgress: () => {
        if (isSwapped) return;
        isSwapped = true;
        fs.renameSync(at('a'), at('was-a'));
        fs.symlinkSync(at('was-a'), at('a'));
      },
    });
    expect(isSwapped).toBe(true);
    expect(digests.get('a/one')?.refusal).toContain('replaced');
    expect(digests.get('b/large')?.digest).toBe(sha256(large));
  });

  it('refuses what lies outside, by whatever name (T089, T090)', async () => {
    for (const name of ['../x', '/etc/passwd', 'a/../../x', '..', '', 'a\0b'])
      expect((await hashOne(name))?.digest, JSON.stringify(name)).toBeUndefined();
  });

  it('waits for no pipe and reads no folder', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    fs.mkdirSync(at('folder'));
    expect((await hashOne('pipe'))?.refusal).toBe('it is no plain file');
    expect((await hashOne('folder'))?.refusal).toBe('it is a folder');
  });

  it('has no digest of a file that changes while it is read (T099)', async () => {
    fs.writeFileSync(at('a'), Buffer.alloc(64 * 1024 * 1024, 1));
    let isChanged = false;
    const digests = await hashFiles(root, ['a'], {
      onProgress: () => {
        if (isChanged) return;
        isChanged = true;
        fs.truncateSync(at('a'), 60 * 1024 * 1024);
      },
    });
    expect(isChanged).toBe(true);
    expect(digests.get('a')).toEqual({ refusal: 'it changed while it was hashed' });
  });

  it('can be stopped in the middle of a file of a hundred gigabytes (T099)', async () => {
    fs.closeSync(fs.openSync(at('sparse'), 'w'));
    fs.truncateSync(at('sparse'), 100 * 1024 ** 3);
    const controller = new AbortController();
    const hashing = hashFiles(root, ['sparse'], { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(hashing).rejects.toThrow(/abort/i);
  });

  it('lets other work go on between files', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `f${index}`);
    for (const name of names) fs.writeFileSync(at(name), Buffer.alloc(100_000, 1));
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await hashFiles(root, names);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(2);
  });
});
