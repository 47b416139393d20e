import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFiles } from '../../src/host/create-files.ts';
import { unfinishedNameOf } from '../../src/host/unfinished-files.ts';

let root: string;
beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'release-ledger-create-')));
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const file = (name: string, write: (handle: FileHandle) => Promise<unknown>) => ({
  path: path.join(root, ...name.split('/')),
  root,
  name,
  write: async (handle: FileHandle) => void (await write(handle)),
});
const text = (name: string, content: string) => file(name, (handle) => handle.writeFile(content));
const fail = (error: Error) => async (handle: FileHandle) => {
  await handle.writeFile('half');
  throw error;
};
const everything = () => fs.readdirSync(root, { recursive: true }).map(String).sort();

describe('createFiles', () => {
  it('makes files with the folders that they need', async () => {
    expect(await createFiles([text('a/b/one.txt', '1'), text('two.txt', '2')])).toBeNull();
    expect(everything()).toEqual(['a', 'a/b', 'a/b/one.txt', 'two.txt']);
    expect(fs.readFileSync(path.join(root, 'a/b/one.txt'), 'utf8')).toBe('1');
    expect(fs.statSync(path.join(root, 'two.txt')).mode & 0o7002).toBe(0);
  });

  it('leaves the disk as it was where it is full in the middle', async () => {
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const refusal = await createFiles([text('a/one.txt', '1'), file('a/b/two.txt', fail(full))]);
    expect(refusal).toMatchObject({
      code: 'failed',
      message: 'a/b/two.txt cannot be written: no room is left (ENOSPC)',
    });
    expect(everything()).toEqual([]);
  });

  it('leaves the disk as it was where it is aborted', async () => {
    const write = fail(new DOMException('enough', 'AbortError'));
    await expect(createFiles([text('one.txt', '1'), file('two.txt', write)])).rejects.toThrow('enough');
    expect(everything()).toEqual([]);
  });

  it('makes none of several where one is there, and never follows a link to write (T105)', async () => {
    fs.writeFileSync(path.join(root, 'there.txt'), 'mine');
    fs.symlinkSync('/nowhere/at-all', path.join(root, 'link.txt'));
    for (const name of ['there.txt', 'link.txt'])
      expect(await createFiles([text('new.txt', '1'), text(name, '2')])).toMatchObject({ code: 'exists' });
    expect(everything()).toEqual(['link.txt', 'there.txt']);
    expect(fs.readFileSync(path.join(root, 'there.txt'), 'utf8')).toBe('mine');
  });

  it('refuses what somebody else makes meanwhile, and takes back the rest', async () => {
    const sneak = file('two.txt', async (handle) => {
      await handle.writeFile('2');
      fs.writeFileSync(path.join(root, 'two.txt'), 'theirs');
    });
    expect(await createFiles([text('one.txt', '1'), sneak])).toMatchObject({ code: 'exists' });
    expect(everything()).toEqual(['two.txt']);
    expect(fs.readFileSync(path.join(root, 'two.txt'), 'utf8')).toBe('theirs');
  });

  it('finishes what was killed between the names, and takes no other bytes for its own', async () => {
    const both = [text('one.txt', '1'), text('two.txt', '2')];
    fs.writeFileSync(path.join(root, 'two.txt'), '2');
    expect(await createFiles(both)).toBeNull();
    expect(everything()).toEqual(['one.txt', 'two.txt']);
    expect(await createFiles(both)).toMatchObject({ code: 'exists', message: expect.stringContaining('one.txt') });
    fs.rmSync(path.join(root, 'one.txt'));
    fs.writeFileSync(path.join(root, 'two.txt'), '3');
    expect(await createFiles(both)).toMatchObject({ code: 'exists', message: expect.stringContaining('two.txt') });
    expect(everything()).toEqual(['two.txt']);
  });

  it('is made by two at once as by one', async () => {
    const both = () => createFiles([text('one.txt', '1'), text('two.txt', '2'), text('three.txt', '3')]);
    const refusals = await Promise.all(Array.from({ length: 8 }, both));
    expect(refusals).toContain(null);
    expect(everything()).toEqual(['one.txt', 'three.txt', 'two.txt']);
  });

  it('deletes what a killed process left beside its place, and leaves what a living one writes', async () => {
    const { pid: dead } = spawnSync(process.execPath, ['--version']);
    const name = (pid: number): string =>
      path
        .basename(unfinishedNameOf(path.join(root, 'one.txt')))
        .replace(process.pid.toString(16).padStart(8, '0'), pid.toString(16).padStart(8, '0'));
    const [left, living] = [name(dead), name(process.ppid)];
    for (const each of [left, living, '.one.txt.mine.tmp']) fs.writeFileSync(path.join(root, each), 'half');
    expect(await createFiles([text('one.txt', '1')])).toBeNull();
    expect(everything()).toEqual(['.one.txt.mine.tmp', living, 'one.txt'].sort());
  });

  it('writes neither into .git nor out of the root (T104)', async () => {
    const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'release-ledger-outside-'));
    fs.symlinkSync(outside, path.join(root, 'out'));
    for (const name of ['.git/hooks/pre-commit', '.GIT/x', 'out/y/z', '../x', 'out/x'])
      expect((await createFiles([text(name, 'x')]))?.code, name).toMatch(/^(?:outside|unwritable)$/);
    expect(everything()).toEqual(['out']);
    expect(fs.readdirSync(outside)).toEqual([]);
    fs.rmdirSync(outside);
  });

  it('writes beside the target under a name that cannot be guessed, readable by others only once it is whole (T106)', async () => {
    const seen: string[] = [];
    const watching = file('one.txt', async (handle) => {
      seen.push(...everything());
      await handle.writeFile('1');
    });
    const umask = process.umask(0);
    try {
      expect(await createFiles([watching])).toBeNull();
    } finally {
      process.umask(umask);
    }
    expect(seen).toEqual([expect.stringMatching(/^\.one\.txt\.[0-9a-f]{32}\.tmp$/)]);
    expect((fs.statSync(path.join(root, 'one.txt')).mode & 0o777).toString(8)).toBe('664');
  });
});
