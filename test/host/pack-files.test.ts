import fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BundleSource, openFolder, type SourceFile } from '../../src/host/bundle-source.ts';
import { createFiles } from '../../src/host/create-files.ts';
import { diskFiles } from '../../src/host/files.ts';
import { type PackRequest, packFiles } from '../../src/host/pack-files.ts';
import { PlainFileReader } from '../../src/host/plain-file-reader.ts';

let root: string;
beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'release-ledger-pack-')));
  for (let i = 0; i < 30; i++) fs.writeFileSync(path.join(root, `f${i}`), `${i}`.repeat(600_000));
});
afterEach(() => fs.rmSync(root, { recursive: true }));

const openRoot = async (): Promise<BundleSource> => {
  const source = await openFolder({ files: diskFiles, root, patterns: ['**'] });
  if ('code' in source) throw new Error(source.message);
  return source;
};
const toRequest = (source: BundleSource, more: Partial<PackRequest> = {}): PackRequest => ({
  entries: source.files.map((file) => ({ path: `p/${file.path}`, content: file })),
  source,
  format: 'tar.gz',
  time: 0,
  list: null,
  ...more,
});
const target = (write: (handle: FileHandle) => Promise<unknown>) => ({
  path: path.join(root, 'out/bundle.tar.gz'),
  root,
  name: 'bundle.tar.gz',
  write: async (handle: FileHandle) => void (await write(handle)),
});

describe('packing', () => {
  it('tells how far it is, and holds only a part in memory', async () => {
    const source = await openRoot();
    const largest: number[] = [];
    const watched: BundleSource = {
      files: source.files,
      read: (files: readonly SourceFile[]) => {
        largest.push(files.reduce((sum, { size }) => sum + size, 0));
        return source.read(files);
      },
    };
    const seen: (readonly [number, number])[] = [];
    const onProgress = (done: number, total: number) => void seen.push([done, total]);
    expect(await createFiles([target((handle) => packFiles(handle, toRequest(watched, { onProgress })))])).toBeNull();
    expect(seen.length).toBeGreaterThan(2);
    expect(seen.at(-1)).toEqual([30, 30]);
    expect(Math.max(...largest)).toBeLessThanOrEqual(8 * 1024 * 1024);
  });

  it('stops when somebody cancels, and leaves nothing (T099)', async () => {
    const source = await openRoot();
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const request = toRequest(source, { onProgress, signal: controller.signal });
    await expect(createFiles([target((handle) => packFiles(handle, request))])).rejects.toThrow('abort');
    expect(fs.existsSync(path.join(root, 'out'))).toBe(false);
  });

  it('stops where the disk is full, and leaves nothing', async () => {
    const source = await openRoot();
    let written = 0;
    const packing = target((handle) => {
      const full = Object.create(handle, {
        writeFile: {
          value: async (bytes: Uint8Array) => {
            written += bytes.length;
            if (written > 1000) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
            return handle.writeFile(bytes);
          },
        },
      });
      return packFiles(full, toRequest(source));
    });
    expect((await createFiles([packing]))?.message).toBe('bundle.tar.gz cannot be written: no room is left (ENOSPC)');
    expect(fs.existsSync(path.join(root, 'out'))).toBe(false);
  });

  it.each([
    ['is gone', () => fs.rmSync(path.join(root, 'f9')), 'f9 was not packed: it is not there any more'],
    [
      'became a link',
      () => {
        fs.rmSync(path.join(root, 'f9'));
        fs.symlinkSync('/etc/hostname', path.join(root, 'f9'));
      },
      'f9 was not packed: it is a link',
    ],
  ])('stops at a file that %s, and leaves nothing (T091, T092, T099)', async (_, change, message) => {
    const request = toRequest(await openRoot());
    change();
    const packing = createFiles([target((handle) => packFiles(handle, request))]);
    await expect(packing).rejects.toMatchObject({ name: 'PackingRefused', refusal: { code: 'not-read', message } });
    expect(fs.existsSync(path.join(root, 'out'))).toBe(false);
  });
});

describe('reading plain files', () => {
  it('reads what is there, small and large', () => {
    fs.writeFileSync(path.join(root, 'small'), 'ü');
    fs.writeFileSync(path.join(root, 'empty'), '');
    const reader = new PlainFileReader(root);
    expect(Buffer.from(reader.read('small')).toString()).toBe('ü');
    expect(Buffer.from(reader.read('empty')).toString()).toBe('');
    expect(Buffer.from(reader.read('f7')).toString()).toBe('7'.repeat(600_000));
    const many = Array.from({ length: 40 }, (_, i) => {
      fs.writeFileSync(path.join(root, `m${i}`), `${i}`.repeat(50_000));
      return reader.read(`m${i}`);
    });
    for (const [i, bytes] of many.entries()) expect(Buffer.from(bytes).toString()).toBe(`${i}`.repeat(50_000));
  });

  it('follows no link, and leaves what is no file or lies elsewhere (T091)', () => {
    fs.symlinkSync(os.tmpdir(), path.join(root, 'away'));
    fs.symlinkSync('f1', path.join(root, 'near'));
    fs.mkdirSync(path.join(root, 'folder'));
    const reader = new PlainFileReader(root);
    expect(reader.read('near')).toBe('it is a link');
    expect(reader.read('away/x')).toBe('a folder on the way to it is a link');
    expect(reader.read('folder')).toBe('it is no plain file');
    expect(reader.read('../x')).toBe('it lies outside of the folder');
  });

  it('notices a file that grows without end (T099)', () => {
    // What the kernel makes up says that it is empty.
    if (process.platform === 'linux')
      expect(new PlainFileReader('/proc/self').read('status')).toBe('it changed while it was packed');
  });
});
