import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRepository } from '../../src/host/git/open-repository.ts';
import { cliIn } from '../support/cli-in.ts';
import { CountingGit } from '../support/counting-git.ts';
import { TestRepository } from '../support/repository.ts';

const HEAD = `# Changelog

All notable changes, by [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/).

## [Unreleased]

`;
const ONE = `## [1.0.0] - 2026-01-01

### Added

- Maps
`;
const TWO = `## [1.1.0] - 2026-01-01

Search for everything.

### Added

- Search

### Changed

- **Breaking:** The port is 8080

`;
const POLICY = {
  manifest: { forms: ['md', 'json'], path: 'releases/{tag}/manifest.{ext}', migrations: 'migrations' },
  approvals: {
    all: [
      { role: 'security_lead', when: 'always' },
      { role: 'cto', when: 'security' },
    ],
  },
  checksums: { include: ['src/**', 'releases/{tag}/**'] },
};

let repo: TestRepository;
let environment: Record<string, string>;

beforeEach(() => {
  repo = new TestRepository();
  environment = { SOURCE_DATE_EPOCH: '1767312000' };
  repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
  repo.commit('one', {
    'CHANGELOG.md': HEAD + ONE,
    'src/a.py': 'a\nb\n',
    'src/gone.py': 'x\n',
    'requirements.txt': 'flask==1.0.0\nold==2.0.0\n',
    'release-ledger.jsonc': JSON.stringify(POLICY),
  });
  repo.tag('v1.0.0', 'Release v1.0.0');
  fs.rmSync(path.join(repo.folder, 'src/gone.py'));
  repo.commit('two', {
    'CHANGELOG.md': HEAD + TWO + ONE,
    'src/a.py': 'a\nc\nd\n',
    'tests/test_a.py': 't\n',
    'docs/guide.md': 'g\n',
    'migrations/001_users.sql': 'select 1;\n',
    'requirements.txt': 'flask==1.1.0\nnew==3.0.0\n',
  });
});
afterEach(() => repo.remove());

const cli = (argv: readonly string[], env: NodeJS.ProcessEnv = { ...process.env, HOME: repo.folder }) =>
  cliIn(repo, argv, undefined, { env: environment, openRepository: (folder) => openRepository(folder, env) });

const read = (name: string) => fs.readFileSync(path.join(repo.folder, name), 'utf8');
const create = (...argv: readonly string[]) => cli(['manifest', 'create', '1.1.0', ...argv]);

describe('manifest create', () => {
  it('makes the Markdown form from changelog, git and policy (000-21, 000-22, 000-24, 000-26, 000-31, 000-32)', async () => {
    const { code, stdout } = await create('--form', 'md', '--stdout');
    expect(code).toBe(0);
    for (const part of [
      '**Release Date:** 2026-01-01\n**Release Type:** minor\n**Previous Version:** 1.0.0\n',
      '## Release Summary\n\nSearch for everything.\n',
      '### Added\n- Search\n\n### Changed\n- **Breaking:** The port is 8080\n',
      '**Source Code:**\n- migrations/001_users.sql (1 lines, +1/-0)\n- requirements.txt (2 lines, +2/-2)\n- src/a.py (3 lines, +2/-1)\n- src/gone.py (+0/-1)\n',
      '**Documentation:**\n- CHANGELOG.md (23 lines, +12/-0)\n- docs/guide.md (1 lines, +1/-0)\n\n**Tests:**\n- tests/test_a.py (1 lines, +1/-0)\n',
      '- Updated: flask 1.0.0 → 1.1.0\n- Added: new==3.0.0\n- Removed: old==2.0.0\n',
      '**Data Migration:**\n- Apply `001_users`\n',
      '**Rollback Procedure:**\n- Deploy v1.0.0 again\n- Restore the data from before the migrations\n',
      '## Approvals\n\n- security_lead: pending\n',
      '**Manifest Generated:** 2026-01-02 00:00:00 UTC\n**Manifest Version:** 1.0\n',
    ])
      expect(stdout).toContain(part);
  });

  it('says the commit before the release where no tag names another one, and says why (004-44)', async () => {
    const head = repo.git('rev-parse', 'HEAD');
    const before = JSON.parse((await create('--form', 'json', '--stdout')).stdout);
    expect(before).toMatchObject({ source_sha: head, note: expect.stringContaining('source_sha') });
    expect(before).not.toHaveProperty('git_sha');
    repo.tag('v1.1.0', 'Release v1.1.0');
    repo.commit('three', { 'src/late.py': 'l\n' });
    const behind = JSON.parse((await create('--form', 'json', '--stdout')).stdout);
    expect(behind).toMatchObject({
      git_sha: head,
      git_tag: 'v1.1.0',
      release_type: 'minor',
      migrations_applied: ['001_users'],
    });
    expect(behind).not.toHaveProperty('source_sha');
    expect(JSON.stringify(behind.files_modified)).not.toContain('late.py');
  });

  it('makes manifests that are found to be right, but for what only people know (004-43, 004-46)', async () => {
    repo.tag('v1.1.0', 'Release v1.1.0');
    expect(await create()).toMatchObject({ code: 0, stdout: '' });
    const { stdout } = await cli(['manifest', 'verify', '--format', 'json']);
    const { problems } = JSON.parse(stdout) as { problems: { rule: string }[] };
    expect([...new Set(problems.map(({ rule }) => rule))].sort()).toEqual([
      'manifest/migration-without-guide',
      'manifest/missing-approval',
    ]);
  });

  it('says the digest of a lone Markdown manifest without the line that says it (000-34, 000-35)', async () => {
    repo.write('release-ledger.jsonc', JSON.stringify({ checksums: { include: ['src/**'] } }));
    repo.tag('v1.1.0', 'Release v1.1.0');
    expect((await create()).code).toBe(0);
    expect(read('releases/RELEASE-MANIFEST-1.1.0.md')).toMatch(
      /\n8fde59f67257dd53eda8c8a846b406fffc0097f822cc628005c4fa3ec484d200 {2}src\/a\.py\n[\s\S]*\n[0-9a-f]{64} {2}RELEASE-MANIFEST-1\.1\.0\.md\n/,
    );
    const { stdout } = await cli(['manifest', 'verify', '--format', 'json']);
    const { problems } = JSON.parse(stdout) as { problems: { rule: string }[] };
    expect(problems.map(({ rule }) => rule)).toEqual(['manifest/migration-without-guide']);
  });

  it.each<[what: string, name: string, files: Readonly<Record<string, string>>]>([
    ['as its remote', 'r', {}],
    [
      'as the repository that its changelog links to',
      'widget',
      { 'CHANGELOG.md': `${HEAD}${TWO}${ONE}\n[1.0.0]: https://github.com/acme/widget/releases/tag/v1.0.0\n` },
    ],
    [
      'as the policy calls it',
      'Acme',
      { 'release-ledger.jsonc': JSON.stringify({ ...POLICY, documents: { product: 'Acme' } }) },
    ],
  ])('calls the product %s', async (_, name, files) => {
    for (const [file, text] of Object.entries(files)) repo.write(file, text);
    expect(JSON.parse((await create('--form', 'json', '--stdout')).stdout)).toMatchObject({ name });
  });

  it('gives the same bytes on every run, apart from its time', async () => {
    const first = await create('--form', 'json', '--stdout');
    expect(await create('--form', 'json', '--stdout')).toEqual(first);
    environment = { SOURCE_DATE_EPOCH: '1767398400' };
    const later = await create('--form', 'json', '--stdout');
    expect(later.stdout).toBe(first.stdout.replace('2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z'));
  });

  it('starts at most six git processes, of a tagged version five', async () => {
    const git = new CountingGit(repo.folder);
    try {
      await cli(['manifest', 'create', '1.1.0', '--form', 'md', '--stdout'], git.env);
      expect(git.started).toEqual(['rev-parse', 'for-each-ref', 'rev-parse', 'ls-tree', 'diff-tree', 'cat-file']);
      repo.tag('v1.1.0');
      git.forget();
      await cli(['manifest', 'create', '1.1.0', '--form', 'md', '--stdout'], git.env);
      expect(git.started).toEqual(['rev-parse', 'for-each-ref', 'ls-tree', 'diff-tree', 'cat-file']);
    } finally {
      git.remove();
    }
  });

  it('never writes over a manifest that says something else (T105)', async () => {
    expect((await create()).code).toBe(0);
    environment = { SOURCE_DATE_EPOCH: '1767398400' };
    expect(await create()).toMatchObject({ code: 0, stderr: expect.stringContaining('is up to date') });
    const changed = read('releases/v1.1.0/manifest.md').replace('security_lead: pending', 'security_lead: ada');
    repo.write('releases/v1.1.0/manifest.md', changed.replace('- Search', '- Searching'));
    const { code, stderr } = await create('--form', 'md');
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('says something else') });
    expect(read('releases/v1.1.0/manifest.md')).toContain('- Searching');
    const { stdout } = await create('--form', 'md', '--stdout');
    expect(stdout).toContain('- security_lead: ada');
    expect(stdout).toContain('- Search\n');
  });

  it('writes both forms or none (T105)', async () => {
    repo.write('releases/v1.1.0/manifest.json', '{}');
    expect((await create('--form', 'both')).code).toBe(1);
    expect(fs.readdirSync(path.join(repo.folder, 'releases/v1.1.0'))).toEqual(['manifest.json']);
  });

  it('takes the results of tests, and says that those of last time are yet to be run (000-27, 000-67)', async () => {
    repo.write('out.txt', 'Phase 6 Regression Tests: 6/6 passing\n');
    repo.write('Integration Tests.txt', 'Tests Passed: 10/11\n');
    const { stdout } = await create('--form', 'md', '--stdout', '--tests', 'out.txt', 'Integration Tests.txt');
    expect(stdout).toContain('- Phase 6 Regression Tests: 6/6 passing\n- Integration Tests: 10/11 passing\n');
    const last = { version: '1.0.0', name: 'Acme', verification: { tests: [{ name: 'Smoke', state: 'passed' }] } };
    repo.write('releases/v1.0.0/manifest.json', JSON.stringify(last));
    const next = await create('--form', 'md', '--stdout');
    expect(next.stdout).toContain('## Acme v1.1.0');
    expect(next.stdout).toContain('- Smoke: NOT RUN\n');
  });

  it('reads what the test runners of the document print (000-66)', async () => {
    repo.write('regression.txt', 'Tests Passed: 6/6\nTests Failed: 0/6\n✅ ALL REGRESSION TESTS PASSED\n');
    repo.write('security.txt', '✅ 11/11 security tests passed\n');
    repo.write('integration.txt', 'Tests Passed: 5/6\nTests Failed: 1/6\n');
    const files = ['regression.txt', 'security.txt', 'integration.txt'];
    const { stdout } = await create('--form', 'json', '--stdout', '--tests', ...files);
    const { tests } = JSON.parse(stdout).verification;
    expect(tests.map((each: Record<string, unknown>) => [each.name, each.state, each.passed, each.total])).toEqual([
      ['regression', 'passed', 6, 6],
      ['security tests', 'passed', 11, 11],
      ['integration', 'failed', 5, 6],
    ]);
  });

  it('lists everything for the first release (000-31)', async () => {
    repo.git('checkout', '--quiet', 'v1.0.0');
    const { code, stdout } = await cli(['manifest', 'create', '1.0.0', '--form', 'md', '--stdout']);
    expect(code).toBe(0);
    expect(stdout).toContain('- src/a.py (2 lines, +2/-0)\n- src/gone.py (1 lines, +1/-0)\n');
    expect(stdout).toContain('- Added: flask==1.0.0\n');
  });

  it.each([
    ['a version that the changelog does not have', ['1.2.0'], 1, 'has no section for 1.2.0'],
    ['what is no version', ['next'], 2, 'next is no version'],
    ['two forms at once on standard output', ['1.1.0', '--form', 'both', '--stdout'], 2, 'one form at a time'],
    ['results that are none', ['1.1.0', '--tests', 'src/a.py'], 2, 'it has no result of tests'],
    ['results that are not there', ['1.1.0', '--tests', 'nothing.txt'], 2, 'does not exist'],
  ])('refuses %s', async (_, argv, code, message) => {
    const result = await cli(['manifest', 'create', ...argv]);
    expect(result).toEqual({ code, stdout: '', stderr: expect.stringContaining(message) });
    expect(fs.existsSync(path.join(repo.folder, 'releases'))).toBe(false);
  });

  it('refuses a release without entries', async () => {
    repo.write('CHANGELOG.md', `${HEAD}## [1.1.0] - 2026-01-01\n\n### Added\n\n${ONE}`);
    expect(await create()).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('section of 1.1.0 has no entries'),
    });
  });

  it('leaves out what an untagged version before it does not tell, and says so', async () => {
    repo.git('tag', '--delete', 'v1.0.0');
    const { code, stdout, stderr } = await create('--form', 'json', '--stdout');
    expect(code).toBe(0);
    expect(stderr).toContain('files and dependencies are left out: 1.0.0, the version before, is not tagged');
    expect(JSON.parse(stdout)).not.toHaveProperty('files_modified');
  });

  it('is made without git, too', async () => {
    const elsewhere = fs.mkdtempSync(`${repo.folder}-plain-`);
    try {
      fs.cpSync(path.join(repo.folder, 'CHANGELOG.md'), path.join(elsewhere, 'CHANGELOG.md'));
      const { code, stdout, stderr } = await cli([
        '--cwd',
        elsewhere,
        'manifest',
        'create',
        '1.1.0',
        '--form',
        'json',
        '--stdout',
      ]);
      expect(code).toBe(0);
      expect(stderr).toContain('is in no git repository');
      expect(JSON.parse(stdout)).toMatchObject({ version: '1.1.0', previous_version: '1.0.0' });
    } finally {
      fs.rmSync(elsewhere, { recursive: true });
    }
  });

  it('makes no manifest where a file that is listed cannot be hashed (T091)', async () => {
    fs.symlinkSync('/etc/hostname', path.join(repo.folder, 'src/link.py'));
    expect(await create()).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('src/link.py was not hashed: it is a link'),
    });
    expect(fs.existsSync(path.join(repo.folder, 'releases'))).toBe(false);
  });
});
