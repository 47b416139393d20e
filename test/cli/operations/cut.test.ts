import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { FIRST_RELEASE, releasedRepository, UNRELEASED } from '../../support/released-repository.ts';
import { TestRepository } from '../../support/repository.ts';

let repo: TestRepository;
afterEach(() => repo.remove());

describe('cut', () => {
  it('dates the section, writes the version files, commits and tags', async () => {
    repo = releasedRepository();
    const { code, stderr } = await cliIn(repo, ['cut', '--yes']);
    expect(stderr).toContain('Cut 1.1.0');
    expect(code, stderr).toBe(0);
    expect(repo.git('log', '--format=%s', '-1')).toBe('chore: release v1.1.0');
    expect(repo.git('tag', '--list', '--format=%(contents)', 'v1.1.0')).toContain('Release v1.1.0');
    expect(repo.git('show', 'v1.1.0:package.json')).toBe('{ "version": "1.1.0" }');
    expect(repo.git('status', '--porcelain')).toBe('');
    expect(repo.git('show', 'v1.1.0:CHANGELOG.md')).toBe(
      UNRELEASED.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [1.1.0] - 2026-06-30\n')
        .replace('v1.0.0...HEAD', 'v1.1.0...HEAD')
        .replace('[1.0.0]: ', '[1.1.0]: https://example.com/o/r/compare/v1.0.0...v1.1.0\n[1.0.0]: ')
        .trimEnd(),
    );
    const check = await cliIn(repo, ['check', '--max-warnings', '0']);
    expect(check.code, check.stdout).toBe(0);
  });

  it('makes the first section of a project that was tagged before, without brackets where nothing is linked', async () => {
    repo = new TestRepository();
    repo.commit('start', { 'package.json': '{ "version": "0.1.0" }\n' });
    repo.tag('v0.1.0');
    repo.commit('entries', {
      'CHANGELOG.md': '# Changelog\n\n## Unreleased\n\n### Changed\n\n- **Breaking:** Metres\n',
    });
    const { code, stderr } = await cliIn(repo, ['cut', '--yes']);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('0.2.0 is a minor release, after 0.1.0');
    expect(repo.git('show', 'v0.2.0:CHANGELOG.md')).toContain('\n## 0.2.0 - ');
  });

  it.each([1, 25])('leaves no more to report in a file of %d releases that has never had links', async (count) => {
    repo = new TestRepository();
    repo.git('remote', 'add', 'origin', 'git@github.com:o/r.git');
    const sections = Array.from(
      { length: count },
      (_, i) => `## [1.${count - i}.0] - 2026-01-01\n\n### Added\n\n- Thing ${i}\n`,
    );
    const text = `# Changelog\n\n## [Unreleased]\n\n### Fixed\n\n- One\n\n${sections.join('\n')}`;
    repo.commit('one', { 'CHANGELOG.md': text });
    for (let i = 1; i <= count; i++) repo.tag(`v1.${i}.0`, 'A release');
    const problems = async (): Promise<readonly string[]> => {
      const { stdout } = await cliIn(repo, ['check', '--format', 'json']);
      const rules: readonly string[] = JSON.parse(stdout).problems.map(({ rule }: { rule: string }) => rule);
      // The day of the test is another one than that of its commits.
      return rules.filter((rule) => rule !== 'ledger/date-differs-from-tag').sort();
    };
    const before = await problems();
    expect(before.filter((rule) => rule.includes('link'))).toEqual(['changelog/missing-link-definition']);
    const { code, stderr } = await cliIn(repo, ['cut', '--yes']);
    expect(code, stderr).toBe(0);
    expect(repo.git('show', 'HEAD:CHANGELOG.md')).not.toContain(']: ');
    expect(await problems()).toEqual(before);
  });

  it('says what shows the plan to those who look for an option', async () => {
    repo = releasedRepository();
    const { code, stderr } = await cliIn(repo, ['cut', '--preview']);
    expect(code).toBe(2);
    expect(stderr).toContain("unknown option '--preview'");
    expect(stderr).toContain('hint: “release-ledger plan cut” shows what it would do');
  });
});

describe('cut with the records that the policy asks for', () => {
  const POLICY = JSON.stringify({
    manifest: { path: 'releases/{version}/manifest.{ext}', forms: ['json', 'md'], source: 'json' },
    checksums: { path: 'releases/{version}/SHA256SUMS', include: ['package.json', 'src/**'] },
  });

  it('leaves the manifest in both forms and the list of digests in the same commit, and all of them verify', async () => {
    repo = releasedRepository({ 'CHANGELOG.md': UNRELEASED, 'src/a.js': '1\n', 'release-ledger.jsonc': POLICY });
    const parent = repo.git('rev-parse', 'HEAD');
    const { code, stderr } = await cliIn(repo, ['cut', '--yes']);
    expect(code, stderr).toBe(0);
    expect(repo.git('show', '--name-only', '--format=', 'main').split('\n').sort()).toEqual([
      'CHANGELOG.md',
      'package.json',
      'releases/1.1.0/SHA256SUMS',
      'releases/1.1.0/manifest.json',
      'releases/1.1.0/manifest.md',
    ]);
    expect(repo.git('status', '--porcelain')).toBe('');
    const manifest = JSON.parse(repo.git('show', 'v1.1.0:releases/1.1.0/manifest.json'));
    expect(manifest).toMatchObject({ version: '1.1.0', release_date: '2026-06-30', source_sha: parent });
    // Neither the commit that it is part of, nor its own digest, nor that of its other form.
    expect(manifest).not.toHaveProperty('git_sha');
    expect(Object.keys(manifest.checksums)).toEqual(['package.json', 'src/a.js']);
    expect(Object.keys(manifest.files_modified).length).toBeGreaterThan(0);
    const sums = repo.git('show', 'v1.1.0:releases/1.1.0/SHA256SUMS');
    expect(sums.split('\n').map((line) => line.slice(66))).toEqual([
      'package.json',
      'releases/1.1.0/manifest.json',
      'releases/1.1.0/manifest.md',
      'src/a.js',
    ]);
    execFileSync('sha256sum', ['--strict', '--check', 'releases/1.1.0/SHA256SUMS'], { cwd: repo.folder });
    for (const argv of [['manifest', 'verify'], ['checksums', 'verify', 'releases/1.1.0/SHA256SUMS'], ['check']]) {
      const verified = await cliIn(repo, argv);
      expect(verified.code, `${argv.join(' ')}\n${verified.stdout}`).toBe(0);
    }
    // Work goes on; what was released is still what its records say.
    repo.commit('feat: more', { 'src/a.js': '2\n' });
    const later = await cliIn(repo, ['manifest', 'verify']);
    expect(later.code, later.stdout).toBe(0);
  });

  it('goes on from a draft that somebody has filled in, whether git knows it or not', async () => {
    repo = releasedRepository({ 'CHANGELOG.md': UNRELEASED, 'release-ledger.jsonc': POLICY });
    expect((await cliIn(repo, ['manifest', 'create', '1.1.0'])).code).toBe(0);
    const path = 'releases/1.1.0/manifest.json';
    const draft = readFileSync(join(repo.folder, path), 'utf8');
    repo.write(path, draft.replace('"version"', '"summary": "What a person says",\n  "version"'));
    const { code, stderr } = await cliIn(repo, ['cut', '--yes']);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(repo.git('show', `v1.1.0:${path}`)).summary).toBe('What a person says');
    expect(repo.git('show', 'v1.1.0:releases/1.1.0/manifest.md')).toContain('What a person says');
    expect(repo.git('status', '--porcelain')).toBe('');
    expect((await cliIn(repo, ['undo', '--yes'])).code).toBe(0);
    expect(readFileSync(join(repo.folder, path), 'utf8')).toContain('What a person says');
    expect(repo.git('status', '--porcelain')).toContain('?? releases/');
  });

  it('changes a draft that git knows only where it is committed', async () => {
    repo = releasedRepository({ 'CHANGELOG.md': UNRELEASED, 'release-ledger.jsonc': POLICY });
    await cliIn(repo, ['manifest', 'create', '1.1.0']);
    repo.git('add', 'releases');
    const { code, stderr } = await cliIn(repo, ['cut', '--yes']);
    expect(code).toBe(1);
    expect(stderr).toContain('releases/1.1.0/manifest.json is not committed');
  });

  it('takes the records of a hotfix along into a main branch that has gone on', async () => {
    repo = releasedRepository({ 'release-ledger.jsonc': POLICY, 'src/a.js': '1\n' });
    const { code } = await cliIn(repo, ['hotfix', 'start', '--yes']);
    expect(code).toBe(0);
    repo.git('switch', '--quiet', 'hotfix/v1.0.1');
    repo.commit('fix: it', {
      'release-ledger.jsonc': POLICY,
      'CHANGELOG.md': FIRST_RELEASE.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Fixed\n\n- A crash\n'),
    });
    const finished = await cliIn(repo, ['hotfix', 'finish', '--yes']);
    expect(finished.code, finished.stderr).toBe(0);
    for (const file of ['manifest.json', 'manifest.md', 'SHA256SUMS'])
      expect(repo.git('show', `main:releases/1.0.1/${file}`)).toBe(repo.git('show', `v1.0.1:releases/1.0.1/${file}`));
    expect(JSON.parse(repo.git('show', 'main:releases/1.0.1/manifest.json')).release_type).toBe('hotfix');
  });
});
