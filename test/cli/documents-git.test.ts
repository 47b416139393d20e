import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import { TestRepository } from '../support/repository.ts';

const section = (version: string, text: string): string => `## [${version}] - 2026-01-01\n\n### Added\n\n- ${text}\n`;

let repo: TestRepository;

beforeEach(() => {
  repo = new TestRepository();
  repo.git('remote', 'add', 'origin', 'https://user:secret@github.com/acme/widget.git');
  repo.commit('one', { 'CHANGELOG.md': `# Changelog\n\n${section('1.0.0', 'A')}` });
  repo.commit('by nobody of this release\n\nCo-authored-by: Early Bird <early@example.com>');
  repo.tag('v1.0.0', 'Release v1.0.0');
  repo.commit('two\n\nCo-authored-by: Grace Hopper <12+grace@users.noreply.github.com>', {
    'CHANGELOG.md': `# Changelog\n\n${section('1.1.0', 'B')}\n${section('1.0.0', 'A')}`,
  });
  repo.commit(
    'three\n\nCo-authored-by: Grace <12+grace@users.noreply.github.com>\nCo-authored-by: dependabot[bot] <x@y>',
  );
  repo.tag('v1.1.0', 'Release v1.1.0');
  repo.commit('later\n\nCo-authored-by: Late Comer <late@example.com>');
});
afterEach(() => repo.remove());

describe('notes in a repository', () => {
  it('thank those who contributed to this release, each once, and no programs (001-12, 002-37)', async () => {
    const { stdout, code } = await cliIn(repo, ['notes', '1.1.0', '--template', 'components']);
    expect(code).toBe(0);
    expect(stdout).toBe(
      '## v1.1.0 - 2026-01-01\n\n### Features\n\n- B\n\n### Contributors\n\nThank you to all contributors: Ada, @grace\n',
    );
  });

  it('show no credentials of the remote (T120)', async () => {
    const { stdout, stderr } = await cliIn(repo, ['announce', '1.1.0', '--audience', 'external']);
    expect(stdout).toContain('Release notes: https://github.com/acme/widget/releases/tag/v1.1.0');
    expect(stdout + stderr).not.toContain('secret');
  });
});
