import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/host/decode.ts';
import { SIZE_LIMIT } from '../../src/host/file-refusals.ts';
import { diskFiles } from '../../src/host/files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === 'win32';

function read(root: string, name: string) {
  return diskFiles.readText({ path: join(root, name), root, name });
}

describe('decodeText', () => {
  const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
  const swapped = (text: string): Buffer => utf16(text).swap16();
  it.each<[string, Uint8Array, string]>([
    ['empty', Buffer.from(''), ''],
    ['only a line ending', Buffer.from('\n'), '\n'],
    ['ASCII', Buffer.from('# A\n'), '# A\n'],
    ['a byte-order mark, which stays', Buffer.from('\ufeff# A\n'), '\ufeff# A\n'],
    ['CRLF, CR and U+2028, which stay', Buffer.from('a\r\nb\rc\u2028d'), 'a\r\nb\rc\u2028d'],
    ['beyond the basic plane', Buffer.from('🎉 é'), '🎉 é'],
  ])('keeps %s', (_name, bytes, text) => {
    const decoded = decodeText(bytes, 'f');
    expect(decoded).toEqual({ text });
    expect(Buffer.from(decoded.text as string, 'utf8')).toEqual(Buffer.from(bytes));
  });

  it.each<[string, Uint8Array, string, RegExp]>([
    ['a NUL', Buffer.from('a\nb\0c\n'), 'binary', /^f is no text: it has a NUL byte in line 2$/],
    ['Latin-1', Buffer.from([0x61, 0x0a, 0x62, 0x0a, 0xe9, 0x0a]), 'invalid-utf-8', /line 3 has bytes/],
    ['a truncated sequence at the end', Buffer.from([0x61, 0x0a, 0xe2, 0x82]), 'invalid-utf-8', /line 2 has bytes/],
    ['an overlong form', Buffer.from([0xc0, 0xaf]), 'invalid-utf-8', /line 1 has bytes/],
    ['an encoded surrogate', Buffer.from([0xed, 0xa0, 0x80]), 'invalid-utf-8', /line 1 has bytes/],
    ['UTF-16LE with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16('# A')]), 'utf-16', /UTF-16LE/],
    ['UTF-16BE with its mark', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped('# A')]), 'utf-16', /UTF-16BE/],
    ['UTF-16LE without a mark', utf16('# Changelog\n'), 'utf-16', /UTF-16LE/],
    ['UTF-16BE without a mark', swapped('# Changelog\n'), 'utf-16', /UTF-16BE/],
    ['an executable', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]), 'binary', /line 1$/],
  ])('refuses %s (T057, T058)', (_name, bytes, code, message) => {
    const { refusal } = decodeText(bytes, 'f');
    expect(refusal?.code).toBe(code);
    expect(refusal?.message).toMatch(message);
    expect(refusal?.hint).toMatch(/./);
  });
});

describe('diskFiles.readText', () => {
  it('reads a text with the hash of its bytes', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'CHANGELOG.md'), 'abc');
    expect(await read(root, 'CHANGELOG.md')).toEqual({
      file: {
        path: join(root, 'CHANGELOG.md'),
        root,
        name: 'CHANGELOG.md',
        text: 'abc',
        hash: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      },
    });
  });

  it('reads up to its limit and refuses what is larger, however it says so (T072)', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'ten.md'), '#'.repeat(10 * 1024 * 1024));
    expect((await read(root, 'ten.md')).file?.text.length).toBe(10 * 1024 * 1024);
    writeFileSync(join(root, 'sparse.md'), '');
    truncateSync(join(root, 'sparse.md'), 5 * 1024 ** 3);
    const { refusal } = await read(root, 'sparse.md');
    expect(refusal?.code).toBe('too-large');
    expect(refusal?.message).toBe('sparse.md is larger than 32 MB (5120 MB)');
    expect(SIZE_LIMIT).toBe(32 * 1024 * 1024);
  });

  it.runIf(process.platform === 'linux')('reads a file whose size the system does not tell', async () => {
    const reading = await diskFiles.readText({ path: '/proc/self/status', root: '/proc', name: 'status' });
    expect(reading.file?.text).toMatch(/^Name:/);
  });

  it.each([
    ['nothing', 'nothing.md', 'missing', 'nothing.md does not exist'],
    ['a file where a folder should be', 'file.md/CHANGELOG.md', 'missing', 'file.md/CHANGELOG.md does not exist'],
    ['a folder', 'docs', 'directory', 'docs is a directory, expected a file'],
  ])('refuses %s', async (_what, name, code, message) => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'docs'));
    writeFileSync(join(root, 'file.md'), '');
    expect((await read(root, name)).refusal).toMatchObject({ code, message });
  });

  it.skipIf(isRoot || isWindows)('refuses what it is not permitted to read', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'secret.md'), '', { mode: 0o000 });
    chmodSync(join(root, 'secret.md'), 0);
    expect((await read(root, 'secret.md')).refusal).toMatchObject({
      code: 'unreadable',
      message: 'secret.md cannot be read: permission denied',
    });
  });

  it.skipIf(isWindows)('refuses a pipe that nobody writes to, at once (T072)', async () => {
    const root = temporaryFolder();
    execFileSync('mkfifo', [join(root, 'pipe.md')]);
    expect((await read(root, 'pipe.md')).refusal).toMatchObject({
      code: 'not-a-file',
      message: 'pipe.md is a named pipe, expected a regular file',
    });
  });

  it.skipIf(isWindows)('refuses a socket and a device (T072)', async () => {
    const root = temporaryFolder();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(root, 'socket.md'), resolve));
    expect((await read(root, 'socket.md')).refusal?.message).toMatch(/is a socket/);
    await new Promise((resolve) => server.close(resolve));
    expect((await diskFiles.readText({ path: '/dev/zero', root: '/dev', name: 'zero' })).refusal?.message).toMatch(
      /zero is a device/,
    );
  });

  describe.skipIf(isWindows)('with symbolic links', () => {
    it('follows those that stay in the root', async () => {
      const root = temporaryFolder();
      mkdirSync(join(root, 'docs'));
      writeFileSync(join(root, 'docs', 'CHANGELOG.md'), 'inside');
      symlinkSync('docs/CHANGELOG.md', join(root, 'CHANGELOG.md'));
      expect((await read(root, 'CHANGELOG.md')).file?.text).toBe('inside');
    });

    it('refuses a file and a folder that lead out (T072, T091)', async () => {
      const root = temporaryFolder();
      const elsewhere = temporaryFolder();
      writeFileSync(join(elsewhere, 'secret.md'), 'canary');
      symlinkSync(join(elsewhere, 'secret.md'), join(root, 'CHANGELOG.md'));
      symlinkSync(elsewhere, join(root, 'docs'));
      for (const name of ['CHANGELOG.md', 'docs/secret.md']) {
        const { refusal } = await read(root, name);
        expect(refusal?.code).toBe('outside');
        expect(refusal?.message).toContain(name);
        expect(JSON.stringify(refusal)).not.toContain('canary');
      }
    });

    it('refuses links that go in a circle and links to nothing', async () => {
      const root = temporaryFolder();
      symlinkSync('b.md', join(root, 'a.md'));
      symlinkSync('a.md', join(root, 'b.md'));
      symlinkSync('nowhere.md', join(root, 'c.md'));
      expect((await read(root, 'a.md')).refusal?.message).toMatch(/links go in a circle/);
      expect((await read(root, 'c.md')).refusal?.code).toBe('missing');
    });
  });
});

describe('diskFiles.list', () => {
  it('tells the kinds apart, in the order of the names', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'b.md'), '');
    mkdirSync(join(root, 'a'));
    if (!isWindows) symlinkSync('b.md', join(root, 'c.md'));
    expect(await diskFiles.list(root)).toEqual([
      { name: 'a', kind: 'folder' },
      { name: 'b.md', kind: 'file' },
      ...(isWindows ? [] : [{ name: 'c.md', kind: 'link' }]),
    ]);
    expect(await diskFiles.list(join(root, 'nothing'))).toEqual([]);
  });
});
