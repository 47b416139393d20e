import { afterEach, describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { FIRST_RELEASE, releasedRepository, snapshot, UNRELEASED } from '../../support/released-repository.ts';
import type { TestRepository } from '../../support/repository.ts';

let repo: TestRepository;
afterEach(() => repo.remove());

async function run(...argv: readonly string[]): Promise<string> {
  const { code, stderr } = await cliIn(repo, [...argv, '--yes']);
  expect(code, `${argv.join(' ')}\n${stderr}`).toBe(0);
  return stderr;
}

const fixed = FIRST_RELEASE.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Fixed\n\n- A crash\n');

describe('a hotfix of an older line (002-27)', () => {
  it('leaves its section among the releases of its line, the version of the main branch, and the tag on its own commit', async () => {
    repo = releasedRepository();
    await run('cut', '2.0.0');
    repo.git('switch', '--quiet', 'main');
    await run('hotfix', 'start', '--from', 'v1.0.0');
    repo.git('switch', '--quiet', 'hotfix/v1.0.1');
    repo.commit('Fix', { 'CHANGELOG.md': fixed });
    await run('hotfix', 'finish');
    expect(repo.git('status', '--porcelain')).toBe('');
    expect(repo.git('rev-parse', 'v1.0.1^{commit}')).toBe(repo.git('rev-parse', 'hotfix/v1.0.1'));
    expect(repo.git('show', 'v1.0.1:package.json')).toBe('{ "version": "1.0.1" }');
    expect(repo.git('show', 'main:package.json')).toBe('{ "version": "2.0.0" }');
    const headings = repo.git('show', 'main:CHANGELOG.md').match(/^## .*/gm);
    expect(headings).toEqual([
      '## [Unreleased]',
      '## [2.0.0] - 2026-06-30',
      '## [1.0.1] - 2026-06-30',
      '## [1.0.0] - 2026-01-01',
    ]);
    repo.git('switch', '--quiet', 'main');
    const check = await cliIn(repo, ['check']);
    expect(check.code, check.stdout).toBe(0);
  });

  it('says that the tag names the fix alone where the policy would tag the merge', async () => {
    repo = releasedRepository({
      'CHANGELOG.md': UNRELEASED,
      'release-ledger.jsonc': '{ "hotfix": { "tag": "after-merge" } }',
    });
    await run('hotfix', 'start');
    repo.git('switch', '--quiet', 'hotfix/v1.0.1');
    repo.commit('Fix', { 'CHANGELOG.md': fixed, 'release-ledger.jsonc': '{ "hotfix": { "tag": "after-merge" } }' });
    const said = await run('hotfix', 'finish');
    expect(said).toContain('the merge has more than the fix');
    expect(repo.git('rev-parse', 'v1.0.1^{commit}')).toBe(repo.git('rev-parse', 'hotfix/v1.0.1'));
    expect(repo.git('show', 'main:CHANGELOG.md')).toContain(
      '- A second thing\n\n## [1.0.1] - 2026-06-30\n\n### Fixed\n\n- A crash\n\n## [1.0.0]',
    );
  });

  it('names both bases, and what differs between them', async () => {
    repo = releasedRepository();
    await run('cut', '1.1.0');
    const { stdout } = await cliIn(repo, ['plan', 'hotfix', 'start']);
    expect(stdout).toContain('v1.1.0 is the newest release');
    expect(stdout).toContain('release-ledger hotfix start --from v1.0.0');
    expect(stdout).toContain('git diff v1.0.0 v1.1.0');
  });

  it('skips the number of a release that was yanked', async () => {
    repo = releasedRepository();
    await run('cut', '1.1.0');
    await run('yank', '1.1.0', '--reason', 'It loses data');
    await run('hotfix', 'start', '--from', 'v1.0.0');
    expect(repo.git('rev-parse', 'hotfix/v1.1.1')).toBe(repo.git('rev-parse', 'v1.0.0^{commit}'));
  });
});

describe('a release branch beside a main branch that goes on', () => {
  const start = async (onMain: Readonly<Record<string, string>>): Promise<void> => {
    repo = releasedRepository();
    await run('branch', 'start');
    await run('cut');
    repo.git('switch', '--quiet', 'main');
    repo.commit('Go on', onMain);
    repo.git('switch', '--quiet', 'release/v1.1.0');
  };

  it('keeps what main has written since out of the release', async () => {
    await start({
      'CHANGELOG.md': UNRELEASED.replace('- A second thing\n', '- A second thing\n- A third thing\n'),
      other: 'x',
    });
    await run('branch', 'finish');
    const merged = repo.git('show', 'main:CHANGELOG.md');
    expect(merged).toContain(
      '## [Unreleased]\n\n### Added\n\n- A third thing\n\n## [1.1.0] - 2026-06-30\n\n### Added\n\n- A second thing\n\n## [1.0.0]',
    );
    expect(repo.git('show', 'main:other')).toBe('x');
    expect(repo.git('show', 'main:package.json')).toBe('{ "version": "1.1.0" }');
    expect(repo.git('rev-parse', 'v1.1.0^{commit}')).toBe(repo.git('rev-parse', 'main'));
  });

  it('refuses a merge that only a person can make', async () => {
    await start({ 'package.json': '{ "version": "1.0.0" }\n', shared: 'main' });
    repo.commit('Branch', { shared: 'branch' });
    const state = snapshot(repo);
    const { code, stderr } = await cliIn(repo, ['branch', 'finish', '--yes']);
    expect(code).toBe(1);
    expect(stderr).toContain('merging release/v1.1.0 into main conflicts in shared');
    expect(stderr).toContain('git merge main');
    expect(snapshot(repo)).toBe(state);
  });

  it('starts no merge driver that the repository names', async () => {
    await start({ '.gitattributes': '* merge=own\n' });
    repo.git('config', 'merge.own.driver', `touch ${repo.folder}/ran %A`);
    const { code, stderr } = await cliIn(repo, ['branch', 'finish', '--yes']);
    expect(code).toBe(1);
    expect(stderr).toContain('cannot be computed without its merge driver');
    expect(repo.git('status', '--porcelain')).toBe('');
  });
});

describe('plans in a file', () => {
  it('are applied as they were computed, and refused once something has changed', async () => {
    repo = releasedRepository();
    const { stdout } = await cliIn(repo, ['plan', 'cut', '--format', 'json']);
    repo.write('.git/plan.json', stdout);
    const state = snapshot(repo);
    repo.write('CHANGELOG.md', `${UNRELEASED}\n`);
    const changed = await cliIn(repo, ['apply', '.git/plan.json', '--yes']);
    expect(changed.code).toBe(1);
    expect(changed.stderr).toContain('CHANGELOG.md was changed since it was planned');
    repo.write('CHANGELOG.md', UNRELEASED);
    expect(snapshot(repo)).toBe(state);
    const { code, stderr } = await cliIn(repo, ['apply', '.git/plan.json', '--yes']);
    expect(code, stderr).toBe(0);
    expect(repo.git('tag', '--list')).toContain('v1.1.0');
    repo.write('.git/plan.json', '{ "format": "other" }');
    expect((await cliIn(repo, ['apply', '.git/plan.json', '--yes'])).code).toBe(2);
  });

  it('are shown as a difference that git can apply', async () => {
    repo = releasedRepository();
    const { stdout } = await cliIn(repo, ['plan', 'cut', '--format', 'diff']);
    repo.write('.git/plan.diff', stdout);
    repo.git('apply', '.git/plan.diff');
    const planned = repo.git('diff');
    repo.git('checkout', '--quiet', '--', '.');
    await run('cut');
    expect(repo.git('diff', 'HEAD~1', 'HEAD')).toBe(planned);
  });
});

describe('repositories of other kinds', () => {
  it('cuts where files stand with CRLF in the work tree and with LF in commits', async () => {
    repo = releasedRepository();
    repo.git('config', 'core.autocrlf', 'true');
    repo.git('rm', '--quiet', '--cached', '-r', '.');
    repo.git('reset', '--quiet', '--hard');
    await run('cut');
    expect(repo.git('show', 'HEAD:CHANGELOG.md')).not.toContain('\r');
    expect(repo.git('diff', '--stat')).toBe('');
  });
});
