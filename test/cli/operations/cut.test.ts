import { afterEach, describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { releasedRepository, UNRELEASED } from '../../support/released-repository.ts';
import { TestRepository } from '../../support/repository.ts';

let repo: TestRepository;
afterEach(() => repo.remove());

describe('cut', () => {
  it('dates the section, writes the version files, commits and tags', async () => {
    repo = releasedRepository();
    const { code, stderr } = await cliIn(repo, ['cut', '--yes']);
    expect(stderr).toContain('Cut 1.1.0');
    expect(code, stderr).toBe(0);
    expect(repo.git('log', '--format=%s', '-1')).toBe('chore: release v1.1.0');
    expect(repo.git('tag', '--list', '--format=%(contents)', 'v1.1.0')).toContain('Release v1.1.0');
    expect(repo.git('show', 'v1.1.0:package.json')).toBe('{ "version": "1.1.0" }');
    expect(repo.git('status', '--porcelain')).toBe('');
    expect(repo.git('show', 'v1.1.0:CHANGELOG.md')).toBe(
      UNRELEASED.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [1.1.0] - 2026-06-30\n')
        .replace('v1.0.0...HEAD', 'v1.1.0...HEAD')
        .replace('[1.0.0]: ', '[1.1.0]: https://example.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: ')
        .trimEnd(),
    );
    const check = await cliIn(repo, ['check', '--max-warnings', '0']);
    expect(check.code, check.stdout).toBe(0);
  });

  it('makes the first section of a project that was tagged before, without brackets where nothing is linked', async () => {
    repo = new TestRepository();
    repo.commit('start', { 'package.json': '{ "version": "0.1.0" }\n' });
    repo.tag('v0.1.0');
    repo.commit('entries', {
      'CHANGELOG.md': '# Changelog\n\n## Unreleased\n\n### Changed\n\n- **Breaking:** Metres\n',
    });
    const { code, stderr } = await cliIn(repo, ['cut', '--yes']);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('0.2.0 is a minor release, behind 0.1.0');
    expect(repo.git('show', 'v0.2.0:CHANGELOG.md')).toContain('\n## 0.2.0 - ');
  });

  it('with --dry-run shows what “plan” shows, and changes nothing', async () => {
    repo = releasedRepository();
    const before = repo.git('show-ref', '--head');
    const plan = await cliIn(repo, ['plan', 'cut', 'minor', '--format', 'diff']);
    expect(await cliIn(repo, ['cut', 'minor', '--format', 'diff', '--yes', '--dry-run'])).toEqual(plan);
    expect(plan.stdout).toContain('+## [1.1.0] - ');
    expect(repo.git('show-ref', '--head')).toBe(before);
    expect(repo.git('status', '--porcelain')).toBe('');
  });
});
