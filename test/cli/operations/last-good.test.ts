import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { snapshot } from '../../support/released-repository.ts';
import { TestRepository } from '../../support/repository.ts';

const section = (version: string): string => `## [${version}] - 2026-01-01\n\n### Fixed\n\n- A crash in ${version}\n\n`;
const HEAD =
  '# Changelog\n\nAll notable changes, by [Keep a Changelog](https://keepachangelog.com/en/1.0.0/) and [Semantic Versioning](https://semver.org/).\n\n## [Unreleased]\n\n';

let repo: TestRepository;

/** Three releases under a profile. */
function project(profile: string): void {
  repo.commit('Begin', {
    'release-ledger.jsonc': `{ "extends": "${profile}", "gates": { "commands": [] }, "documents": { "product": "Acme" } }\n`,
  });
  for (const [index, version] of ['1.0.0', '1.0.1', '1.0.2'].entries()) {
    const sections = ['1.0.2', '1.0.1', '1.0.0']
      .slice(2 - index)
      .map(section)
      .join('');
    repo.commit(`Release ${version}`, { 'CHANGELOG.md': HEAD + sections });
    repo.tag(`v${version}`, `Release v${version}`);
  }
}

beforeEach(() => {
  repo = new TestRepository();
});
afterEach(() => repo.remove());

const at = (ref: string): string => repo.git('rev-parse', `${ref}^{commit}`);
const steps = (): string => repo.git('show', 'HEAD:releases/rollbacks/ROLLBACK-1.0.2.md');

describe('the last good state that a project records (004-31)', () => {
  const FILE = '.claude/state/last-known-good.json';
  const record = (named: string): void => {
    repo.commit('Record', { [FILE]: `{ "rollback_sha": "${named}" }\n` });
  };

  beforeEach(() => project('regulated-saas'));

  it.each<[name: string, named: () => string]>([
    ['its commit', () => at('v1.0.0')],
    ['the beginning of its commit', () => at('v1.0.0').slice(0, 12)],
    ['its tag', () => 'v1.0.0'],
    ['its version', () => '1.0.0'],
  ])('is what a rollback goes to, named by %s', async (_, named) => {
    record(named());
    const { code, stderr } = await cliIn(repo, ['rollback', '1.0.2', '--yes']);
    expect(code, stderr).toBe(0);
    expect(steps()).toContain('Check out v1.0.0 and deploy it to production');
  });

  it('is the release before where the file is not there', async () => {
    expect((await cliIn(repo, ['rollback', '1.0.2', '--yes'])).code).toBe(0);
    expect(steps()).toContain('Check out v1.0.1 and deploy it to production');
  });

  it.each<[name: string, text: () => string, says: string]>([
    ['a commit that is no release', () => `{ "rollback_sha": "${'a'.repeat(40)}" }`, 'which is no tagged release'],
    ['the release itself', () => `{ "rollback_sha": "${at('v1.0.2')}" }`, 'names 1.0.2 itself'],
    ['nothing', () => '{}', 'names nothing (rollback_sha)'],
    ['what is no JSON', () => 'v1.0.0', 'names nothing (rollback_sha)'],
  ])('stops a rollback where it names %s', async (_, text, says) => {
    repo.commit('Record', { [FILE]: text() });
    const state = snapshot(repo);
    const { code, stderr } = await cliIn(repo, ['rollback', '1.0.2', '--yes']);
    expect(code).toBe(1);
    expect(stderr).toContain(
      `${FILE}:1: ${FILE} ${says.startsWith('which') ? `names ${'a'.repeat(40)}, ` : ''}${says}`,
    );
    expect(snapshot(repo)).toBe(state);
  });
});

describe('a rollback of a web platform', () => {
  it('has the steps for code, database, configuration and emergencies (003-19)', async () => {
    project('web-platform');
    const { code, stderr } = await cliIn(repo, ['rollback', '1.0.2', '--yes']);
    expect(code, stderr).toBe(0);
    for (const step of [
      'Check out v1.0.1 and start its containers',
      'Migrate the database back: `python manage.py migrate 1.0.1`',
      'Restore the previous configuration from `config/previous.env` and restart',
      'In an emergency run `scripts/emergency-rollback.sh` instead of all of these',
    ])
      expect(steps()).toContain(step);
  });
});
