import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import type { TestRepository } from '../support/repository.ts';
import { repositoryOfTwoReleases, TWO } from '../support/two-releases.ts';

/** The second release's changelog with another section above. */
function withRelease(version: string, date: string, unreleased = ''): string {
  const link = `[${version}]: https://example.com/o/r/compare/v1.1.0...v${version}\n`;
  return TWO.replace('compare/v1.1.0...HEAD', `compare/v${version}...HEAD`)
    .replace('[1.1.0]: ', `${link}[1.1.0]: `)
    .replace(
      '## [1.1.0]',
      `${unreleased}## [${version}] - ${date}\n\n### Fixed\n\n- What ${version} fixes\n\n## [1.1.0]`,
    );
}

const UNRELEASED = '### Fixed\n\n- What is fixed since\n\n';

let repo: TestRepository;

/** `main` goes on to 2.0.0, `1.x` to 1.1.1, which is checked out. */
beforeEach(() => {
  repo = repositoryOfTwoReleases();
  repo.git('branch', '1.x');
  repo.commit('Release 2.0.0', {
    'CHANGELOG.md': withRelease('2.0.0', '2026-01-01'),
    'package.json': '{ "version": "2.0.0" }\n',
  });
  repo.tag('v2.0.0');
  repo.git('checkout', '--quiet', '1.x');
  repo.commit('Release 1.1.1', {
    'CHANGELOG.md': withRelease('1.1.1', '2026-01-01'),
    'package.json': '{ "version": "1.1.1" }\n',
  });
  repo.tag('v1.1.1');
});
afterEach(() => repo.remove());

const cli = (...argv: readonly string[]) => cliIn(repo, argv);
const rulesOf = async (...argv: readonly string[]): Promise<readonly string[]> =>
  JSON.parse((await cli('check', '--format', 'json', ...argv)).stdout).problems.map(
    ({ rule, message }: { rule: string; message: string }) => `${rule}: ${message}`,
  );

describe('the branch that maintains an older line', () => {
  it('has nothing wrong because of the newer line', async () => {
    expect(await rulesOf()).toEqual([]);
  });

  it('has its own current version, history and next version', async () => {
    repo.write('CHANGELOG.md', withRelease('1.1.1', '2026-01-01', UNRELEASED));
    const { current, next, releases } = JSON.parse((await cli('status', '--format', 'json')).stdout);
    expect([current, next.next]).toEqual(['1.1.1', '1.1.2']);
    expect(releases.map(({ version }: { version: string }) => version)).toEqual(['1.1.1', '1.1.0', '1.0.0']);
    expect((await cli('next')).stdout).toBe('1.1.2\n');
    expect((await cli('history')).stdout).not.toContain('2.0.0');
  });

  it('proposes no version that only another branch has tagged, and says so', async () => {
    repo.git('checkout', '--quiet', '-b', 'other');
    repo.commit('Release 1.1.2', { 'CHANGELOG.md': withRelease('1.1.2', '2026-01-01') });
    repo.tag('v1.1.2');
    repo.git('checkout', '--quiet', '1.x');
    repo.commit('Fix', { 'CHANGELOG.md': withRelease('1.1.1', '2026-01-01', UNRELEASED) });
    const asked = await cli('next');
    expect(asked.stdout).toBe('1.1.3\n');
    expect(asked.stderr).toContain('not 1.1.2, which is tagged on another branch');
    expect(JSON.parse((await cli('next', '--format', 'json')).stdout)).toMatchObject({
      ...{ current: '1.1.1', next: '1.1.3', skipped: ['1.1.2'] },
    });
    expect((await cli('next', '--level', 'major')).stdout).toBe('3.0.0\n');
    expect((await cli('status')).stdout).toContain('1.1.3 (patch, not 1.1.2: tagged on another branch)');
    expect((await cli('plan', 'cut')).stdout).toContain(
      'Cut 1.1.3\n  1.1.3 is a patch release, after 1.1.1, because of an entry under Fixed, and 1.1.2 is tagged on another branch',
    );
  });

  it('is told what changed after its own last tag, and what was left behind', async () => {
    repo.write(
      'CHANGELOG.md',
      withRelease('1.1.1', '2026-01-01').replace('- What 1.1.1', '- What nobody has\n- What 1.1.1'),
    );
    repo.write('package.json', '{ "version": "1.1.0" }\n');
    expect(await rulesOf()).toEqual([
      'ledger/entry-added-after-release: Unexpected entry in 1.1.1: the tag v1.1.1 has it without this entry',
      'ledger/version-file-behind: Unexpected version 1.1.0, expected 1.1.1, which is released',
    ]);
  });

  it('cuts the next release of its line', async () => {
    repo.commit('Fix', { 'CHANGELOG.md': withRelease('1.1.1', '2026-01-01', UNRELEASED) });
    const { stdout } = await cli('plan', 'cut');
    expect(stdout).toMatch(/^Cut 1\.1\.2\n {2}1\.1\.2 is a patch release, after 1\.1\.1,/);
    const taken = await cli('plan', 'cut', '2.0.0');
    expect(taken.stdout).toContain('stops: the tag v2.0.0 exists');
  });

  it('leaves the newer line with what it has', async () => {
    repo.git('checkout', '--quiet', 'main');
    const { current, releases } = JSON.parse((await cli('status', '--format', 'json')).stdout);
    expect(current).toBe('2.0.0');
    expect(releases.map(({ version }: { version: string }) => version)).toEqual(['2.0.0', '1.1.1', '1.1.0', '1.0.0']);
    expect(await rulesOf()).toEqual(['ledger/tag-without-release: Expected a section for the tag v1.1.1']);
  });

  it('may bring the section of a fix into the newer line before its files', async () => {
    repo.git('checkout', '--quiet', 'main');
    repo.write('CHANGELOG.md', withRelease('2.0.0', '2026-01-01').replaceAll('2.0.0', '1.1.1'));
    repo.write('package.json', '{ "version": "1.1.0" }\n');
    repo.git('tag', '--delete', 'v2.0.0');
    expect(await rulesOf()).toEqual([]);
  });

  it('is what an older tag shows that is checked out', async () => {
    repo.git('checkout', '--quiet', 'v1.1.0');
    expect(await rulesOf()).toEqual([]);
  });
});
