import { afterEach, describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { FIRST_RELEASE, releasedRepository, snapshot, UNRELEASED } from '../../support/released-repository.ts';
import type { TestRepository } from '../../support/repository.ts';

let repo: TestRepository;
afterEach(() => repo.remove());

const FILES = {
  'CHANGELOG.md': FIRST_RELEASE,
  'pyproject.toml': '[project]\nname = "p"\nversion = "1.0.0" # ours\n',
};

describe('bump (000-19, 001-04, 001-05)', () => {
  it('writes the version into all version files at once, each in its spelling, and commits them', async () => {
    repo = releasedRepository(FILES);
    const { code, stderr } = await cliIn(repo, ['bump', 'minor', '--pre', 'rc', '--yes']);
    expect(code, stderr).toBe(0);
    expect(repo.git('log', '-1', '--format=%s')).toBe('chore: bump version to 1.1.0-rc.1');
    expect(repo.git('show', 'HEAD:package.json')).toBe('{ "version": "1.1.0-rc.1" }');
    expect(repo.git('show', 'HEAD:pyproject.toml')).toContain('version = "1.1.0rc1" # ours');
    expect(repo.git('status', '--porcelain')).toBe('');
    await cliIn(repo, ['bump', '--pre', 'rc', 'minor', '--yes']);
    expect(repo.git('show', 'HEAD:package.json')).toBe('{ "version": "1.1.0-rc.2" }');
    await cliIn(repo, ['bump', '1.1.0', '--yes']);
    expect(repo.git('log', '-1', '--format=%s')).toBe('chore: bump version to 1.1.0');
  });

  it('writes a pre-release only where a file may say one, and what is left then agrees', async () => {
    repo = releasedRepository({
      'CHANGELOG.md': UNRELEASED,
      'Acme.podspec': "Pod::Spec.new do |s|\r\n  s.version = '1.0.0'\r\nend\r\n",
      'CMakeLists.txt': 'project(Acme\n  VERSION 1.0.0 # ours\n  LANGUAGES CXX)\n',
      DESCRIPTION: 'Package: acme\nVersion: 1.0.0\nDepends: R (>= 4.0)',
      'gleam.toml': 'name = "acme"\nversion = "1.0.0"\n',
    });
    const said = (): readonly string[] =>
      ['package.json', 'Acme.podspec', 'CMakeLists.txt', 'DESCRIPTION', 'gleam.toml'].map(
        (file) => /1\.\d+\.\d+(?:-rc\.\d)?/.exec(repo.git('show', `HEAD:${file}`))?.[0] ?? '',
      );
    for (const pre of ['1.1.0-rc.1', '1.1.0-rc.2']) {
      const { code, stderr } = await cliIn(repo, ['bump', 'minor', '--pre', 'rc', '--yes']);
      expect(code, stderr).toBe(0);
      expect(said()).toEqual([pre, pre, '1.1.0', '1.1.0', pre]);
      expect((await cliIn(repo, ['check'])).stdout).not.toContain('ledger/version-file');
    }
    const { code, stderr } = await cliIn(repo, ['cut', '--yes']);
    expect(code, stderr).toBe(0);
    expect(said()).toEqual(Array(5).fill('1.1.0'));
    expect(repo.git('show', 'HEAD:Acme.podspec')).toBe("Pod::Spec.new do |s|\r\n  s.version = '1.1.0'\r\nend");
    expect(repo.git('show', 'HEAD:CMakeLists.txt')).toBe('project(Acme\n  VERSION 1.1.0 # ours\n  LANGUAGES CXX)');
    expect(repo.git('diff', '--stat', 'HEAD~3', 'HEAD', '--', 'DESCRIPTION')).toContain(
      '1 insertion(+), 1 deletion(-)',
    );
  });

  it('skips candidates that another branch has tagged', async () => {
    repo = releasedRepository(FILES);
    repo.git('switch', '--quiet', '-c', 'other');
    repo.commit('elsewhere');
    for (const tag of ['v1.1.0-rc.1', 'v1.1.0-rc.3']) repo.git('tag', tag);
    repo.git('switch', '--quiet', 'main');
    for (const expected of ['1.1.0-rc.2', '1.1.0-rc.4']) {
      const { code, stderr } = await cliIn(repo, ['bump', 'minor', '--pre', 'rc', '--yes']);
      expect(code, stderr).toBe(0);
      expect(repo.git('show', 'HEAD:package.json')).toBe(`{ "version": "${expected}" }`);
    }
  });

  it('goes on from one candidate to the next where numbers are all that is written', async () => {
    repo = releasedRepository({
      'CHANGELOG.md': UNRELEASED,
      'package.json': '{ "private": true }\n',
      'CMakeLists.txt': 'project(Acme VERSION 1.0.0)\n',
    });
    for (const pre of ['1.1.0-rc.1', '1.1.0-rc.2']) {
      await cliIn(repo, ['add', 'Fixed', pre]);
      repo.commit('fix');
      const { code, stderr } = await cliIn(repo, ['cut', '--pre', 'rc', '--yes']);
      expect([code, stderr]).toEqual([0, expect.stringContaining(`Cut ${pre}`)]);
      expect(repo.git('show', `v${pre}:CMakeLists.txt`)).toBe('project(Acme VERSION 1.1.0)');
    }
  });

  it('does nothing a second time', async () => {
    repo = releasedRepository(FILES);
    await cliIn(repo, ['bump', 'patch', '--yes']);
    const before = snapshot(repo);
    const { code, stderr } = await cliIn(repo, ['bump', 'patch', '--yes']);
    expect(code).toBe(0);
    expect(stderr).toContain('there is nothing to do');
    expect(snapshot(repo)).toBe(before);
  });

  it('leaves what it writes uncommitted with --no-commit', async () => {
    repo = releasedRepository(FILES);
    const head = repo.git('rev-parse', 'HEAD');
    const { code, stderr } = await cliIn(repo, ['bump', '2.5.3', '--no-commit', '--yes']);
    expect(code, stderr).toBe(0);
    expect(repo.git('rev-parse', 'HEAD')).toBe(head);
    expect(
      repo
        .git('status', '--porcelain')
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual(['M package.json', 'M pyproject.toml']);
  });

  it('makes the placeholder that the policy asks for', async () => {
    repo = releasedRepository({
      ...FILES,
      'release-ledger.jsonc': '{ "extends": "python-package", "branch": { "useFor": [] } }\n',
    });
    const { code, stderr } = await cliIn(repo, ['bump', 'minor', '--yes']);
    expect(code, stderr).toBe(0);
    expect(repo.git('log', '-1', '--format=%s')).toBe('chore(release): bump version to 1.1.0');
    expect(repo.git('show', 'HEAD:CHANGELOG.md')).toContain('## [Unreleased]\n\n## [1.1.0] - Unreleased\n\n## [1.0.0]');
  });
});
