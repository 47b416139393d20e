import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import type { TestRepository } from '../support/repository.ts';
import { ONE, repositoryOfTwoReleases, TWO } from '../support/two-releases.ts';

let repo: TestRepository;

beforeEach(() => {
  repo = repositoryOfTwoReleases();
});
afterEach(() => repo.remove());

const cli = (...argv: readonly string[]) => cliIn(repo, argv);

async function rulesOf(...argv: readonly string[]) {
  const { stdout } = await cli('check', '--format', 'json', ...argv);
  const report = JSON.parse(stdout);
  return {
    problems: report.problems.map(
      ({ rule, file, line }: { rule: string; file: string; line: number }) => `${rule} ${file}:${line}`,
    ),
    notChecked: report.notChecked,
  };
}

describe('check across sources', () => {
  it('has nothing to say where all records agree', async () => {
    expect(await rulesOf()).toEqual({ problems: [], notChecked: [] });
  });

  it('finds an entry that a merge filed under a shipped release, and the version file that is left behind', async () => {
    repo.write('CHANGELOG.md', TWO.replace('- A crash on start\n', '- A crash on start\n- What nobody has yet\n'));
    repo.write('package.json', '{ "version": "1.0.0" }\n');
    expect((await rulesOf()).problems).toEqual([
      'ledger/entry-added-after-release CHANGELOG.md:12',
      'ledger/version-file-behind package.json:1',
    ]);
  });

  it('finds a version file by its pattern in the policy', async () => {
    repo.write('release-ledger.jsonc', '{ "versionFiles": [{ "path": "deploy/*.txt", "pattern": "web:{version}" }] }');
    repo.write('deploy/a.txt', 'image web:1.0.0\n');
    expect((await rulesOf()).problems).toEqual(['ledger/version-file-behind deploy/a.txt:1']);
  });

  it('compares a changelog in a folder of the repository', async () => {
    repo.write('packages/web/CHANGELOG.md', ONE);
    repo.commit('web');
    repo.tag('web@1.0.0');
    repo.write('packages/web/CHANGELOG.md', ONE.replace('- A first thing\n', '- A first thing\n- Another one\n'));
    const { problems } = await rulesOf('packages/web/CHANGELOG.md', '--rule', 'ledger/date-differs-from-tag=off');
    expect(problems).toEqual(['ledger/entry-added-after-release packages/web/CHANGELOG.md:12']);
  });

  it('compares a changelog among the documentation with the files of the project', async () => {
    repo.git('rm', '--quiet', 'CHANGELOG.md');
    repo.commit('docs', { 'docs/changelog.md': TWO });
    repo.write('package.json', '{ "version": "1.0.0" }\n');
    expect((await rulesOf()).problems).toEqual(['ledger/version-file-behind package.json:1']);
    const { code, stdout } = await cli('plan', 'bump', 'patch');
    expect([code, stdout]).toEqual([1, expect.stringContaining('package.json has changes that are not committed')]);
  });

  it('compares the changelogs of all packages where there is none above them', async () => {
    repo.git('rm', '--quiet', 'CHANGELOG.md', 'package.json');
    for (const name of ['api', 'web']) {
      repo.write(`packages/${name}/CHANGELOG.md`, TWO);
      repo.write(`packages/${name}/package.json`, `{ "name": "${name}", "version": "1.0.0" }\n`);
    }
    expect((await rulesOf()).problems.filter((each: string) => each.includes('version-file-behind'))).toEqual([
      'ledger/version-file-behind packages/api/package.json:1',
      'ledger/version-file-behind packages/web/package.json:1',
    ]);
    const { code, stderr } = await cli('history');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(
        'there are several changelogs: packages/api/CHANGELOG.md, packages/web/CHANGELOG.md\n  hint: Name the one',
      ),
    ]);
  });

  it('says what it could not compare', async () => {
    repo.git('tag', '--delete', 'v1.0.0', 'v1.1.0');
    const { problems, notChecked } = await rulesOf();
    expect(problems).toEqual([]);
    expect(notChecked.length).toBeGreaterThan(3);
    expect(new Set(notChecked.map(({ reason }: { reason: string }) => reason))).toEqual(
      new Set(['the repository has no tags']),
    );
  });
});

describe('status', () => {
  it('prints the ledger as JSON', async () => {
    repo.write(
      'CHANGELOG.md',
      TWO.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Added\n\n- New\n').replace(
        'A crash on start',
        'A crash at start',
      ),
    );
    const { code, stdout } = await cli('status', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      current: '1.1.0',
      next: {
        current: '1.1.0',
        next: '1.2.0',
        level: 'minor',
        reasons: [{ category: 'Added', text: 'New', line: 9, level: 'minor' }],
      },
      components: [{ name: null, current: '1.1.0' }],
      releases: [
        {
          component: null,
          version: '1.1.0',
          date: '2026-01-01',
          yanked: false,
          changelog: { line: 11 },
          tag: {
            name: 'v1.1.0',
            object: expect.stringMatching(/^[0-9a-f]{40}$/),
            commit: expect.any(String),
            annotated: false,
            date: expect.any(String),
          },
          manifest: null,
          frozen: 'changed',
          problems: 1,
        },
        {
          component: null,
          version: '1.0.0',
          date: '2026-01-01',
          yanked: false,
          changelog: { line: 17 },
          tag: {
            name: 'v1.0.0',
            object: expect.any(String),
            commit: expect.any(String),
            annotated: true,
            date: expect.any(String),
          },
          manifest: null,
          frozen: 'unchanged',
          problems: 0,
        },
      ],
      versionFiles: [{ file: 'package.json', line: 1, version: '1.1.0', agrees: true }],
    });
  });

  it('prints it for a person', async () => {
    const { code, stdout } = await cli('status');
    expect(code).toBe(0);
    expect(stdout).toBe(
      'current  1.1.0\nnext     nothing in Unreleased asks for a release\n\n1.1.0    2026-01-01  v1.1.0\n1.0.0    2026-01-01  v1.0.0\n\n✓ package.json:1  1.1.0\n',
    );
  });

  it('needs a changelog', async () => {
    repo.git('rm', '--quiet', 'CHANGELOG.md');
    expect(await cli('status')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('there is no changelog'),
    });
  });
});

describe('history', () => {
  it('lists the releases, newest first', async () => {
    const { code, stdout } = await cli('history');
    expect(code).toBe(0);
    expect(stdout).toBe('1.1.0  2026-01-01  1 Fixed\n1.0.0  2026-01-01  1 Added\n');
  });

  it.each(['1.0.0', 'v1.0.0'])('shows %s in full, with the message of its tag (001-21)', async (wanted) => {
    const { code, stdout } = await cli('history', wanted);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^1\.0\.0 – 2026-01-01\ntag v1\.0\.0, annotated, \S+, commit [0-9a-f]{40}\n {4}Release v1\.0\.0\n\n### Added\n\n- A first thing\n$/,
    );
  });

  it('shows a release as Markdown', async () => {
    const { code, stdout } = await cli('history', '1.0.0', '--format', 'md');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^## 1\.0\.0 – 2026-01-01\n\ntag v1\.0\.0, annotated, \S+, commit [0-9a-f]{40}\n\n> Release v1\.0\.0\n\n### Added\n\n- A first thing\n$/,
    );
  });

  it('shows a release as data, its tag as “status” has it', async () => {
    const { tag } = JSON.parse((await cli('history', '1.0.0', '--format', 'json')).stdout) as { tag: object };
    expect(Object.keys(tag).sort()).toEqual(['annotated', 'commit', 'date', 'message', 'name', 'object', 'signed']);
  });

  it('shows the first five lines of a longer message, as git does (001-21)', async () => {
    repo.git('tag', '--delete', 'v1.1.0');
    repo.tag('v1.1.0', 'One\n\nThree\nFour\nFive\nSix');
    const { stdout } = await cli('history', '1.1.0');
    expect(stdout).toContain('\n    One\n    \n    Three\n    Four\n    Five\n\n### Fixed');
  });

  it('lists versions with their titles, oldest first (000-03)', async () => {
    const section = (version: string, title: string): string =>
      `## [${version}] - 2026-01-01\n\n### ${title}\n\n#### Added\n\n- A\n\n`;
    repo.write('release-ledger.jsonc', '{ "extends": "audit-trail" }');
    repo.write(
      'CHANGELOG.md',
      `# Changelog\n\n${section('0.7.2', 'Phase 7 WS-3: Operational Documentation')}${section('0.7.1', 'Phase 7 WS-2: Security Controls')}## [0.7.0] - 2025-12-01\n\n#### Added\n\n- A\n`,
    );
    repo.git('tag', '--delete', 'v1.0.0', 'v1.1.0');
    const { code, stdout } = await cli('history', '--titles');
    expect(code).toBe(0);
    expect(stdout).toBe(
      '0.7.0\n0.7.1 - Phase 7 WS-2: Security Controls\n0.7.2 - Phase 7 WS-3: Operational Documentation\n',
    );
  });

  it('refuses a release that there is not', async () => {
    expect(await cli('history', '9.9.9')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('there is no release 9.9.9'),
    });
  });
});
