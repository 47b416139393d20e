import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import { TestRepository } from '../support/repository.ts';

const CHANGELOG =
  '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- More\n\n## [1.1.0] - 2026-01-02\n\n- Two\n\n## [1.0.0] - 2026-01-01\n\n- One\n';

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
  repo.commit('one', { 'CHANGELOG.md': CHANGELOG, 'package.json': '{ "version": "1.1.0" }\n' });
  repo.tag('v1.0.0', 'One');
  repo.commit('two');
  repo.tag('v1.1.0', 'Two');
});
afterEach(() => repo.remove());

const at = (folder: string, ...argv: readonly string[]) =>
  cliIn(repo, argv, undefined, { cwd: folder, env: repo.environment() });

describe('a repository without a work tree', () => {
  it.each([
    ['a bare one', 'bare.git'],
    ['git’s own folder', '.git'],
  ])('%s is said to be one, and nothing is written', async (_, name) => {
    repo.git('clone', '--quiet', '--bare', '.', 'bare.git');
    const folder = join(repo.folder, name);
    const before = readdirSync(folder);
    for (const argv of [
      ['check'],
      ['status'],
      ['cut', '--yes'],
      ['init'],
      ['add', 'Added', 'x'],
      ['audit', 'record', '1.0.0'],
    ]) {
      const { code, stderr } = await at(folder, ...argv);
      expect(code === 0, argv.join(' ')).toBe(false);
      expect(stderr, argv.join(' ')).toBe(
        `error: ${folder} is a repository without a work tree\n  hint: Work in a clone of it, or in a work tree: git worktree add FOLDER\n`,
      );
    }
    const hooks = await at(folder, 'hook', 'install');
    expect([hooks.code, hooks.stderr]).toEqual([1, `error: ${folder} is a repository without a work tree\n`]);
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe('a shallow clone', () => {
  it('is not said to lack what was only not fetched', async () => {
    repo.git('clone', '--quiet', '--depth', '1', pathToFileURL(repo.folder).href, 'clone');
    const folder = join(repo.folder, 'clone');
    for (const argv of [['status'], ['history']]) {
      const { stdout } = await at(folder, ...argv);
      expect(stdout).toMatch(/1\.0\.0.*no tag in this clone/);
      expect(stdout).not.toContain('not tagged');
    }
    for (const argv of [
      ['sbom', '1.0.0'],
      ['bundle', '1.0.0'],
      ['publish', '1.0.0'],
    ]) {
      const { code, stderr } = await at(folder, ...argv);
      expect([code, stderr]).toEqual([
        1,
        expect.stringContaining('hint: The clone is shallow, and may lack the tag: git fetch --tags --unshallow. '),
      ]);
    }
  });
});

describe('a folder that git does not read', () => {
  it('is told why, and not that it is no repository or has no tags', async () => {
    repo.git('config', 'core.worktree', '/nowhere');
    const { stdout, stderr } = await at(repo.folder, 'status');
    expect(stdout).not.toContain('not tagged');
    expect(stderr).toContain('the repository’s work tree is');
    for (const argv of [
      ['cut', '--yes'],
      ['hook', 'install'],
    ]) {
      const refused = await at(repo.folder, ...argv);
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('work tree')]);
      expect(refused.stderr).not.toContain('git init');
    }
  });
});

describe.skipIf(process.platform === 'win32')('a folder with a line break, spaces and umlauts in its name', () => {
  it('is one like any other', async () => {
    const odd = join(repo.folder, '..', `odd \n ümläut ${Date.now()}`);
    renameSync(repo.folder, odd);
    try {
      const env = { ...repo.environment(), HOME: odd };
      const run = (...argv: readonly string[]) =>
        cliIn(repo, argv, undefined, {
          cwd: odd,
          releaseContext: (folder, command) => ({
            folder,
            command,
            env,
            trusted: true,
            now: () => new Date('2026-06-30T12:00:00Z'),
          }),
        });
      expect((await run('status')).stdout).toContain('v1.1.0');
      const { code, stderr } = await run('cut', '--yes');
      expect([code, stderr]).toEqual([0, expect.stringContaining('Cut 1.2.0: done')]);
      expect((await run('history')).stdout).not.toContain('not tagged');
    } finally {
      renameSync(odd, repo.folder);
    }
    expect(repo.git('tag', '--points-at', 'HEAD')).toBe('v1.2.0');
  });
});

describe('what there is nothing of', () => {
  it('is not called free of problems', async () => {
    const { code, stderr } = await at(repo.folder, 'docs');
    expect([code, stderr]).toEqual([
      0,
      'note: nothing was checked: there is no document and no checklist where the policy has them (docs.files)\n',
    ]);
  });
});
