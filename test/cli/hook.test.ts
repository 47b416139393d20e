import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bundles, bundle } from '../support/bundle.ts';
import { cliOnDisk } from '../support/cli-on-disk.ts';
import { TestRepository } from '../support/repository.ts';

const HEAD =
  '# Changelog\n\nAll notable changes, by [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/).\n\n';
const ONE = '## [1.0.0] - 2026-01-01\n\n### Added\n\n- A first thing\n';
const GOOD = `${HEAD}## [Unreleased]\n\n${ONE}`;
const BROKEN = `${HEAD}## [Unreleased]\n\n<<<<<<< HEAD\n### Added\n\n- A\n=======\n- B\n>>>>>>> x\n\n${ONE}`;

let bundles: Bundles;
let repo: TestRepository;

beforeAll(async () => {
  bundles = await bundle({ cli: 'src/cli/bin.ts', 'markdownlint-worker': 'src/host/markdownlint-worker.ts' });
});
afterAll(() => bundles.remove());
beforeEach(() => {
  repo = new TestRepository();
});
afterEach(() => repo.remove());

const at = (...parts: readonly string[]): string => path.join(repo.folder, ...parts);
const hook = (name: string): string => at('.git/hooks', name);
const read = (file: string): string => fs.readFileSync(file, 'utf8');

/** Runs the bundled command line in the repository as a user would, so that the hooks find it again. */
function ledger(...args: readonly string[]) {
  return spawnSync(process.execPath, [path.join(bundles.folder, 'cli.mjs'), ...args], {
    cwd: repo.folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: repo.folder, GIT_CONFIG_NOSYSTEM: '1' },
  });
}

/** Runs git with what it says to both streams, whatever it ends with. */
function git(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd: repo.folder,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: repo.folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.com',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.com',
    },
  });
  return { status, text: `${stdout}${stderr}` };
}

function script(name: string, body: string): void {
  fs.mkdirSync(at('.git/hooks'), { recursive: true });
  fs.writeFileSync(hook(name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
}

describe.skipIf(process.platform === 'win32')('hook', () => {
  it('checks what is staged, and not what lies beside it', () => {
    repo.commit('one', { 'CHANGELOG.md': GOOD });
    expect(ledger('hook', 'install').status).toBe(0);
    repo.write('CHANGELOG.md', BROKEN);
    git('add', 'CHANGELOG.md');
    const refused = git('commit', '-m', 'broken');
    expect(refused.status).not.toBe(0);
    expect(refused.text).toContain('changelog/conflict-marker');
    // What is mended on disk is not what is committed.
    repo.write('CHANGELOG.md', GOOD);
    expect(git('commit', '-m', 'still broken').status).not.toBe(0);
    repo.write('CHANGELOG.md', GOOD.replace('first', 'very first'));
    git('add', 'CHANGELOG.md');
    repo.write('CHANGELOG.md', BROKEN);
    expect(git('commit', '-m', 'mended').status).toBe(0);
    // “commit --all” has an index of its own.
    expect(git('commit', '--all', '-m', 'broken').text).toContain('changelog/conflict-marker');
    repo.write('other.txt', 'a\n');
    git('add', 'other.txt');
    expect(git('commit', '-m', 'what does not touch the changelog').status).toBe(0);
  });

  it('checks the policy, and goes by it as it is staged', () => {
    repo.commit('one', { 'CHANGELOG.md': GOOD });
    ledger('hook', 'install');
    repo.write('release-ledger.jsonc', '{ "nonsense": 1 }');
    git('add', 'release-ledger.jsonc');
    expect(git('commit', '-m', 'policy')).toMatchObject({
      status: 1,
      text: expect.stringContaining('policy/unknown-key'),
    });
  });

  it('asks for the form of messages where the policy does (003-10)', () => {
    repo.commit('one', {
      'CHANGELOG.md': GOOD,
      'release-ledger.jsonc': '{ "hooks": { "commitMessage": "conventional" } }',
    });
    ledger('hook', 'install');
    repo.write('a.txt', 'a\n');
    git('add', 'a.txt');
    expect(git('commit', '-m', 'a thing')).toMatchObject({
      status: 1,
      text: expect.stringContaining('expected a type'),
    });
    expect(git('commit', '-m', 'feat: a thing').status).toBe(0);
  });

  it('holds tags that are pushed against the records in their commit (001-07)', () => {
    const remote = fs.mkdtempSync(path.join(os.tmpdir(), 'release-ledger-remote-'));
    try {
      execFileSync('git', ['init', '--quiet', '--bare', remote]);
      git('remote', 'add', 'origin', remote);
      repo.commit('one', { 'CHANGELOG.md': GOOD, 'package.json': '{ "version": "1.0.0" }\n' });
      ledger('hook', 'install');
      git('tag', '-a', '-m', 'Release', 'v1.0.0');
      expect(git('push', 'origin', 'main', 'v1.0.0')).toMatchObject({ status: 0 });
      git('tag', 'v1.1.0');
      const refused = git('push', 'origin', 'v1.1.0');
      expect(refused.status).not.toBe(0);
      expect(refused.text).toContain('CHANGELOG.md has no section for 1.1.0 in the commit of v1.1.0');
      expect(refused.text).toContain('package.json says 1.0.0 in the commit of v1.1.0');
      git('tag', '-f', '-a', '-m', 'Again', 'v1.0.0');
      expect(git('push', '-f', 'origin', 'v1.0.0').text).toContain('the push would move the tag v1.0.0');
      expect(git('push', 'origin', ':v1.0.0').text).toContain('the push would delete the tag v1.0.0');
      git('tag', 'v1.0.0-rc.1');
      git('tag', 'v1');
      expect(git('push', 'origin', 'v1.0.0-rc.1', 'v1').status).toBe(0);
    } finally {
      fs.rmSync(remote, { recursive: true, force: true });
    }
  });

  it('keeps what was there, runs it first with all that git gives it, and puts it back', () => {
    repo.commit('one', { 'CHANGELOG.md': GOOD });
    script('pre-commit', 'echo mine >&2');
    script('commit-msg', 'echo "message in $1" >&2; exit 7');
    const before = [read(hook('pre-commit')), read(hook('commit-msg'))];
    expect(ledger('hook', 'install').stderr).toContain('with what was there run first: .git/hooks/pre-commit');
    repo.write('a.txt', 'a\n');
    git('add', 'a.txt');
    const refused = git('commit', '-m', 'a');
    expect(refused.text).toContain('mine\nmessage in .git/COMMIT_EDITMSG');
    expect(refused.status).not.toBe(0);
    // A second time changes nothing of what is kept.
    expect(ledger('hook', 'install').stderr).toContain('Renewed .git/hooks/pre-commit');
    expect(ledger('hook', 'uninstall').status).toBe(0);
    expect([read(hook('pre-commit')), read(hook('commit-msg'))]).toEqual(before);
    expect(fs.statSync(hook('pre-commit')).mode & 0o111).not.toBe(0);
    const left = fs.readdirSync(at('.git/hooks')).filter((name) => !name.endsWith('.sample'));
    expect(left.sort()).toEqual(['commit-msg', 'pre-commit']);
  });

  it('runs what was there for a push with the very same input', () => {
    script('pre-push', 'cat > seen.txt');
    ledger('hook', 'install');
    const input = `refs/heads/main ${'1'.repeat(40)} refs/heads/main ${'0'.repeat(40)}\n`;
    const ran = spawnSync(hook('pre-push'), ['origin', 'url'], {
      cwd: repo.folder,
      input,
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });
    expect({ status: ran.status, seen: read(at('seen.txt')) }).toEqual({ status: 0, seen: input });
  });

  it('leaves hooks alone that are not its own, and overwrites none that is kept already', () => {
    script('pre-commit', 'echo mine');
    expect(ledger('hook', 'uninstall')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('no hook of ours'),
    });
    fs.writeFileSync(`${hook('pre-commit')}.before-release-ledger`, 'other');
    expect(ledger('hook', 'install')).toMatchObject({ status: 1, stderr: expect.stringContaining('is there already') });
    expect(read(hook('pre-commit'))).toBe('#!/bin/sh\necho mine\n');
    expect(fs.existsSync(hook('commit-msg'))).toBe(false);
  });

  it('installs where core.hooksPath says, without paths of this machine', () => {
    git('config', 'core.hooksPath', '.githooks');
    expect(ledger('hook', 'install').stderr).toContain('Installed .githooks/pre-commit');
    expect(read(at('.githooks/pre-commit'))).not.toContain(bundles.folder);
    expect(fs.existsSync(hook('pre-commit'))).toBe(false);
    ledger('hook', 'uninstall');
    expect(fs.readdirSync(at('.githooks'))).toEqual([]);
  });

  it.each([
    ['a folder of all repositories', () => git('config', 'core.hooksPath', os.tmpdir()), 'other repositories'],
    [
      'the folder of Husky',
      () => {
        fs.mkdirSync(at('.husky/_'), { recursive: true });
        git('config', 'core.hooksPath', '.husky/_');
      },
      'made by Husky',
    ],
  ])('refuses %s, and says what to do', (_, prepare, message) => {
    prepare();
    expect(ledger('hook', 'install')).toMatchObject({ status: 1, stderr: expect.stringContaining(message) });
  });

  it('refuses hooks that there are not, and a folder without a repository', async () => {
    expect((await cliOnDisk(repo.folder, ['hook', 'run', 'post-commit'])).code).toBe(2);
    fs.rmSync(at('.git'), { recursive: true });
    expect(await cliOnDisk(repo.folder, ['hook', 'install'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is in no git repository'),
    });
  });
});
