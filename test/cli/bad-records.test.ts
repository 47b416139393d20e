import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import { TestRepository } from '../support/repository.ts';

const PREAMBLE =
  'All notable changes, by [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/spec/v2.0.0.html).';
const RELEASED = `# Changelog\n\n${PREAMBLE}\n\n## [Unreleased]\n\n## 1.0.0 - 2026-01-01\n\n### Added\n\n- A first thing\n`;
const MISFILED = `${RELEASED}- A thing that a merge filed here\n`;

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
});
afterEach(() => repo.remove());

interface Json {
  readonly problems: readonly { readonly rule: string; readonly file: string; readonly line: number }[];
  readonly notChecked: readonly { readonly rule: string; readonly reason: string }[];
}

/** What `check` finds across the records, as `rule file:line`, and what it says was not checked. */
async function check() {
  const { stdout } = await cliIn(repo, ['--format', 'json', 'check']);
  const { problems, notChecked } = JSON.parse(stdout) as Json;
  return {
    problems: problems
      .filter(({ rule }) => rule.startsWith('ledger/'))
      .map(({ rule, file, line }) => `${rule} ${file}:${line}`),
    notChecked: new Set(notChecked.map(({ reason }) => reason).filter((reason) => !reason.includes('no remote'))),
  };
}

/** What is read of the records and not judged is read all the same. */
async function expectReadable(releases: readonly string[]): Promise<void> {
  for (const command of ['status', 'history']) {
    const { code, stdout, stderr } = await cliIn(repo, ['--format', 'json', command]);
    expect([command, code, stderr.includes('failed')]).toEqual([command, 0, false]);
    expect(JSON.parse(stdout).releases.map(({ version }: { version: string }) => version)).toEqual(releases);
  }
}

describe('bad input of the records', () => {
  it('tags that are no versions: beside a version they are passed over, alone nothing is checked by them', async () => {
    repo.commit('One', { 'CHANGELOG.md': RELEASED });
    for (const name of ['nightly', 'release/next', 'v1.x', 'v999999999999999999999.x']) repo.tag(name);
    const alone = await check();
    expect(alone.problems).toEqual([]);
    expect(alone.notChecked).toEqual(new Set(['no tag names a version of this changelog']));
    for (const name of ['v1.0.0', 'v1', 'v2026']) repo.tag(name, 'Release');
    expect(await check()).toEqual({ problems: [], notChecked: new Set() });
    await expectReadable(['1.0.0']);
  });

  it('two tags for one version: told at its heading where they name different commits', async () => {
    repo.commit('One', { 'CHANGELOG.md': RELEASED });
    repo.tag('v1.0', 'Release');
    repo.tag('v1.0.0', 'Release');
    expect((await check()).problems).toEqual([]);
    repo.commit('Two');
    repo.git('tag', '--force', '--annotate', '--message', 'Release', 'v1.0.0');
    expect((await check()).problems).toEqual(['ledger/several-tags-for-release CHANGELOG.md:7']);
    await expectReadable(['1.0.0']);
  });

  it.each([
    ['the clock of who tagged was years ahead', '2035-06-01T00:00:00Z'],
    ['the clock of who tagged stood at its beginning, before the commit', '1970-01-02T00:00:00Z'],
  ])('clock skew: told at the date of the heading where %s', async (_, date) => {
    repo.commit('One', { 'CHANGELOG.md': RELEASED });
    const dated = (): Record<string, string | undefined> => ({
      ...TestRepository.prototype.environment.call(repo),
      GIT_COMMITTER_DATE: date,
    });
    const { execFileSync } = await import('node:child_process');
    execFileSync('git', ['tag', '--annotate', '--message', 'Release', 'v1.0.0'], { cwd: repo.folder, env: dated() });
    expect((await check()).problems).toEqual(['ledger/date-differs-from-tag CHANGELOG.md:7']);
    await expectReadable(['1.0.0']);
    const metrics = await cliIn(repo, [
      '--format',
      'json',
      'metrics',
      '--until',
      '2040-01-01',
      '--since',
      '1960-01-01',
    ]);
    expect([metrics.code, JSON.parse(metrics.stdout).leadTime.medianHours >= 0]).toEqual([0, true]);
  });

  it('detached HEAD: everything is checked as on a branch, and what needs a branch says so', async () => {
    repo.commit('One', { 'CHANGELOG.md': RELEASED });
    repo.tag('v1.0.0', 'Release');
    repo.commit('Two', { 'CHANGELOG.md': MISFILED.replace('[Unreleased]\n', '[Unreleased]\n\n### Added\n\n- New\n') });
    const told = ['ledger/entry-added-after-release CHANGELOG.md:16'];
    expect((await check()).problems).toEqual(told);
    repo.git('checkout', '--quiet', '--detach');
    expect(await check()).toEqual({ problems: told, notChecked: new Set() });
    await expectReadable(['1.0.0']);
    const { code, stderr } = await cliIn(repo, ['cut', '--yes']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('HEAD is on no branch')]);
    expect(stderr).toContain('Switch to one: git switch main');
  });

  it('a changelog renamed between tags: its sections are held against the name that it had', async () => {
    repo.commit('One', { 'HISTORY.md': RELEASED });
    repo.tag('v1.0.0', 'Release');
    repo.git('mv', 'HISTORY.md', 'CHANGELOG.md');
    repo.commit('Another name');
    expect(await check()).toEqual({ problems: [], notChecked: new Set() });
    repo.commit('A merge', { 'CHANGELOG.md': MISFILED });
    expect((await check()).problems).toEqual(['ledger/entry-added-after-release CHANGELOG.md:12']);
    await expectReadable(['1.0.0']);
  });

  it('a changelog that the tag has under no name: said as not checked', async () => {
    repo.commit('One', { 'other.txt': 'x' });
    repo.tag('v1.0.0', 'Release');
    repo.commit('Two', { 'CHANGELOG.md': RELEASED });
    const { problems, notChecked } = await check();
    expect(problems).toEqual([]);
    expect([...notChecked]).toEqual([expect.stringContaining('v1.0.0')]);
  });

  it.each([
    ['package.json', 'a brace short', '{ "version": "1.0.0"'],
    ['pyproject.toml', 'a quote short', '[project]\nversion = "1.0.0\n'],
    ['Chart.yaml', 'a bracket short', 'version: "1.0.0\nappVersion: ['],
    ['pom.xml', 'no end', '<project><version>1.0.0'],
  ])('a version file that does not parse: %s, %s, is told where it stands', async (file, _, text) => {
    repo.commit('One', { 'CHANGELOG.md': RELEASED, [file]: text });
    repo.tag('v1.0.0', 'Release');
    expect((await check()).problems).toEqual([
      expect.stringMatching(new RegExp(`^ledger/unreadable-version-file ${file}:\\d+$`)),
    ]);
    await expectReadable(['1.0.0']);
  });
});
