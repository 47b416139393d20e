import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArchiveFile, ArchiveWriter, Sink } from '../../../src/host/archive/archive-file.ts';
import { createGzip } from '../../../src/host/archive/gzip.ts';
import { createTarWriter } from '../../../src/host/archive/write-tar.ts';
import { createZipWriter } from '../../../src/host/archive/write-zip.ts';
import { readZip } from '../../support/zip.ts';

const TIME = Date.UTC(2026, 0, 8, 12, 30, 0) / 1000;
const LONG = `${'folder-of-some-length/'.repeat(9)}a-file.txt`;
const FILES: readonly ArchiveFile[] = [
  ['a.txt', 'a\n', false],
  ['b/run.sh', '#!/bin/sh\n', true],
  ['empty', '', false],
  ['ünïcode/näme.txt', 'ü', false],
  [`${'d'.repeat(90)}/${'e'.repeat(90)}.txt`, 'prefix', false],
  [LONG, 'long', false],
  ['x'.repeat(150), 'no slash', false],
  ['large.bin', 'abcdefgh'.repeat(400_000), false],
].map(([name, text, isProgram]) => ({
  path: name as string,
  bytes: Buffer.from(text as string),
  isProgram: isProgram as boolean,
}));

async function collect(make: (sink: Sink) => ArchiveWriter, files = FILES, batch = 3): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const writer = make(async (bytes) => void chunks.push(Buffer.from(bytes)));
  for (let at = 0; at < files.length; at += batch) await writer.add(files.slice(at, at + batch));
  await writer.end();
  return Buffer.concat(chunks);
}

async function compress(bytes: Uint8Array, cut: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const gzip = createGzip(async (piece) => void chunks.push(Buffer.from(piece)));
  for (let at = 0; at < bytes.length; at += cut) await gzip.write(bytes.subarray(at, at + cut));
  await gzip.end();
  return Buffer.concat(chunks);
}

const tar = (sink: Sink) => createTarWriter(sink, TIME);
const zip = (sink: Sink) => createZipWriter(sink, TIME);
let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'release-ledger-archive-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

describe('tar', () => {
  it('is read by tar as it was written (000-57)', async () => {
    const archive = path.join(folder, 'a.tar');
    fs.writeFileSync(archive, await collect(tar));
    execFileSync('tar', ['-xf', archive, '-C', folder]);
    for (const { path: name, bytes, isProgram } of FILES) {
      expect(fs.readFileSync(path.join(folder, name)).equals(bytes), name).toBe(true);
      expect(fs.statSync(path.join(folder, name)).mode & 0o100, name).toBe(isProgram ? 0o100 : 0);
      expect(fs.statSync(path.join(folder, name)).mtimeMs / 1000, name).toBe(TIME);
    }
    const listing = execFileSync('tar', ['-tvf', archive, '--numeric-owner'], {
      encoding: 'utf8',
      env: { ...process.env, TZ: 'UTC' },
    });
    expect(listing).toMatch(/^-rw-r--r-- 0\/0 +2 2026-01-08 12:30 a\.txt\n-rwxr-xr-x 0\/0/);
  });

  it('is the same however it is handed over, and fills whole records', async () => {
    const whole = await collect(tar, FILES, 100);
    expect(whole.equals(await collect(tar, FILES, 1))).toBe(true);
    expect(whole.length % 10_240).toBe(0);
  });
});

describe('gzip', () => {
  it('is read by gzip, and is one member', async () => {
    const bytes = Buffer.from('The quick brown fox. '.repeat(300_000));
    const file = path.join(folder, 'a.gz');
    fs.writeFileSync(file, await compress(bytes, 100_000));
    execFileSync('gzip', ['--test', file]);
    expect(execFileSync('gzip', ['-dc', file], { maxBuffer: 1e8 }).equals(bytes)).toBe(true);
  });

  it('is the same however the bytes are cut', async () => {
    const bytes = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * i) % 251));
    const whole = await compress(bytes, bytes.length);
    for (const cut of [1_048_576, 1_048_577, 70_001])
      expect((await compress(bytes, cut)).equals(whole), `${cut}`).toBe(true);
    expect((await compress(Buffer.alloc(0), 1)).toString('hex')).toBe(`1f8b08000000000000ff0300${'0'.repeat(16)}`);
  });
});

describe('zip', () => {
  it('is read by unzip as it was written (002-21)', async () => {
    const archive = path.join(folder, 'a.zip');
    const bytes = await collect(zip);
    fs.writeFileSync(archive, bytes);
    const read = readZip(bytes);
    expect([...read.keys()]).toEqual(FILES.map((file) => file.path));
    for (const file of FILES) expect(read.get(file.path)?.equals(file.bytes), file.path).toBe(true);
    expect(execFileSync('python3', ['-c', CHECK, archive], { encoding: 'utf8' })).toBe(
      'None 2026-01-08 12:30:00 0o100755\n',
    );
  });

  it('is the same on every machine and however it is handed over', async () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'Asia/Tokyo';
      const there = await collect(zip, FILES, 1);
      process.env.TZ = 'America/New_York';
      expect(there.equals(await collect(zip, FILES, 100))).toBe(true);
    } finally {
      process.env.TZ = zone ?? '';
    }
  });

  it('says that it has no room for more than 65,535 files', async () => {
    const many = Array.from({ length: 65_536 }, (_, i) => ({ path: `${i}`, bytes: Buffer.alloc(0), isProgram: false }));
    await expect(collect(zip, many, 1000)).rejects.toThrow('65,535 files at most: choose tar.gz');
  });
});

const CHECK = `
import sys, zipfile, datetime
z = zipfile.ZipFile(sys.argv[1])
i = z.getinfo('b/run.sh')
print(z.testzip(), datetime.datetime(*i.date_time), oct(i.external_attr >> 16))
`;

it('keeps any path in tar', async () => {
  const segment = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
    .map((text) => text.replace(/[\0-\x1f/\\\x7f]/g, '_'));
  await fc.assert(
    fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 4 }), async (segments) => {
      const name = segments.join('/');
      const archive = path.join(folder, 'p.tar');
      fs.writeFileSync(archive, await collect(tar, [{ path: name, bytes: Buffer.from('x'), isProgram: false }]));
      const listing = execFileSync('tar', ['-tf', archive, '--quoting-style=literal', '--show-transformed-names'], {
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
      });
      expect(listing).toBe(`${name}\n`);
    }),
    { numRuns: 25 },
  );
});
