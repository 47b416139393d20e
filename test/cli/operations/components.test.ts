import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CENTRAL_TWO, centralRepository } from '../../support/central-repository.ts';
import { cliIn } from '../../support/cli-in.ts';
import type { TestRepository } from '../../support/repository.ts';

const ENTRY = '## [Unreleased]\n\n### Added\n\n- More of the core\n';
/** Of web there is the version already that core comes to. */
const WEB = '## [web@1.2.0] - 2026-01-01\n\n### Added\n\n- Another page\n\n';
const OLD = '\n## [core@0.9.0] - 2025-12-01\n\n### Added\n\n- A draft\n';
const TEXT = CENTRAL_TWO.replace('## [Unreleased]\n', ENTRY).replace('## api 2.0.0', `${WEB}## api 2.0.0`) + OLD;

const LINKS = '\n[core@1.1.0]: https://example.com/o/r/compare/core@1.0.0...core@1.1.0\n';

let repo: TestRepository;
beforeEach(() => {
  repo = centralRepository();
  repo.commit('three', { 'CHANGELOG.md': TEXT });
});
afterEach(() => repo.remove());

const read = (file: string): string => readFileSync(join(repo.folder, file), 'utf8');

describe('operations in a changelog for several components', () => {
  it('release what stands under Unreleased as what most releases are of, and leave the others alone', async () => {
    expect((await cliIn(repo, ['next'])).stdout.trim()).toBe('1.2.0');
    const { code, stderr } = await cliIn(repo, ['cut', '--yes']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('1.2.0 is a minor release of core, after 1.1.0')]);
    expect(read('CHANGELOG.md')).toBe(
      TEXT.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [core@1.2.0] - 2026-06-30\n'),
    );
    expect(repo.git('tag', '--points-at', 'HEAD')).toBe('core@1.2.0');
    expect(repo.git('diff', '--name-only', 'HEAD~1').split('\n')).toEqual([
      'CHANGELOG.md',
      'packages/core/package.json',
    ]);
    expect(read('packages/web/package.json')).toContain('"1.0.0"');
  });

  it('link it as the others of the component are', async () => {
    repo.commit('links', { 'CHANGELOG.md': TEXT + LINKS });
    expect((await cliIn(repo, ['cut', '--yes'])).code).toBe(0);
    expect(read('CHANGELOG.md').slice(-LINKS.length * 3)).toContain(
      `\n[Unreleased]: https://example.com/o/r/compare/core@1.2.0...HEAD\n[core@1.2.0]: https://example.com/o/r/compare/core@1.1.0...core@1.2.0${LINKS}`,
    );
  });

  it('take a version with the prefix of its tags', async () => {
    const { code, stdout } = await cliIn(repo, ['plan', 'cut', 'core@1.5.0']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('1.5.0 of core was asked for')]);
  });

  it('bump the version files of that alone', async () => {
    expect((await cliIn(repo, ['bump', 'major', '--yes'])).code).toBe(0);
    expect(read('packages/core/package.json')).toContain('"2.0.0"');
    expect(read('services/api/pyproject.toml')).toContain('version = "1.0.0"');
  });

  it('tag a section of that, not one of the same version', async () => {
    const { code, stderr } = await cliIn(repo, ['tag', '1.2.0', '--yes']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('the changelog has no section for 1.2.0')]);
    expect(repo.git('tag', '--list', '*1.2.0')).toBe('');
  });

  it.each([
    ['web/v1.3.0', 'web', 'packages/web'],
    ['api-v2.1.0', 'api', 'services/api'],
  ])('refuse %s, and say what would help', async (version, component, folder) => {
    const { code, stderr } = await cliIn(repo, ['cut', version, '--yes']);
    expect([code, stderr.split('\n').slice(0, 2)]).toEqual([
      1,
      [
        `error: what stands under Unreleased in CHANGELOG.md is released as core, because most of its releases are of core, and not as ${component}`,
        `  hint: Keep the entries of ${component} in a changelog of its own, and cut that: release-ledger --changelog ${folder}/CHANGELOG.md cut`,
      ],
    ]);
    expect(read('CHANGELOG.md')).toBe(TEXT);
  });

  it.each(['web@1.2.0', 'web/v1.2.0', 'web 1.2.0', '1.2.0'])(
    'yank %s where that tells whose version it is',
    async (name) => {
      const { code, stderr } = await cliIn(repo, ['yank', name, '--reason', 'Broken', '--yes']);
      expect([code, stderr]).toEqual([0, expect.stringContaining('Yank web 1.2.0')]);
      expect(repo.git('log', '-1', '--format=%s')).toBe('docs: mark web/v1.2.0 as yanked');
      expect(read('CHANGELOG.md')).toBe(
        TEXT.replace(
          '## [web@1.2.0] - 2026-01-01\n',
          '## [web@1.2.0] - 2026-01-01 [YANKED]\n\nYanked on 2026-06-30: Broken\n',
        ),
      );
    },
  );

  it.each([['yank'], ['rollback']])('%s no version that several have', async (operation) => {
    const { code, stderr } = await cliIn(repo, [operation, '1.0.0', '--reason', 'Broken', '--yes']);
    expect([code, stderr.split('\n').slice(0, 2)]).toEqual([
      1,
      [
        'error: 1.0.0 is a version of several components: core, web, api',
        '  hint: Say which one is meant: core@1.0.0, web/v1.0.0, api-v1.0.0',
      ],
    ]);
    expect(read('CHANGELOG.md')).toBe(TEXT);
  });

  it('roll a release of one back to the last good one of it', async () => {
    repo.tag('web/v1.2.0');
    const { code, stderr } = await cliIn(repo, ['rollback', 'web/v1.2.0', '--reason', 'Broken', '--yes']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('Roll back web 1.2.0 to 1.0.0')]);
    expect(read('CHANGELOG.md')).toContain('## [web@1.2.0] - 2026-01-01 [YANKED]\n');
    expect(stderr).not.toContain('hotfix start');
  });

  it('keep the records of two that are rolled back from the same version apart', async () => {
    repo.commit('release', {
      'CHANGELOG.md': TEXT.replace(ENTRY, `## [Unreleased]\n\n## [core@1.2.0] - 2026-01-02\n\n- More\n`),
    });
    repo.tag('core@1.2.0');
    repo.tag('web/v1.2.0');
    for (const tag of ['core@1.2.0', 'web/v1.2.0']) {
      const { code, stderr } = await cliIn(repo, ['rollback', tag, '--reason', 'Broken', '--yes']);
      expect(code, stderr).toBe(0);
    }
    expect(repo.git('ls-files', 'releases').split('\n')).toEqual([
      'releases/rollbacks/ROLLBACK-core@1.2.0.md',
      'releases/rollbacks/ROLLBACK-web-v1.2.0.md',
    ]);
    const record = read('releases/rollbacks/ROLLBACK-web-v1.2.0.md');
    expect(record).toMatch(/^# Rollback of web 1\.2\.0\n\n- \*\*Version:\*\* web 1\.2\.0 \(web\/v1\.2\.0\)\n/);
    expect(record).toContain('> - If you have upgraded, go back to web 1.0.0\n');
    const again = await cliIn(repo, ['rollback', 'web/v1.2.0', '--reason', 'Broken', '--yes']);
    expect([again.code, again.stderr]).toEqual([
      1,
      expect.stringContaining('web 1.2.0 is recorded already, in releases/rollbacks/ROLLBACK-web-v1.2.0.md'),
    ]);
    await cliIn(repo, ['add', 'Fixed', 'A crash']);
    repo.commit('fix');
    const { stderr } = await cliIn(repo, ['cut', '--yes']);
    expect(stderr).toContain('core 1.2.0 was rolled back, and its fix is not verified');
    expect(stderr).toContain('web 1.2.0 was rolled back, and its fix is not verified');
  });

  it('mend what most releases are of on a branch that names it', async () => {
    const { code, stderr } = await cliIn(repo, ['hotfix', 'start', '--yes']);
    expect(code, stderr).toBe(0);
    expect(repo.git('branch', '--list', 'hotfix/*').trim()).toBe('hotfix/core@1.1.1');
    repo.git('switch', '--quiet', 'hotfix/core@1.1.1');
    await cliIn(repo, ['add', 'Fixed', 'A crash']);
    repo.commit('fix');
    const finished = await cliIn(repo, ['hotfix', 'finish', '--yes']);
    expect(finished.code, finished.stderr).toBe(0);
    expect(repo.git('tag', '--points-at', 'hotfix/core@1.1.1')).toBe('core@1.1.1');
    expect(repo.git('log', '-1', '--format=%s', 'main')).toBe("Merge branch 'hotfix/core@1.1.1'");
  });

  it('finish a branch that was started without a component in its name', async () => {
    repo.git('switch', '--quiet', '-c', 'hotfix/1.1.1', 'core@1.1.0');
    repo.commit('fix', {
      'CHANGELOG.md': read('CHANGELOG.md').replace('## [Unreleased]\n', '## [Unreleased]\n\n### Fixed\n\n- A crash\n'),
    });
    const { code, stderr } = await cliIn(repo, ['hotfix', 'finish', '--yes']);
    expect(code, stderr).toBe(0);
    expect(repo.git('tag', '--points-at', 'hotfix/1.1.1')).toBe('core@1.1.1');
  });

  it('name a component once in names that have a v of their own', async () => {
    const policy = {
      branch: { hotfix: 'fix-v{version}', release: 'release/{version}' },
      rollback: { record: 'back/{tag}/v{version}.md' },
    };
    repo.commit('policy', { 'release-ledger.jsonc': JSON.stringify(policy) });
    const plan = await cliIn(repo, ['plan', 'hotfix', 'start']);
    expect(plan.stdout).toContain('fix-core@1.1.1');
    const back = await cliIn(repo, ['plan', 'rollback', 'api-v2.0.0', '--reason', 'Broken']);
    expect(back.stdout).toContain('back/api-v2.0.0/api-v2.0.0.md');
    const branch = await cliIn(repo, ['plan', 'branch', 'start']);
    expect(branch.stdout).toContain('release/core@1.2.0');
  });

  it('promote a candidate of what most releases are of, and leave another’s of that version alone', async () => {
    const rc = TEXT.replace('## [Unreleased]\n\n### Added\n\n- More of the core\n', '## [Unreleased]\n')
      .replace('## [web@1.2.0] - 2026-01-01', '## [web@1.2.0-rc.1] - 2026-01-01')
      .replace('## api 2.0.0', '## [core@1.2.0-rc.1] - 2026-01-02\n\n### Added\n\n- More of the core\n\n## api 2.0.0');
    repo.commit('candidates', { 'CHANGELOG.md': rc });
    repo.tag('core@1.2.0-rc.1');
    repo.tag('web/v1.2.0-rc.1');
    const { code, stderr } = await cliIn(repo, ['promote', 'core@1.2.0-rc.1', '--yes']);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('error')]);
    expect(read('CHANGELOG.md')).toContain(
      '## [core@1.2.0] - 2026-06-30\n\n### Added\n\n- More of the core\n\n## api 2.0.0',
    );
    expect(read('CHANGELOG.md')).toContain('## [web@1.2.0-rc.1] - 2026-01-01\n\n### Added\n\n- Another page\n');
    expect(repo.git('tag', '--points-at', 'HEAD')).toBe('core@1.2.0');
  });

  it.each([
    ['tagged', ['tag', 'web/v1.2.0']],
    ['promoted', ['promote', 'web/v1.0.0']],
    ['mended', ['hotfix', 'start', '--from', 'web/v1.0.0']],
  ])('refuse what would be %s as something else', async (done, args) => {
    const { code, stderr } = await cliIn(repo, [...args, '--yes']);
    expect([code, stderr.split('\n').slice(0, 2)]).toEqual([
      1,
      [
        `error: ${args.at(-1)} is a release of web, and from CHANGELOG.md only releases of core are ${done}, because most of its releases are of core`,
        '  hint: Keep the releases of web in a changelog of its own, and name that: --changelog packages/web/CHANGELOG.md',
      ],
    ]);
    expect(repo.git('status', '--porcelain')).toBe('');
  });
});
