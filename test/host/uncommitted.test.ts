import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readUncommitted } from '../../src/host/git/uncommitted.ts';
import { TestRepository } from '../support/repository.ts';

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
  repo.commit('Begin', {
    'a.txt': 'a\n',
    'b.txt': 'b\n',
    'docs/c d.txt': 'c\n',
    '.gitattributes': '*.bin filter=evil\n',
    'e.bin': 'e\n',
    'f.bin': 'f\n',
  });
});
afterEach(() => repo.remove());

const read = () => readUncommitted(repo.folder, repo.environment());

it('is nothing where all is committed, whatever is not tracked', async () => {
  repo.write('new.txt', 'new\n');
  expect(await read()).toEqual([]);
});

it('is what was changed, deleted, added or staged', async () => {
  repo.write('a.txt', 'other\n');
  repo.write('docs/c d.txt', 'other\n');
  repo.git('rm', '--quiet', 'b.txt');
  repo.write('new.txt', 'new\n');
  repo.git('add', 'new.txt');
  expect(await read()).toEqual(['a.txt', 'b.txt', 'docs/c d.txt', 'new.txt']);
});

it('is no file that was only touched', async () => {
  utimesSync(join(repo.folder, 'a.txt'), new Date(0), new Date(0));
  expect(await read()).toEqual([]);
});

it('runs no program of the repository, and leaves out what one would have to compare', async () => {
  repo.git('update-index', '--cacheinfo', `100644,${repo.git('rev-parse', 'HEAD:a.txt')},f.bin`);
  repo.write('e.bin', 'x\n');
  repo.write('a.txt', 'x\n');
  const ran = join(repo.folder, 'ran');
  for (const key of ['filter.evil.clean', 'core.fsmonitor']) repo.git('config', key, `touch '${ran}'; cat`);
  repo.git('config', 'filter.evil.required', 'true');
  expect(await read()).toEqual(['a.txt', 'f.bin']);
  expect(existsSync(ran)).toBe(false);
  repo.git('status', '--porcelain');
  expect(existsSync(ran)).toBe(true);
});

it('is not known where a filter cannot be turned off', async () => {
  repo.git('config', 'filter.a=b.clean', 'cat');
  expect(await read()).toEqual({ notKnown: 'the filter “a=b” of git’s configuration cannot be turned off' });
});

it('leaves the index as it is', async () => {
  utimesSync(join(repo.folder, 'a.txt'), new Date(0), new Date(0));
  const before = repo.git('ls-files', '--debug');
  await read();
  expect(repo.git('ls-files', '--debug')).toBe(before);
});
