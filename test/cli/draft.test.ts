import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import { TestRepository } from '../support/repository.ts';

const CHANGELOG = '# Changelog\r\n\r\n## [Unreleased]\r\n\r\n## [1.0.0] - 2026-01-01\r\n\r\n### Added\r\n\r\n- A\r\n';

let repo: TestRepository;

beforeEach(() => {
  repo = new TestRepository();
  repo.commit('one', { 'CHANGELOG.md': CHANGELOG });
  repo.tag('v1.0.0');
  repo.commit('feat: read tables (#12)');
  repo.commit('chore: tidy up');
  repo.commit('fix: a crash');
});
afterEach(() => repo.remove());

const cli = (...argv: readonly string[]) => cliIn(repo, argv);
const changelog = (folder = ''): string => readFileSync(join(repo.folder, folder, 'CHANGELOG.md'), 'utf8');

describe('draft', () => {
  it('drafts from the commits since the last tag, once', async () => {
    const first = await cli('draft');
    expect(first).toMatchObject({ code: 0, stdout: 'Added  Read tables (#12)\nFixed  A crash\n' });
    expect(first.stderr).toContain('Drafted 2 entries in CHANGELOG.md from 3 commits since v1.0.0\n');
    expect(first.stderr).toContain('left out: 1 that users do not notice\n');
    const expected = CHANGELOG.replace(
      '## [Unreleased]\r\n',
      '## [Unreleased]\r\n\r\n### Added\r\n\r\n- Read tables (#12) <!-- draft -->\r\n\r\n### Fixed\r\n\r\n- A crash <!-- draft -->\r\n',
    );
    expect(changelog()).toBe(expected);
    const second = await cli('draft');
    expect(second.stderr).toContain('there is nothing to draft from 3 commits since v1.0.0');
    expect(second.stderr).toContain('2 recorded already');
    expect([second.code, second.stdout, changelog()]).toEqual([0, '', expected]);
  });

  it('drafts from the commits behind a tag that is named, as JSON', async () => {
    repo.tag('v1.1.0');
    repo.commit('deprecate: the old call');
    const { code, stdout } = await cli('draft', '--from', '1.1.0', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      file: 'CHANGELOG.md',
      since: 'v1.1.0',
      entries: [
        { category: 'Deprecated', text: 'The old call', breaking: false, commit: repo.git('rev-parse', 'HEAD') },
      ],
      leftOut: { unnoticed: 0, reverted: 0, recorded: 0, refused: 0 },
    });
  });

  it('drafts for a package from what changed in its folder', async () => {
    repo.commit('feat: a package', { 'packages/web/CHANGELOG.md': '# Changelog\n' });
    repo.tag('web@0.1.0');
    repo.commit('feat: elsewhere', { 'other.txt': '1' });
    repo.commit('feat: in here', { 'packages/web/a.txt': '1' });
    const { stdout } = await cli('draft', '--cwd', 'packages/web', '--from', 'web@0.1.0');
    expect(stdout).toBe('Added  In here\n');
    expect(changelog()).toBe(CHANGELOG);
  });

  it.each(['v9.9.9', '--output=x', 'v1.0.0..HEAD', 'HEAD~2', 'main'])('refuses to start at %s', async (from) => {
    const { code, stdout, stderr } = await cli('draft', `--from=${from}`);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`no tag is or names “${from}”`);
    expect(changelog()).toBe(CHANGELOG);
  });

  it('takes the whole history where nothing is tagged', async () => {
    repo.git('tag', '--delete', 'v1.0.0');
    const { stdout, stderr } = await cli('draft');
    expect(stdout).toBe('Changed  One\nAdded  Read tables (#12)\nFixed  A crash\n');
    expect(stderr).toContain('from 4 commits\n');
  });

  it('shows what commits hide', async () => {
    repo.commit('feat: \u001b[31mred\u202e text');
    const { stdout } = await cli('draft');
    expect(stdout).toContain('[31mred text');
    expect(`${stdout}${changelog()}`).not.toMatch(/[\u001b\u202e]/);
  });
});
