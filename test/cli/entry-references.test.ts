import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import { TestRepository } from '../support/repository.ts';

const HEAD =
  '# Changelog\n\nAll notable changes, by [Keep a Changelog](https://keepachangelog.com/en/1.0.0/) and [Semantic Versioning](https://semver.org/).\n\n## [Unreleased]\n\n';

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
});
afterEach(() => repo.remove());

/** What a rule finds, each with its line and message; and why it was not checked. */
async function found(rule: string) {
  const { stdout } = await cliIn(repo, ['check', '--format', 'json']);
  const { problems, notChecked } = JSON.parse(stdout);
  return {
    problems: problems
      .filter((each: { rule: string }) => each.rule === rule)
      .map(({ line, message }: { line: number; message: string }) => `${line}: ${message}`),
    notChecked: notChecked
      .filter((each: { rule: string }) => each.rule === rule)
      .map((each: { reason: string }) => each.reason),
  };
}

describe('migrations that entries name (004-24)', () => {
  const RULE = 'ledger/unknown-migration';
  const changelog = (named: string): string =>
    `${HEAD}## [3.7.0] - 2026-01-08\n\n### Added\n\n- P0 RLS Security Hardening (migrations 025-025c)\n\n### Security\n\n- Fixed RLS bypass via session variable (${named})\n`;
  const write = (named: string, ...names: readonly string[]): void => {
    repo.commit('Release', {
      'release-ledger.jsonc': '{ "extends": "regulated-saas" }\n',
      'CHANGELOG.md': changelog(named),
      ...Object.fromEntries(names.map((name) => [`releases/v3.7.0/migrations/${name}.sql`, 'select 1;\n'])),
    });
  };
  const ALL = ['025_tenants_rls_fix', '025a_rls_hardening', '025b_rls_role_lockdown', '025c_rls_boundary_fix'];

  it('are those of the release folder', async () => {
    write('025c', ...ALL);
    expect(await found(RULE)).toEqual({ problems: [], notChecked: [] });
  });

  it.each([
    ['025d', ALL, '15: Unexpected migration 025d, expected one of the policy’s folder'],
    ['025', ALL.slice(0, 3), '11: Unexpected migration 025c, expected one of the policy’s folder'],
    [
      '025',
      [...ALL.slice(0, 2), ...ALL.slice(3)],
      '11: Unexpected migration 025b, expected one of the policy’s folder',
    ],
  ])('are reported where one is not there: %s', async (named, names, problem) => {
    write(named, ...names);
    expect(await found(RULE)).toEqual({ problems: [problem], notChecked: [] });
  });

  it('are not checked where there is no folder, and that is said', async () => {
    write('025c');
    expect(await found(RULE)).toEqual({
      problems: [],
      notChecked: ['the folder releases/*/migrations has no migrations, or is not there'],
    });
  });
});

describe('the guide to a major version (000-07)', () => {
  const RULE = 'ledger/major-without-guide';
  const section = (version: string, text: string): string =>
    `## [${version}] - 2026-01-08\n\n### New\n\n**Objective:** ${text}\n\n#### Removed\n\n- The old API\n\n`;
  const write = (text: string, files: Readonly<Record<string, string>> = {}): void => {
    repo.commit('Release', {
      'release-ledger.jsonc': '{ "extends": "audit-trail" }\n',
      'CHANGELOG.md': HEAD + section('2.0.0', text) + section('1.1.0', 'Go on.') + section('1.0.0', 'Begin.'),
      ...files,
    });
  };

  it.each<[name: string, text: string, files?: Readonly<Record<string, string>>]>([
    ['a file for the version', 'Less.', { 'docs/UPGRADE-2.0.0.md': '# Upgrading\n' }],
    ['a note on the migration', 'Less.', { 'docs/migrations/2.0.0.md': '# Upgrading\n' }],
    ['a link to a page', 'Less: [migration guide](https://example.com/2).'],
    ['a link to a file', 'Less: [upgrading](docs/UPGRADING.md#2).', { 'docs/UPGRADING.md': '# Upgrading\n' }],
  ])('is %s', async (_, text, files) => {
    write(text, files);
    expect((await found(RULE)).problems).toEqual([]);
  });

  it.each<[name: string, text: string, problem: string, files?: Readonly<Record<string, string>>]>([
    ['nothing leads to one', 'Less.', '7: Expected a guide on upgrading to 2.0.0, or a link to one'],
    [
      'the only one is for another version',
      'Less.',
      '7: Expected a guide on upgrading to 2.0.0, or a link to one',
      { 'docs/UPGRADE-12.0.0.md': '# Upgrading\n' },
    ],
    [
      'the link leads nowhere',
      'Less: [upgrading](docs/UPGRADING.md).',
      '7: Unexpected link to docs/UPGRADING.md, which is not there, expected a guide on upgrading to 2.0.0',
    ],
  ])('is missing where %s', async (_, text, problem, files) => {
    write(text, files);
    expect((await found(RULE)).problems).toEqual([problem]);
  });
});
