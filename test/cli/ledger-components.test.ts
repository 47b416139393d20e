import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CENTRAL_TWO, centralRepository } from '../support/central-repository.ts';
import { cliIn } from '../support/cli-in.ts';
import type { TestRepository } from '../support/repository.ts';

let repo: TestRepository;
beforeEach(() => {
  repo = centralRepository();
});
afterEach(() => repo.remove());

const cli = (...argv: readonly string[]) => cliIn(repo, argv);

describe('a changelog for several components', () => {
  it('is listed by status with the current version of each', async () => {
    const { code, stdout } = await cli('status');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'current  1.1.0  core',
      'current  2.0.0  api',
      'current  1.0.0  web',
      'next     nothing in Unreleased asks for a release',
      '',
      'api 2.0.0   2026-01-01  api-v2.0.0  1 problem',
      'core 1.1.0  2026-01-01  core@1.1.0',
      'web 1.0.0   2026-01-01  web/v1.0.0',
      'core 1.0.0  2026-01-01  core@1.0.0',
      'api 1.0.0               api-v1.0.0  no section',
      '',
      '✓ packages/core/package.json:1  1.1.0',
      '✗ services/api/pyproject.toml:3  1.0.0',
      '✓ packages/web/package.json:1  1.0.0',
      '',
    ]);
    const json = JSON.parse((await cli('status', '--format', 'json')).stdout);
    expect(json.current).toBe('1.1.0');
    expect(json.components).toEqual([
      { name: 'core', current: '1.1.0' },
      { name: 'api', current: '2.0.0' },
      { name: 'web', current: '1.0.0' },
    ]);
    expect(json.releases.map((each: { component: string; version: string }) => [each.component, each.version])).toEqual(
      [
        ['api', '2.0.0'],
        ['core', '1.1.0'],
        ['web', '1.0.0'],
        ['core', '1.0.0'],
        ['api', '1.0.0'],
      ],
    );
  });

  it('is listed by history, which finds a release by its section, its tag, or its component and version', async () => {
    const { stdout } = await cli('history');
    expect(stdout.split('\n').map((line) => line.split('  ')[0])).toEqual([
      'api 2.0.0',
      'core 1.1.0',
      'web 1.0.0',
      'core 1.0.0',
      'api 1.0.0',
      '',
    ]);
    for (const name of ['web@1.0.0', 'web/v1.0.0', 'web 1.0.0']) {
      const one = await cli('history', name, '--format', 'json');
      expect(JSON.parse(one.stdout)).toMatchObject({ component: 'web', version: '1.0.0', tag: { name: 'web/v1.0.0' } });
    }
  });

  it('is checked: what was filed under another component’s release, too', async () => {
    repo.write('CHANGELOG.md', CENTRAL_TWO.replace('- A page\n', '- A page\n- Filed by a merge\n'));
    const { problems } = JSON.parse((await cli('check', '--format', 'json')).stdout) as {
      readonly problems: readonly { readonly rule: string; readonly file: string; readonly line: number }[];
    };
    const across = problems.filter(({ rule }) => rule.startsWith('ledger/'));
    expect(across.map(({ rule, file, line }) => `${rule} ${file}:${line}`)).toEqual([
      'ledger/entry-added-after-release CHANGELOG.md:22',
      'ledger/version-file-behind services/api/pyproject.toml:3',
    ]);
  });
});
