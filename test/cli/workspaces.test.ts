import { afterEach, beforeEach, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import { TestRepository } from '../support/repository.ts';

const GOOD =
  '# Changelog\n\nBy [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/spec/v2.0.0.html).\n\n## [Unreleased]\n\n### Added\n\n- Second\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- First\n';

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
  repo.commit('Begin', {
    'CHANGELOG.md': GOOD,
    'package.json': '{ "name": "all", "version": "1.0.0", "workspaces": ["packages/*"] }\n',
    'packages/web/CHANGELOG.md': `${GOOD}\n<<<<<<< HEAD\n`,
    'packages/web/package.json': '{ "name": "web", "version": "1.0.0" }\n',
  });
  repo.tag('v1.0.0', 'All');
});
afterEach(() => repo.remove());

it('checks the packages that the root declares, beside its own changelog', async () => {
  const { code, stdout } = await cliIn(repo, ['check', '--format', 'json']);
  const { problems } = JSON.parse(stdout);
  const errors = problems.filter(({ severity }: { severity: string }) => severity === 'error');
  expect([code, errors.map(({ rule, file }: Record<string, string>) => `${rule} ${file}`)]).toEqual([
    1,
    ['changelog/conflict-marker packages/web/CHANGELOG.md'],
  ]);
});

it('works on the changelog of the root where one is meant, and names the others', async () => {
  expect((await cliIn(repo, ['next'])).stdout.trim()).toBe('1.1.0');
  expect((await cliIn(repo, ['check', '--release', '1.0.0'])).stderr).not.toContain('several');
  const { code, stdout, stderr } = await cliIn(repo, ['status']);
  expect([code, stdout.split('\n')[0]]).toEqual([0, 'current  1.0.0']);
  expect(stderr).toContain(
    'note: packages have changelogs of their own: packages/web/CHANGELOG.md; --changelog packages/web/CHANGELOG.md shows that one\n',
  );
});

it('checks what of them is committed', async () => {
  repo.write('packages/web/CHANGELOG.md', `${GOOD}\n<<<<<<< HEAD\n>>>>>>> web\n`);
  repo.git('add', '.');
  const { code, stdout, stderr } = await cliIn(repo, ['hook', 'run', 'pre-commit'], undefined, {
    env: repo.environment(),
  });
  expect([code, stdout + stderr]).toEqual([1, expect.stringContaining('packages/web/CHANGELOG.md')]);
});
