import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { FIRST_RELEASE, releasedRepository, snapshot, UNRELEASED } from '../../support/released-repository.ts';
import { TestRepository } from '../../support/repository.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let repo: TestRepository;
afterEach(() => repo.remove());

const run = async (...argv: readonly string[]): Promise<string> => {
  const { code, stderr } = await cliIn(repo, [...argv, '--yes']);
  expect(code, `${argv.join(' ')}\n${stderr}`).toBe(0);
  return stderr;
};

describe('operations wherever a project stands', () => {
  it('cut in a repository with SHA-256', async () => {
    repo = new TestRepository('--object-format=sha256');
    repo.commit('Begin', { 'CHANGELOG.md': UNRELEASED, 'package.json': '{ "version": "1.0.0" }\n' });
    repo.tag('v1.0.0', 'Release v1.0.0');
    await run('cut');
    expect(repo.git('rev-parse', 'v1.1.0^{commit}')).toBe(repo.git('rev-parse', 'main'));
    expect(repo.git('rev-parse', 'main')).toHaveLength(64);
    await run('undo');
    expect(repo.git('tag', '--list')).toBe('v1.0.0');
  });

  it('cut as whom the configuration names that the environment names', async () => {
    repo = releasedRepository();
    const home = temporaryFolder();
    const configuration = join(home, 'own.gitconfig');
    writeFileSync(configuration, '[user]\n\tname = Grace\n\temail = grace@example.com\n');
    const { PATH, GIT_CONFIG_NOSYSTEM } = repo.environment();
    const env = { PATH, GIT_CONFIG_NOSYSTEM, HOME: home, GIT_CONFIG_GLOBAL: configuration };
    const { code, stderr } = await cliIn(repo, ['cut', '--yes'], undefined, {
      releaseContext: (folder, command) => ({ folder, env, trusted: true, command, now: () => new Date() }),
    });
    expect(code, stderr).toBe(0);
    expect(repo.git('log', '-1', '--format=%an <%ae> %cn')).toBe('Grace <grace@example.com> Grace');
  });

  it('cut in a linked work tree, and leave alone what is checked out in another one', async () => {
    repo = releasedRepository();
    const other = join(temporaryFolder(), 'release');
    repo.git('worktree', 'add', '--quiet', '-b', 'release/v1.1.0', other);
    const cut = await cliIn(repo, ['--cwd', other, 'cut', '--yes']);
    expect(cut.code, cut.stderr).toBe(0);
    const state = snapshot(repo);
    const finish = await cliIn(repo, ['--cwd', other, 'branch', 'finish', '--yes']);
    expect(finish.code).toBe(1);
    expect(finish.stderr).toContain(`main is checked out in ${repo.folder}`);
    expect(snapshot(repo)).toBe(state);
    repo.git('switch', '--quiet', '--detach');
    const again = await cliIn(repo, ['--cwd', other, 'branch', 'finish', '--yes']);
    expect(again.code, again.stderr).toBe(0);
    expect(repo.git('rev-parse', 'v1.1.0^{commit}')).toBe(repo.git('rev-parse', 'main'));
  });

  it('cut one package of several, under its own tags and with its own version file', async () => {
    repo = new TestRepository();
    const unreleased = UNRELEASED.replaceAll('/v1.0.0', '/web@1.0.0');
    repo.commit('Begin', {
      'packages/web/CHANGELOG.md': unreleased.replace(
        '## [Unreleased]\n\n### Added\n\n- A second thing\n',
        '## [Unreleased]\n',
      ),
      'packages/web/package.json': '{ "name": "web", "version": "1.0.0" }\n',
      'packages/api/package.json': '{ "name": "api", "version": "5.0.0" }\n',
    });
    repo.tag('web@1.0.0', 'Release web@1.0.0');
    repo.tag('api@5.0.0', 'Release api@5.0.0');
    repo.commit('Go on', { 'packages/web/CHANGELOG.md': unreleased });
    const { code, stderr } = await cliIn(repo, ['--cwd', 'packages/web', 'cut', '--yes']);
    expect(code, stderr).toBe(0);
    expect(repo.git('tag', '--list')).toBe('api@5.0.0\nweb@1.0.0\nweb@1.1.0');
    expect(repo.git('show', 'web@1.1.0:packages/web/package.json')).toContain('"version": "1.1.0"');
    expect(repo.git('show', 'web@1.1.0:packages/api/package.json')).toContain('"version": "5.0.0"');
    expect(repo.git('show', 'web@1.1.0:packages/web/CHANGELOG.md')).toContain('/compare/web@1.0.0...web@1.1.0');
  });

  it('leave staged, changed and new files of the user as they are', async () => {
    repo = releasedRepository({ 'CHANGELOG.md': UNRELEASED, own: 'one\n', staged: 'one\n' });
    repo.write('own', 'two\n');
    repo.write('new', 'three\n');
    repo.write('staged', 'four\n');
    repo.git('add', 'staged');
    const before = repo.git('status', '--porcelain=v2');
    await run('cut');
    expect(repo.git('status', '--porcelain=v2')).toBe(before);
    expect(repo.git('show', '--stat', '--format=', 'HEAD')).not.toMatch(/own|new|staged/);
  });

  it('are refused where there is no repository', async () => {
    repo = releasedRepository();
    const folder = temporaryFolder();
    const { code, stderr } = await cliIn(repo, ['--cwd', folder, 'cut', '--yes']);
    expect(code).toBe(2);
    expect(stderr).toContain('there is no changelog');
  });

  it('are refused before the first commit', async () => {
    repo = new TestRepository();
    repo.write('CHANGELOG.md', UNRELEASED);
    const { code, stderr } = await cliIn(repo, ['cut', '--yes']);
    expect(code).toBe(1);
    expect(stderr).toContain('nothing is committed yet');
    expect(stderr).toContain('git add --all && git commit');
  });
});

describe('rollback (000-62, 000-63, 004-30, 004-33)', () => {
  const section = (version: string): string => `## [${version}] - 2026-01-02\n\n### Added\n\n- What ${version} has\n\n`;
  const changelog = (...versions: readonly string[]): string =>
    FIRST_RELEASE.replace('## [1.0.0]', () => `${versions.map(section).join('')}## [1.0.0]`);

  it('goes back to the last good version by history and the order of versions, and leaves the steps', async () => {
    const policy =
      '{ "extends": "audit-trail", "changelog": { "requiredCategories": [], "objective": "optional", "releaseTitle": "optional" } }\n';
    repo = releasedRepository({ 'CHANGELOG.md': changelog('1.1.4'), 'release-ledger.jsonc': policy });
    repo.tag('v1.1.4', 'x');
    // Of another line, which 1.1.10 does not contain.
    repo.git('switch', '--quiet', '--create', 'beside', 'v1.0.0');
    repo.commit('Beside');
    repo.tag('v1.1.9', 'x');
    repo.git('switch', '--quiet', 'main');
    repo.commit('Next', { 'CHANGELOG.md': changelog('1.1.10', '1.1.4') });
    repo.tag('v1.1.10', 'x');
    const said = await run('rollback', '1.1.10', '--severity', 'P1', '--reason', 'Requests fail');
    expect(said).toContain('P1: roll back within 1 hour');
    expect(said).toContain('2. Check out the tag v1.1.4, and see that CHANGELOG.md has the section 1.1.4');
    const record = repo.git('show', 'HEAD:releases/rollbacks/ROLLBACK-1.1.10.md');
    expect(record).toContain('- **Back to:** 1.1.4 (v1.1.4)');
    expect(record).toContain('`/backup/qms-data-pre-1.1.10.tar.gz`');
    expect(record).toContain('> Subject: URGENT: Rollback of 1.1.10');
    expect(repo.git('show', 'HEAD:CHANGELOG.md')).toContain(
      '## [1.1.10] - 2026-01-02 [YANKED]\n\nYanked on 2026-06-30: Requests fail\n',
    );
    expect(repo.git('tag', '--list', 'v1.1.10')).toBe('v1.1.10');
  });

  it('lets nothing be released until the fix is verified in the record', async () => {
    repo = releasedRepository({ 'CHANGELOG.md': changelog('1.1.0') });
    repo.tag('v1.1.0', 'x');
    await run('rollback', '1.1.0', '--reason', 'Requests fail');
    const path = 'releases/rollbacks/ROLLBACK-1.1.0.md';
    const text = `${repo.git('show', 'HEAD:CHANGELOG.md')}\n`;
    repo.commit('Fix', {
      'CHANGELOG.md': text.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Fixed\n\n- Requests\n'),
    });
    const blocked = await cliIn(repo, ['cut', '--yes']);
    expect(blocked.code).toBe(1);
    expect(blocked.stderr).toContain(`check “Fix verified” in ${path}`);
    const record = repo.git('show', `HEAD:${path}`);
    repo.commit('Verify', { [path]: `${record.replace('- [ ] Fix verified', '- [x] Fix verified')}\n` });
    await run('cut');
    expect(repo.git('tag', '--list', 'v1.1.1')).toBe('v1.1.1');
  });

  it('deletes a tag that nobody else can have, where the policy says so', async () => {
    repo = releasedRepository({
      'CHANGELOG.md': changelog('1.1.0'),
      'release-ledger.jsonc': '{ "rollback": { "tag": "delete-if-unpublished" } }',
    });
    repo.tag('v1.1.0', 'x');
    expect((await cliIn(repo, ['plan', 'rollback', '1.1.0'])).stdout).not.toContain('delete');
    repo.git('remote', 'remove', 'origin');
    await run('rollback', '1.1.0');
    expect(repo.git('tag', '--list')).toBe('v1.0.0');
    await run('undo');
    expect(repo.git('tag', '--list')).toBe('v1.0.0\nv1.1.0');
  });
});
