import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TextFile } from '../../src/core/ports.ts';
import { diskFiles } from '../../src/host/files.ts';
import { diskWriter } from '../../src/host/write-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === 'win32';

async function readIn(root: string, name: string): Promise<TextFile> {
  const { file, refusal } = await diskFiles.readText({ path: join(root, name), root, name });
  if (!file) throw new Error(refusal.message);
  return file;
}

/** The folder holds these files and nothing else, no temporary one either. */
function expectFiles(folder: string, files: Readonly<Record<string, string>>): void {
  const found = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
  expect(Object.fromEntries(found)).toEqual(files);
}

describe('diskWriter.replace', () => {
  it('replaces the text, keeps the mode and leaves nothing else behind', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'CHANGELOG.md'), 'old');
    chmodSync(join(root, 'CHANGELOG.md'), 0o640);
    expect(await diskWriter.replace(await readIn(root, 'CHANGELOG.md'), '\ufeffnew\r\n')).toBeNull();
    expectFiles(root, { 'CHANGELOG.md': '\ufeffnew\r\n' });
    if (!isWindows) expect(statSync(join(root, 'CHANGELOG.md')).mode & 0o777).toBe(0o640);
  });

  it('refuses a file whose bytes have changed since they were read (T071)', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'CHANGELOG.md'), 'old');
    const file = await readIn(root, 'CHANGELOG.md');
    writeFileSync(join(root, 'CHANGELOG.md'), 'theirs');
    const refusal = await diskWriter.replace(file, 'new');
    expect(refusal).toMatchObject({ code: 'changed', hint: 'Run the command again' });
    expect(refusal?.message).toContain('CHANGELOG.md was changed by somebody else');
    expectFiles(root, { 'CHANGELOG.md': 'theirs' });
  });

  it('notices a change that keeps length and times (T071)', async () => {
    const root = temporaryFolder();
    const path = join(root, 'CHANGELOG.md');
    writeFileSync(path, 'old');
    const file = await readIn(root, 'CHANGELOG.md');
    writeFileSync(path, 'ole');
    expect((await diskWriter.replace(file, 'new'))?.code).toBe('changed');
    expectFiles(root, { 'CHANGELOG.md': 'ole' });
  });

  it('refuses a file that is gone', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'CHANGELOG.md'), 'old');
    const file = { ...(await readIn(root, 'CHANGELOG.md')), path: join(root, 'moved.md'), name: 'moved.md' };
    expect((await diskWriter.replace(file, 'new'))?.code).toBe('missing');
    expectFiles(root, { 'CHANGELOG.md': 'old' });
  });

  it.skipIf(isWindows)('refuses when the file has become a link that leads out of the root (T071, T091)', async () => {
    const root = temporaryFolder();
    const elsewhere = temporaryFolder();
    writeFileSync(join(root, 'CHANGELOG.md'), 'same');
    writeFileSync(join(elsewhere, 'target.md'), 'same');
    const file = await readIn(root, 'CHANGELOG.md');
    const swapped = join(root, 'swapped.md');
    symlinkSync(join(elsewhere, 'target.md'), swapped);
    expect((await diskWriter.replace({ ...file, path: swapped, name: 'swapped.md' }, 'new'))?.code).toBe('outside');
    expectFiles(elsewhere, { 'target.md': 'same' });
  });

  it.skipIf(isWindows)('writes through a link that stays in the root, and keeps the link', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'docs'));
    writeFileSync(join(root, 'docs', 'CHANGELOG.md'), 'old');
    symlinkSync('docs/CHANGELOG.md', join(root, 'CHANGELOG.md'));
    expect(await diskWriter.replace(await readIn(root, 'CHANGELOG.md'), 'new')).toBeNull();
    expect(lstatSync(join(root, 'CHANGELOG.md')).isSymbolicLink()).toBe(true);
    expectFiles(join(root, 'docs'), { 'CHANGELOG.md': 'new' });
  });

  it.skipIf(isWindows)('gives the file a name of its own where two names share it', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'CHANGELOG.md'), 'old');
    linkSync(join(root, 'CHANGELOG.md'), join(root, 'other.md'));
    expect(await diskWriter.replace(await readIn(root, 'CHANGELOG.md'), 'new')).toBeNull();
    expectFiles(root, { 'CHANGELOG.md': 'new', 'other.md': 'old' });
  });

  it.skipIf(isRoot || isWindows)('refuses a file that is not to be written, although its folder is', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'CHANGELOG.md'), 'old');
    const file = await readIn(root, 'CHANGELOG.md');
    chmodSync(join(root, 'CHANGELOG.md'), 0o444);
    expect((await diskWriter.replace(file, 'new'))?.code).toBe('unwritable');
    expectFiles(root, { 'CHANGELOG.md': 'old' });
  });

  it.skipIf(isRoot || isWindows)('refuses where the folder is not to be written', async () => {
    const root = temporaryFolder();
    const folder = join(root, 'docs');
    mkdirSync(folder);
    writeFileSync(join(folder, 'CHANGELOG.md'), 'old');
    const file = await readIn(root, 'docs/CHANGELOG.md');
    chmodSync(folder, 0o555);
    const refusal = await diskWriter.replace(file, 'new');
    chmodSync(folder, 0o755);
    expect(refusal?.code).toBe('unwritable');
    expectFiles(folder, { 'CHANGELOG.md': 'old' });
  });
});

describe('diskWriter.create', () => {
  it('makes a file that is not there', async () => {
    const root = temporaryFolder();
    expect(await diskWriter.create({ path: join(root, 'a.md'), root, name: 'a.md' }, 'text\n')).toBeNull();
    expectFiles(root, { 'a.md': 'text\n' });
    if (!isWindows) expect(statSync(join(root, 'a.md')).mode & 0o700).toBe(0o600);
  });

  it('refuses where something of the name is there, whatever it is (T105)', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'a.md'), 'mine');
    mkdirSync(join(root, 'b.md'));
    if (!isWindows) symlinkSync('nowhere', join(root, 'c.md'));
    for (const name of isWindows ? ['a.md', 'b.md'] : ['a.md', 'b.md', 'c.md']) {
      const refusal = await diskWriter.create({ path: join(root, name), root, name }, 'new');
      expect(refusal).toMatchObject({ code: 'exists', message: `${name} is there already, and is left as it is` });
    }
    expect(readFileSync(join(root, 'a.md'), 'utf8')).toBe('mine');
    expect(readdirSync(root).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.skipIf(isWindows)('refuses a folder that leads out of the root (T091)', async () => {
    const root = temporaryFolder();
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere, join(root, 'docs'));
    const request = { path: join(root, 'docs', 'a.md'), root, name: 'docs/a.md' };
    expect((await diskWriter.create(request, 'new'))?.code).toBe('outside');
    expectFiles(elsewhere, {});
  });
});
