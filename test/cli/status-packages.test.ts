import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRepository } from '../../src/host/git/open-repository.ts';
import { cliIn } from '../support/cli-in.ts';
import { CountingGit } from '../support/counting-git.ts';
import { TestRepository } from '../support/repository.ts';

const changelogOf = (unreleased: string) =>
  `# Changelog\n\nBy [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/spec/v2.0.0.html).\n\n## [Unreleased]\n${unreleased}\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- First\n`;

const manifestOf = (name: string, version: string) => `{ "name": "@acme/${name}", "version": "${version}" }\n`;

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
  repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
  repo.commit('Begin', {
    'release-ledger.jsonc': '{ "rules": { "changelog/missing-link-definition": "off" } }\n',
    'packages/api/CHANGELOG.md': changelogOf(''),
    'packages/api/package.json': manifestOf('api', '1.0.0'),
    'packages/new/CHANGELOG.md': changelogOf('').split('\n## [1.0.0]')[0] as string,
    'packages/new/go.mod': 'module example.com/new\n',
    'packages/web/CHANGELOG.md': changelogOf('\n<<<<<<< HEAD\n\n### Added\n\n- Second\n- Third\n'),
    'packages/web/package.json': manifestOf('ui', '0.9.0'),
  });
  repo.tag('@acme/api@1.0.0', 'api');
});
afterEach(() => repo.remove());

it('is a table of the packages where there are several, and says how to look at one', async () => {
  const { code, stdout, stderr } = await cliIn(repo, ['status']);
  expect([code, stdout.split('\n')]).toEqual([
    0,
    [
      'package       current  next   unreleased  state',
      'packages/api  1.0.0    –      –           ✓',
      'packages/new  –        –      –           ✓',
      'packages/web  1.0.0    1.1.0  2           1.0.0 is not tagged, package.json is behind, 1 problem',
      '',
    ],
  ]);
  expect(stderr).toContain('note: one of them in full: release-ledger status --changelog packages/api/CHANGELOG.md\n');
});

it('has as JSON everything that one of them has by itself', async () => {
  const { packages } = JSON.parse((await cliIn(repo, ['status', '--format', 'json'])).stdout);
  const summaries = packages.map(({ changelog, name, unreleased, problems, ...rest }: Record<string, unknown>) => {
    expect(Object.keys(rest)).toEqual(['current', 'next', 'components', 'releases', 'versionFiles']);
    return [changelog, name, unreleased, problems];
  });
  expect(summaries).toEqual([
    ['packages/api/CHANGELOG.md', '@acme/api', 0, 0],
    ['packages/new/CHANGELOG.md', null, 0, 0],
    ['packages/web/CHANGELOG.md', '@acme/ui', 2, 1],
  ]);
  for (const { changelog, name: _, unreleased: __, problems: ___, ...rest } of packages) {
    const alone = await cliIn(repo, ['status', '--format', 'json', '--changelog', changelog]);
    expect(JSON.parse(alone.stdout)).toEqual(rest);
  }
});

it('asks git for the tags once, however many packages there are', async () => {
  const git = new CountingGit(repo.folder);
  try {
    const opener = (folder: string) => openRepository(folder, git.env);
    await cliIn(repo, ['status'], undefined, { openRepository: opener });
    expect(git.started.filter((each) => each === 'config')).toHaveLength(1);
  } finally {
    git.remove();
  }
});

it('says which changelog cannot be read, and shows the others', async () => {
  repo.write('packages/api/CHANGELOG.md', new Uint8Array([0xff, 0xfe, 0x00]));
  const { code, stdout, stderr } = await cliIn(repo, ['status']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('error: packages/api/CHANGELOG.md')]);
  expect(stdout).toMatch(/^packages\/web/m);
  expect(stdout).not.toMatch(/^packages\/api/m);
});
