import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/core/index.ts';
import { diskFiles } from '../../src/host/files.ts';
import { findChangelogs } from '../../src/host/find-changelogs.ts';
import { loadPolicy } from '../../src/host/policy-file.ts';
import { readVersionFiles } from '../../src/host/version-files.ts';
import { diskWriter } from '../../src/host/write-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const isWindows = process.platform === 'win32';

/** A folder to work in, and beside it what nobody may read or write. */
function world(): { readonly root: string; readonly secret: string } {
  const base = temporaryFolder();
  const root = join(base, 'work');
  mkdirSync(root);
  writeFileSync(join(base, 'secret.txt'), 'version 6.6.6 canary\n');
  return { root, secret: join(base, 'secret.txt') };
}

const read = (root: string, name: string) => diskFiles.readText({ path: join(root, name), root, name });

let swapper: ChildProcess | null = null;
afterEach(async () => {
  const child = swapper;
  swapper = null;
  if (!child) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
});

/** Puts the first and the second in turn at a path, as fast as it can, until the test is over. Resolves once it has begun. */
async function swap(path: string, first: string, second: string): Promise<void> {
  const script = `
    const fs = require('node:fs');
    const [path, ...kinds] = process.argv.slice(1);
    for (let i = 0; ; i++) {
      fs.renameSync(kinds[i % 2], path + '.next');
      try { fs.renameSync(path, kinds[(i + 1) % 2]); } catch {}
      fs.renameSync(path + '.next', path);
      if (i === 2) process.stdout.write('begun');
    }`;
  const child = spawn(process.execPath, ['-e', script, path, first, second], { stdio: ['ignore', 'pipe', 'ignore'] });
  swapper = child;
  await new Promise((resolve) => child.stdout?.once('data', resolve));
}

describe('paths that lead out (T089, T090)', () => {
  const PATHS = [
    '../secret.txt',
    'a/../../secret.txt',
    './../secret.txt',
    '..\\secret.txt',
    '/etc/hostname',
    '//server/share',
    'C:\\secret.txt',
    'C:secret.txt',
    '~/secret.txt',
    '/dev/stdin',
    '/proc/self/environ',
  ];

  it.each(PATHS)('%s is read neither as a changelog nor as a version file', async (path) => {
    const { root } = world();
    const policy = { ...DEFAULT_POLICY.versionFiles[0], kind: 'auto', image: '', path, pattern: 'version {version}' };
    const facts = await readVersionFiles(diskFiles, root, '', [policy as (typeof DEFAULT_POLICY.versionFiles)[number]]);
    expect(facts).toMatchObject([{ path, places: [], silent: { broken: true } }]);
    expect(JSON.stringify(facts)).not.toMatch(/canary|6\.6\.6/);
    expect((await findChangelogs(diskFiles, root, [path])).paths.filter((each) => each.includes('secret'))).toEqual([]);
    expect((await read(root, path)).file).toBeUndefined();
  });

  it('and patterns that do: nothing outside is found (T124)', async () => {
    const { root } = world();
    if (!isWindows) symlinkSync(dirname(root), join(root, 'up'));
    for (const pattern of ['../**', '../*.txt', '**/../../*.txt', '**/secret.txt', 'up/*.txt', '/**']) {
      const { paths } = await findChangelogs(diskFiles, root, [pattern]);
      expect(
        paths.filter((path) => path !== 'up'),
        pattern,
      ).toEqual([]);
      expect((await read(root, 'up')).refusal?.code).toMatch(/^(?:outside|missing)$/);
    }
  });

  it('no policy is taken from there', async () => {
    const { root } = world();
    writeFileSync(join(root, 'release-ledger.jsonc'), '{ "extends": "../secret.txt" }');
    const loaded = await loadPolicy(diskFiles, root, null);
    expect(JSON.stringify(loaded)).not.toContain('canary');
    expect(loaded.files.flatMap(({ problems }) => problems).length + (loaded.refusal ? 1 : 0)).toBeGreaterThan(0);
  });
});

describe.skipIf(isWindows)('what is swapped between check and use (T092)', () => {
  it('a file for a link that leads out is never read through the link', async () => {
    const { root, secret } = world();
    writeFileSync(join(root, 'mine'), 'inside');
    symlinkSync(secret, join(root, 'theirs'));
    await swap(join(root, 'CHANGELOG.md'), join(root, 'mine'), join(root, 'theirs'));
    const seen = new Set<string>();
    for (let i = 0; i < 3_000; i++) {
      const { file, refusal } = await read(root, 'CHANGELOG.md');
      seen.add(file?.text ?? refusal?.code ?? '');
    }
    expect([...seen].filter((each) => each.includes('canary'))).toEqual([]);
    expect(seen).toContain('outside');
  });

  it('nor is a file in a folder that is one', async () => {
    const { root } = world();
    for (const folder of ['mine', '../outside']) mkdirSync(join(root, folder));
    writeFileSync(join(root, 'mine/CHANGELOG.md'), 'inside');
    writeFileSync(join(root, '../outside/CHANGELOG.md'), 'canary');
    symlinkSync(join(root, '../outside'), join(root, 'theirs'));
    await swap(join(root, 'docs'), join(root, 'mine'), join(root, 'theirs'));
    const seen = new Set<string>();
    for (let i = 0; i < 3_000; i++) {
      const { file, refusal } = await read(root, 'docs/CHANGELOG.md');
      seen.add(file?.text ?? refusal?.code ?? '');
    }
    expect(seen).not.toContain('canary');
    expect(seen).toContain('outside');
  });
});

describe('places that are not the user’s (T104)', () => {
  it.each(['.git/config', '.git/hooks/pre-commit', 'sub/.git/config', '.GIT/config', '.git./config', 'git~1/config'])(
    '%s is neither replaced nor made',
    async (name) => {
      const { root } = world();
      mkdirSync(dirname(join(root, name)), { recursive: true });
      const created = await diskWriter.create({ path: join(root, `${name}.md`), root, name: `${name}.md` }, 'x');
      expect(created).toMatchObject({ code: 'unwritable', message: `${name}.md lies in .git, where git alone writes` });
      writeFileSync(join(root, name), 'theirs');
      const { file } = await read(root, name);
      expect(file && (await diskWriter.replace(file, 'mine'))?.code).toBe('unwritable');
      expect(readFileSync(join(root, name), 'utf8')).toBe('theirs');
      expect(readdirSync(dirname(join(root, name)))).toEqual([name.replace(/^.*\//, '')]);
    },
  );

  it.skipIf(isWindows)('a link into .git is seen through', async () => {
    const { root } = world();
    mkdirSync(join(root, '.git'));
    writeFileSync(join(root, '.git/config'), 'theirs');
    symlinkSync('.git/config', join(root, 'CHANGELOG.md'));
    const { file } = await read(root, 'CHANGELOG.md');
    expect(file && (await diskWriter.replace(file, 'mine'))?.code).toBe('unwritable');
    expect(readFileSync(join(root, '.git/config'), 'utf8')).toBe('theirs');
  });

  it('but .github and .gitignore are files like any other', async () => {
    const { root } = world();
    mkdirSync(join(root, '.github'));
    for (const name of ['.github/NEWS.md', '.gitignore'])
      expect(await diskWriter.create({ path: join(root, name), root, name }, 'x')).toBeNull();
  });
});

describe.skipIf(isWindows)('new files (T105, T106)', () => {
  it('can never be written by everybody, whatever the mask is', async () => {
    const { root } = world();
    const before = process.umask(0);
    try {
      expect(await diskWriter.create({ path: join(root, 'a.md'), root, name: 'a.md' }, 'x')).toBeNull();
    } finally {
      process.umask(before);
    }
    expect(statSync(join(root, 'a.md')).mode & 0o777).toBe(0o664);
  });

  it('are written under a name that nobody can foresee, beside their place', async () => {
    const { root } = world();
    const names = new Set<string>();
    const seen = new Promise<void>((resolve) => {
      const look = (): void => {
        for (const name of readdirSync(root)) if (name.endsWith('.tmp')) names.add(name);
        if (names.size >= 2) resolve();
        else setImmediate(look);
      };
      look();
    });
    let going = true;
    const writing = (async () => {
      for (let i = 0; going; i++)
        await diskWriter.create({ path: join(root, `${i}.md`), root, name: `${i}.md` }, 'x'.repeat(10_000));
    })();
    await seen;
    going = false;
    await writing;
    for (const name of names) expect(name).toMatch(/^\.\d+\.md\.[0-9a-f]{16}\.tmp$/);
    expect(new Set([...names].map((name) => name.split('.')[3])).size).toBe(names.size);
  });
});
