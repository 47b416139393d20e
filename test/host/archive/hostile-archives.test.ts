import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkBundle } from '../../../src/core/bundle/check-bundle.ts';
import { ARCHIVE_LIMITS, type ArchiveListing, type BrokenArchive } from '../../../src/core/bundle/listing.ts';
import { writeChecksums } from '../../../src/core/manifest/checksums.ts';
import type { ArchiveFile, ArchiveWriter, Sink } from '../../../src/host/archive/archive-file.ts';
import { createGzip } from '../../../src/host/archive/gzip.ts';
import { readArchive } from '../../../src/host/archive/read-archive.ts';
import { BLOCK, sumOf } from '../../../src/host/archive/tar-header.ts';
import { createTarWriter } from '../../../src/host/archive/write-tar.ts';
import { createZipWriter } from '../../../src/host/archive/write-zip.ts';
import { hashOf } from '../../../src/host/files.ts';

const file = (name: string, text = 'x'): ArchiveFile => ({ path: name, bytes: Buffer.from(text), isProgram: false });

async function collect(make: (sink: Sink) => ArchiveWriter, files: readonly ArchiveFile[]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const writer = make(async (bytes) => void chunks.push(Buffer.from(bytes)));
  await writer.add(files);
  await writer.end();
  return Buffer.concat(chunks);
}
const tarOf = (...files: readonly ArchiveFile[]) => collect((sink) => createTarWriter(sink, 0), files);
const zipOf = (...files: readonly ArchiveFile[]) => collect((sink) => createZipWriter(sink, 0), files);
const gzip = (bytes: Uint8Array) => gzipSync(bytes);
const read = (bytes: Buffer, limits = ARCHIVE_LIMITS) => readArchive(bytes, { wanted: () => true, limits });

/** Changes a header and gives it the checksum that belongs to it. */
function edit(archive: Buffer, at: number, change: (header: Buffer) => void): Buffer {
  const copy = Buffer.from(archive);
  const header = copy.subarray(at, at + BLOCK);
  change(header);
  header.write(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return copy;
}
const brokenOf = (result: ArchiveListing | BrokenArchive) => ('broken' in result ? result.broken : null);

describe('an archive of tar', () => {
  const LONG = `${'folder/'.repeat(40)}x`;

  it('is read as it was written, whatever its names', async () => {
    const files = [file('a/b.txt', 'hello'), file('a/ü', ''), file(LONG, 'long'), file('big', 'y'.repeat(100_000))];
    expect(await read(gzip(await tarOf(...files)))).toEqual({
      files: files.map((each) => ({ path: each.path, size: each.bytes.length, digest: hashOf(each.bytes) })),
      folders: [],
      texts: new Map(files.map((each) => [each.path, each.bytes.toString()])),
    });
  });

  it.each([
    ['a hard link', (h: Buffer) => h.write('1', 156), 'is a hard link'],
    ['a symbolic link', (h: Buffer) => h.write('2', 156), 'is a symbolic link'],
    ['a device', (h: Buffer) => h.write('3', 156), 'is a device'],
    ['a pipe', (h: Buffer) => h.write('6', 156), 'is a pipe'],
    ['a file that names a target', (h: Buffer) => h.write('/etc/passwd', 157), 'says that it is a link'],
    ['an unknown kind', (h: Buffer) => h.write('Z', 156), 'is of an unknown kind'],
  ])('has no %s (T100)', async (_, change, message) => {
    const result = await read(gzip(edit(await tarOf(file('a')), 0, (header) => void change(header))));
    expect(brokenOf(result)).toContain(message);
  });

  it.each([
    ['setuid', (h: Buffer) => h.write('0004755', 100), 'setuid'],
    ['a sparse file', (h: Buffer) => h.write('S', 156), 'is a sparse file'],
    ['GNU’s long names', (h: Buffer) => h.write('L', 156), 'a long name in GNU’s own form'],
    ['GNU’s long links', (h: Buffer) => h.write('K', 156), 'a long link in GNU’s own form'],
    ['a header for all files', (h: Buffer) => h.write('g', 156), 'a header for all files'],
    ['a size in binary', (h: Buffer) => (h[124] = 0x80), 'another form than octal'],
    ['a negative size', (h: Buffer) => h.write('-1         \0', 124), 'another form than octal'],
    ['bytes behind the end of a name', (h: Buffer) => h.write('b', 50), 'hidden behind the end of a name'],
    ['the old form of GNU', (h: Buffer) => h.write('ustar  \0', 257), 'not in the form of POSIX tar'],
    ['a name that is no text', (h: Buffer) => (h[0] = 0xff), 'not in UTF-8'],
  ])('has no %s (T101)', async (_, change, message) => {
    const result = await read(gzip(edit(await tarOf(file('a')), 0, (header) => void change(header))));
    expect(brokenOf(result)).toContain(message);
  });

  it('is called the same in all places (T101)', async () => {
    const archive = await tarOf(file(LONG));
    const renamed = edit(archive, 3 * BLOCK - BLOCK, (header) => void header.write('harmless.txt\0', 0));
    expect(brokenOf(await read(gzip(renamed)))).toMatch(/programs would disagree about its name|hidden behind/);
    for (const record of ['17 linkpath=/etc\n', '12 size=999\n', '9 path=a\n9 path=b\n', '99 path=a\n', '8 path=\n']) {
      const pax = edit(await tarOf(file('p', record), file('a')), 0, (header) => void header.write('x', 156));
      expect(brokenOf(await read(gzip(pax))), record).toContain('an extended header says more');
    }
  });

  it.each([10, 600, 2000])('is damaged where it ends after %i bytes (T103)', async (length) => {
    const archive = (await tarOf(file('a', 'y'.repeat(1500)))).subarray(0, length);
    expect(brokenOf(await read(gzip(archive)))).toContain('ends in the middle');
  });

  it('is damaged where a header’s checksum is wrong, or something stands behind the end (T103)', async () => {
    const archive = await tarOf(file('a'), file('b'));
    const wrong = Buffer.from(archive);
    wrong[0] = 0x62;
    expect(brokenOf(await read(gzip(wrong)))).toContain('the checksum of a header is wrong');
    const behind = Buffer.from(archive);
    archive.copy(behind, 4 * BLOCK + 2 * BLOCK, 0, BLOCK);
    expect(brokenOf(await read(gzip(behind)))).toContain('something stands behind its end');
    const hidden = Buffer.from(archive);
    hidden[BLOCK + 100] = 1;
    expect(brokenOf(await read(gzip(hidden)))).toContain('hidden behind the end of a file');
  });

  it('of GNU tar is read where it is plain', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'release-ledger-tar-'));
    fs.mkdirSync(path.join(folder, 'acme/src'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'acme/src/a.txt'), 'a');
    const bytes = execFileSync('tar', ['-czf', '-', '--format=ustar', 'acme'], { cwd: folder });
    fs.rmSync(folder, { recursive: true });
    expect(await read(bytes)).toMatchObject({
      files: [{ path: 'acme/src/a.txt', size: 1 }],
      folders: ['acme', 'acme/src'],
    });
  });
});

describe('gzip', () => {
  it('has one member, and nothing behind it (T102)', async () => {
    const archive = gzip(await tarOf(file('a')));
    expect(brokenOf(await read(archive))).toBeNull();
    for (const more of [archive, Buffer.from('x'), Buffer.alloc(1)])
      expect(brokenOf(await read(Buffer.concat([archive, more])))).toBe('something is appended to it');
  });

  it('is stopped where it unpacks to far more than it is (T102)', async () => {
    const pieces: Uint8Array[] = [];
    const packer = createGzip(async (piece) => void pieces.push(Buffer.from(piece)));
    const zeros = Buffer.alloc(8 * 1024 * 1024);
    const header = edit(await tarOf(file('a')), 0, (each) => void each.write('77777777777', 124)).subarray(0, BLOCK);
    await packer.write(header);
    for (let i = 0; i < 16; i++) await packer.write(zeros);
    await packer.end();
    expect(brokenOf(await read(Buffer.concat(pieces)))).toContain('200 times its size');
    const small = { ...ARCHIVE_LIMITS, bytes: 1_000_000 };
    expect(brokenOf(await read(Buffer.concat(pieces), small))).toContain('more than is ever read');
    const few = { ...ARCHIVE_LIMITS, files: 2 };
    expect(brokenOf(await read(gzip(await tarOf(file('a'), file('b'), file('c'))), few))).toContain(
      'more than 2 entries',
    );
  });

  it('is whole, and what it says (T102, T103)', async () => {
    const archive = gzip(await tarOf(file('a', 'y'.repeat(5000))));
    for (const length of [5, 20, archive.length - 9, archive.length - 1])
      expect(brokenOf(await read(archive.subarray(0, length))), `${length}`).toMatch(
        /ends in the middle|not compressed/,
      );
    const wrong = Buffer.from(archive);
    wrong[archive.length - 8] = (wrong[archive.length - 8] as number) ^ 1;
    expect(brokenOf(await read(wrong))).toContain('its checksum is wrong');
    expect(brokenOf(await read(Buffer.from('no archive at all, but a text')))).toBe('it is not compressed by gzip');
    expect(brokenOf(await read(Buffer.alloc(0)))).toBe('it is not compressed by gzip');
  });

  it('is left when somebody cancels (T099)', async () => {
    const signal = AbortSignal.abort();
    await expect(readArchive(gzip(await tarOf(file('a'))), { wanted: () => false, signal })).rejects.toThrow('abort');
  });
});

describe('a ZIP archive', () => {
  const files = [file('a/b.txt', 'hello'.repeat(100)), file('ü', ''), file('c', 'z')];

  it('is read as it was written', async () => {
    expect(await read(await zipOf(...files))).toMatchObject({
      files: files.map((each) => ({ path: each.path, size: each.bytes.length, digest: hashOf(each.bytes) })),
    });
  });

  it.each([
    ['is appended to', (zip: Buffer) => Buffer.concat([zip, Buffer.from('x')]), 'something is appended'],
    [
      'is put in front of',
      (zip: Buffer) => Buffer.concat([Buffer.from('PKxx'), zip]),
      /between its directory|does not stand/,
    ],
    ['ends early', (zip: Buffer) => zip.subarray(0, zip.length - 30), 'it is no ZIP archive'],
  ])('is refused where something %s (T103)', async (_, change, message) => {
    expect(brokenOf(await read(change(await zipOf(...files))))).toMatch(message);
  });

  it.each([
    ['a link', 'central', 38, [0, 0, 0xff, 0xa1], 'is a link or a device'],
    ['setuid', 'central', 38, [0, 0, 0xed, 0x89], 'rights of its owner'],
    ['encryption', 'central', 8, [1, 8], 'is encrypted'],
    ['an unusual method', 'central', 10, [12, 0], 'unusual method'],
    ['another name inside', 'local', 30, [0x62], 'not what the directory says'],
    ['another size inside', 'local', 22, [1], 'not what the directory says'],
    ['another place', 'central', 42, [1], 'does not stand behind the file before it'],
    ['another checksum in both', 'both', 16, [1, 2, 3, 4], 'its checksum is wrong'],
    ['a larger size in both', 'both', 24, [0xff], 'its checksum is wrong'],
    ['a smaller size in both', 'both', 24, [1, 0], 'is larger than its directory says'],
  ] as const)('has no %s (T100, T101)', async (_, where, offset, bytes, message) => {
    const zip = await zipOf(...files);
    const central = zip.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
    if (where !== 'local') Buffer.from(bytes).copy(zip, central + offset);
    if (where === 'local') Buffer.from(bytes).copy(zip, offset);
    if (where === 'both') Buffer.from(bytes).copy(zip, offset - 2);
    expect(brokenOf(await read(zip))).toContain(message);
  });

  it('is stopped where it unpacks to far more than it is (T102)', async () => {
    const bomb = await zipOf({ path: 'a', bytes: Buffer.alloc(64 * 1024 * 1024), isProgram: false });
    expect(brokenOf(await read(bomb))).toContain('200 times its size');
  });

  it('has nothing that its directory does not name', async () => {
    const zip = await zipOf(...files);
    const end = zip.length - 22;
    const fewer = Buffer.from(zip);
    fewer.writeUInt16LE(2, end + 8);
    fewer.writeUInt16LE(2, end + 10);
    expect(brokenOf(await read(fewer))).toContain('more than its directory names');
  });
});

describe('a bundle', () => {
  const listing = (files: readonly ArchiveFile[], list: string | null): ArchiveListing => ({
    files: [...files, ...(list === null ? [] : [file('p/SHA256SUMS', list)])].map((each) => ({
      path: each.path,
      size: each.bytes.length,
      digest: hashOf(each.bytes),
    })),
    folders: [],
    texts: new Map(list === null ? [] : [['p/SHA256SUMS', list]]),
  });
  const line = (name: string, text = 'x') => writeChecksums([[name, hashOf(Buffer.from(text))]]);
  const problems = (files: readonly ArchiveFile[], list: string | null) =>
    checkBundle(listing(files, list), 'SHA256SUMS').problems;

  it('is right where every file has its digest', () => {
    expect(checkBundle(listing([file('p/a'), file('p/b')], line('a') + line('b')), 'SHA256SUMS')).toEqual({
      problems: [],
      notChecked: [],
      verified: 2,
    });
    expect(checkBundle(listing([file('p/a')], null), '').notChecked).toEqual([
      expect.stringContaining('holds no list'),
    ]);
  });

  it.each([
    ['../../etc/passwd', 'leads out of its folder'],
    ['/etc/passwd', 'is absolute'],
    ['C:/x', 'names a drive'],
    ['C:x', 'names a drive'],
    ['p\\..\\x', 'holds a backslash'],
    ['p/CON', 'names a device of Windows'],
    ['p/a.', 'ends in a dot'],
    ['p/a:b', 'holds a colon'],
  ])('has no %s (T094, T100)', (name, message) => expect(problems([file(name)], null).join()).toContain(message));

  it('has each file once, on every system (T093, T103)', () => {
    expect(problems([file('p/a'), file('p/a')], null)).toEqual(['the path “p/a” stands there twice']);
    expect(problems([file('p/a'), file('p/A')], null)).toEqual([
      expect.stringContaining('the same file on some systems'),
    ]);
    expect(problems([file('p/ß'), file('p/ss')], null)).toEqual([
      expect.stringContaining('the same file on some systems'),
    ]);
    expect(problems([file('p/a'), file('p/A/b')], null)).toEqual(['the path “p/a” is a file and a folder']);
  });

  it('is complete both ways (T098)', () => {
    expect(problems([file('p/a'), file('p/b')], line('a'))).toEqual(['p/b is not in p/SHA256SUMS']);
    expect(problems([file('p/a')], line('a') + line('b'))).toEqual(['p/b is missing, and p/SHA256SUMS lists it']);
    expect(problems([file('p/a', 'y')], line('a'))).toEqual([
      expect.stringContaining('p/a is not what p/SHA256SUMS says'),
    ]);
    expect(problems([file('p/a')], `${line('a')}what\n`)).toEqual([expect.stringContaining('line 2: Unexpected line')]);
    expect(problems([file('p/a')], line('a') + line('a'))).toEqual([
      expect.stringContaining('line 2: a stands there twice'),
    ]);
    expect(problems([], null)).toEqual(['it holds no file']);
    expect(problems([file('a'), file('b/c')], null)).toEqual([expect.stringContaining('expected one folder')]);
  });
});

describe('any bytes', () => {
  let archives: readonly Buffer[];
  beforeEach(async () => {
    const files = [file('a/b.txt', 'hello'), file(`${'long/'.repeat(50)}x`, 'y'.repeat(700))];
    archives = [gzip(await tarOf(...files)), await zipOf(...files)];
  });
  afterEach(() => {
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('are an archive or none, and never more than that', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1), fc.nat(), fc.nat(255), async (which, at, byte) => {
        const bytes = Buffer.from(archives[which] as Buffer);
        bytes[at % bytes.length] = byte;
        const result = await read(bytes);
        expect('broken' in result || result.files.length === 2).toBe(true);
      }),
      { numRuns: 300 },
    );
    const tar = await tarOf(file('a/b.txt', 'hello'), file('c'));
    await fc.assert(
      fc.asyncProperty(fc.nat(tar.length - 1), fc.nat(255), async (at, byte) => {
        const bytes = Buffer.from(tar);
        bytes[at] = byte;
        const result = await read(gzip(bytes));
        expect('broken' in result || result.files.length >= 1).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
