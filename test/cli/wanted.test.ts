import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import { TestRepository } from '../support/repository.ts';

const section = (version: string, title: string): string =>
  `## [${version}] - 2026-01-01\n\n### ${title}\n\n**Objective:** ${title}.\n\n#### Fixed\n\n- A crash in ${title}\n\n#### Breaking Changes\n\nNone\n\n#### Verification\n\nAll tests pass\n\n`;
const HEAD =
  '# Changelog\n\nAll notable changes, by [Keep a Changelog](https://keepachangelog.com/en/1.0.0/) and [Semantic Versioning](https://semver.org/).\n\n## [Unreleased]\n\n';
const FIRST = HEAD + section('0.7.1', 'Phase 7 WS-2');
const CHANGELOG = HEAD + section('0.7.2', 'Phase 7 WS-3') + section('0.7.1', 'Phase 7 WS-2');
const POLICY = {
  extends: 'audit-trail',
  gates: { commands: [] },
  approvals: { all: [{ role: 'release_manager' }] },
};

let repo: TestRepository;
const cli = (...argv: readonly string[]) => cliIn(repo, argv, undefined, { env: { PATH: process.env.PATH ?? '' } });

beforeEach(() => {
  repo = new TestRepository();
  const policy = JSON.stringify(POLICY);
  repo.commit('One', {
    'release-ledger.jsonc': policy,
    'CHANGELOG.md': FIRST,
  });
  repo.tag('v0.7.1', 'Release v0.7.1');
  repo.commit('Two', { 'CHANGELOG.md': CHANGELOG });
});
afterEach(() => repo.remove());

describe('what QMS Dashboard wants some day (000-78)', () => {
  it('notes of a release come from the changelog', async () => {
    const { code, stdout } = await cli('notes', '0.7.2');
    expect(code).toBe(0);
    expect(stdout).toContain('- A crash in Phase 7 WS-3');
    expect(stdout).not.toContain('WS-2');
  });

  it.each<[name: string, text: string, rule: string]>([
    ['a version that is none', CHANGELOG.replace('[0.7.2]', '[0.7.2.1]'), 'changelog/invalid-version'],
    [
      'what breaks in a minor version',
      CHANGELOG.replace('[0.7.2]', '[1.2.0]')
        .replace('[0.7.1]', '[1.1.0]')
        .replace('Changes\n\nNone', 'Changes\n\n- The API'),
      'changelog/breaking-in-minor-or-patch',
    ],
  ])('a commit is refused for %s', async (_, text, rule) => {
    expect(await cli('hook', 'run', 'pre-commit')).toMatchObject({ code: 0, stderr: '' });
    repo.write('CHANGELOG.md', text);
    repo.git('add', 'CHANGELOG.md');
    const { code, stderr } = await cli('hook', 'run', 'pre-commit');
    expect(code).toBe(1);
    expect(stderr).toContain(rule);
  });

  it('a release waits for who has to approve it', async () => {
    const waits = async (): Promise<boolean> =>
      (await cli('plan', 'tag', '0.7.2')).stdout.includes('release_manager has not approved 0.7.2');
    expect(await waits()).toBe(true);
    await cli('checklist', '0.7.2');
    expect(await waits()).toBe(true);
    expect((await cli('approve', 'release_manager', '--by', 'Ada')).code).toBe(0);
    expect(await waits()).toBe(false);
  });

  it('what went wrong decides whether a release is rolled back', async () => {
    repo.tag('v0.7.2', 'Release v0.7.2');
    const planned = await cli('plan', 'rollback', '0.7.2', '--severity', 'P1', '--reason', 'The health check fails');
    expect(planned.code).toBe(0);
    expect(planned.stdout).toContain('The health check fails');
    expect(planned.stdout).toContain('P1: roll back within 1 hour');
    const refused = await cli('plan', 'rollback', '0.7.2', '--severity', 'P3');
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('a defect of severity P3 is fixed forward');
  });
});
