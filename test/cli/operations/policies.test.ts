import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { FIRST_RELEASE, releasedRepository, UNRELEASED } from '../../support/released-repository.ts';
import type { TestRepository } from '../../support/repository.ts';

let repo: TestRepository;
afterEach(() => repo.remove());

const run = async (...argv: readonly string[]): Promise<string> => {
  const { code, stderr } = await cliIn(repo, [...argv, '--yes']);
  expect(code, `${argv.join(' ')}\n${stderr}`).toBe(0);
  return stderr;
};
const refused = async (...argv: readonly string[]): Promise<string> => {
  const { code, stderr } = await cliIn(repo, [...argv, '--yes']);
  expect(code, `${argv.join(' ')}\n${stderr}`).toBe(1);
  return stderr;
};

/** A profile without what its document asks of people, gates and records. */
const policyOf = (profile: string, more: object = {}): string =>
  JSON.stringify({
    extends: profile,
    checklists: { presence: 'optional' },
    gates: { commands: [] },
    approvals: { major: [], minor: [], patch: [], hotfix: [] },
    manifest: { path: '' },
    checksums: { include: [] },
    changelog: { releaseTitle: 'optional', objective: 'optional', requiredCategories: [] },
    tag: { template: '', hotfixTemplate: '', promoteTemplate: '', when: 'any' },
    ...more,
  });

describe('the feature freeze of a release branch (003-09)', () => {
  const begin = async (): Promise<void> => {
    repo = releasedRepository({ 'CHANGELOG.md': UNRELEASED, 'release-ledger.jsonc': policyOf('web-platform') });
    await run('branch', 'start', 'minor');
  };

  it('lets fixes and documentation in', async () => {
    await begin();
    repo.commit('fix(api): a crash', { 'a.js': '1\n' });
    repo.commit('docs: the crash', { 'README.md': 'x\n' });
    await run('cut');
    await run('branch', 'finish');
  });

  it('refuses to cut and to finish with a feature, until that is taken out', async () => {
    await begin();
    repo.commit('feat: late', { 'late.js': '1\n' });
    const commit = repo.git('rev-parse', '--short=10', 'HEAD');
    const said = await refused('cut');
    expect(said).toContain('“feat: late” came to release/v1.1.0 after the freeze, which lets in fix, docs');
    expect(said).toContain(`git revert ${commit}`);
    repo.commit('fix!: another way', { 'late.js': '2\n' });
    expect(await refused('cut')).toContain('“fix!: another way”');
    repo.git('revert', '--no-edit', 'HEAD');
    repo.git('revert', '--no-edit', 'HEAD~2');
    await run('cut');
    await run('branch', 'finish');
  });

  it('does not hold for what came to the main branch before', async () => {
    repo = releasedRepository({ 'CHANGELOG.md': UNRELEASED, 'release-ledger.jsonc': policyOf('web-platform') });
    repo.commit('feat: in time', { 'a.js': '1\n' });
    await run('branch', 'start', 'minor');
    await run('cut');
  });
});

describe('records that a release needs', () => {
  const begin = (files: Readonly<Record<string, string>>): void => {
    repo = releasedRepository({
      'CHANGELOG.md': UNRELEASED,
      'release-ledger.jsonc': policyOf('regulated-saas', { tag: { template: '', when: 'after-deploy' } }),
      ...files,
    });
  };
  const LOCK = 'fastapi==0.110.0\nuvicorn[standard]==0.29.0\n';

  it('are the frozen dependencies, with one version for all that is required (004-34)', async () => {
    begin({ 'requirements.txt': '# web\nFastAPI>=0.100\nuvicorn\n' });
    const said = await refused('cut');
    expect(said).toContain('requirements.lock.txt is not there, and the policy needs it');
    expect(said).toContain('Make and commit it: pip freeze > requirements.lock.txt');
    repo.commit('chore: freeze', { 'requirements.lock.txt': 'fastapi==0.110.0\n' });
    expect(await refused('cut')).toContain('pins no version of uvicorn, which requirements.txt asks for');
    repo.commit('chore: freeze', { 'requirements.lock.txt': LOCK });
    repo.write('requirements.lock.txt', `${LOCK}starlette==0.36.3\n`);
    expect(await refused('cut')).toContain('requirements.lock.txt has changes that are not committed');
    repo.commit('chore: freeze');
    await run('cut');
  });

  it('are a soak test of five iterations at least, before anything is tagged (004-05)', async () => {
    begin({ 'requirements.lock.txt': LOCK });
    await run('cut');
    const path = 'releases/v1.1.0/artifacts/soak_result.json';
    await run('tag', '1.1.0-rc1', '--title', 'RC1', '--summary', 'for the soak test');
    expect(await refused('tag', '1.1.0')).toContain(`${path} is not there`);
    repo.commit('test: soak', { [path]: '{ "result": "PASS", "iterations": 4 }\n' });
    expect(await refused('tag', '1.1.0')).toContain(`${path} says 4 iterations, and the policy asks for at least 5`);
    repo.commit('test: soak', { [path]: '{ "result": "PASS" }\n' });
    expect(await refused('tag', '1.1.0')).toContain('says no “iterations”');
    repo.commit('test: soak', { [path]: '{ "result": "PASS", "iterations": 5 }\n' });
    await run('tag', '1.1.0');
  });
});

describe('starting a hotfix', () => {
  const newer = (version: string): string =>
    FIRST_RELEASE.replace('## [1.0.0]', `## [${version}] - 2026-01-02\n\n### Added\n\n- B\n\n## [1.0.0]`);
  const begin = (policy: string): void => {
    repo = releasedRepository({ 'CHANGELOG.md': newer('1.1.0'), 'release-ledger.jsonc': policy });
    repo.tag('v1.1.0', 'Release v1.1.0');
    repo.commit('feat: more', { 'a.js': '1\n', 'b.js': '1\n' });
  };

  it('shows how far the main branch is away from either base', async () => {
    begin('{}');
    const { stdout } = await cliIn(repo, ['plan', 'hotfix', 'start']);
    expect(stdout).toContain(
      'v1.1.0 is the newest release: the fix is made in what is out (main is 1 commit and 2 files away)',
    );
    expect(stdout).toContain(
      'Instead, v1.0.0 is an earlier release: what came after it is left out (main is 2 commits and 4 files away): release-ledger hotfix start --from v1.0.0',
    );
    expect(stdout).toContain('git diff v1.0.0 v1.1.0');
    const json = JSON.parse((await cliIn(repo, ['plan', 'hotfix', 'start', '--format', 'json'])).stdout);
    expect(json.choices).toEqual([
      expect.objectContaining({ tag: 'v1.1.0', chosen: true, branch: 'main', commits: 1, files: 2 }),
      expect.objectContaining({ tag: 'v1.0.0', chosen: false, branch: 'main', commits: 2, files: 4 }),
    ]);
    expect(json.choices[0].commit).toBe(repo.git('rev-parse', 'main'));
  });

  it('names the pull request with its label, and who has to approve of it (004-48)', async () => {
    begin(policyOf('regulated-saas', { approvals: { hotfix: [{ role: 'security_lead' }] } }));
    const { stdout } = await cliIn(repo, ['plan', 'hotfix', 'start']);
    expect(stdout).toContain("gh pr create --title 'Hotfix: [description]' --label hotfix");
    expect(stdout).toContain('to have it reviewed; approved by security_lead');
    await run('hotfix', 'start');
    repo.git('switch', '--quiet', 'hotfix/v1.1.1');
    repo.commit('fix: close it', {
      'CHANGELOG.md': newer('1.1.0').replace('## [Unreleased]\n', '## [Unreleased]\n\n### Fixed\n\n- C\n'),
      'requirements.lock.txt': 'a==1\n',
      'releases/v1.1.1/artifacts/soak_result.json': '{ "iterations": 5 }\n',
    });
    expect(await refused('hotfix', 'finish')).toContain('security_lead has not approved 1.1.1');
    await cliIn(repo, ['checklist', '1.1.1', '--type', 'hotfix']);
    const list = repo.git('hash-object', '-w', 'releases/v1.1.1/checklist.md');
    repo.write(
      'releases/v1.1.1/checklist.md',
      `${repo.git('cat-file', 'blob', list).replace(/(?<=## Pre-Release[\s\S]*)- \[ \](?=[\s\S]*## Release Day)/g, '- [x]')}\n`,
    );
    await cliIn(repo, ['approve', 'security_lead', '--by', 'sec@example.com', '--release', '1.1.1']);
    await run('hotfix', 'finish');
    expect(repo.git('tag', '--list', 'v1.1.1')).toBe('v1.1.1');
  });
});

describe('a manifest that is written by hand (000-37)', () => {
  it('starts from an empty template, with the commands that list the files and their digests', async () => {
    repo = releasedRepository({
      'CHANGELOG.md': UNRELEASED,
      'src/backend/main.py': 'a\n',
      'release-ledger.jsonc': '{ "extends": "audit-trail" }',
    });
    const { code, stderr } = await cliIn(repo, ['manifest', 'blank', '1.1.0']);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('git diff --stat v1.0.0');
    expect(stderr).toContain('sha256sum src/backend/main.py');
    const path = 'releases/RELEASE-MANIFEST-1.1.0.md';
    const blank = readFileSync(join(repo.folder, path), 'utf8');
    for (const line of [
      '**Release Date:** YYYY-MM-DD',
      '**Release Type:** Phase / Workstream / Hotfix / Maintenance',
      '**Verified By:** {Name/Role}',
      '- Security Scan: NOT RUN',
      '**Environment Variables:**',
      '**Rollback Procedure:**',
    ])
      expect(blank).toContain(line);
    const open = await cliIn(repo, ['manifest', 'verify', path]);
    expect(open.code).toBe(1);
    expect(open.stdout).toContain('Unexpected placeholder “{Name/Role}”');
    // What somebody has begun stays.
    expect((await cliIn(repo, ['manifest', 'blank', '1.1.0'])).code).toBe(1);
    expect(readFileSync(join(repo.folder, path), 'utf8')).toBe(blank);
    const json = await cliIn(repo, ['manifest', 'blank', '1.1.0', '--form', 'json', '--stdout']);
    expect(JSON.parse(json.stdout)).toMatchObject({ version: '1.1.0', release_date: 'YYYY-MM-DD' });
  });
});

describe('the steps of a rollback', () => {
  const rolledBack = async (profile: string): Promise<string> => {
    const text = FIRST_RELEASE.replace('## [1.0.0]', '## [1.1.0] - 2026-01-02\n\n### Added\n\n- B\n\n## [1.0.0]');
    repo = releasedRepository({ 'CHANGELOG.md': text, 'release-ledger.jsonc': policyOf(profile) });
    repo.tag('v1.1.0', 'Release v1.1.0');
    await run('rollback', '1.1.0', '--reason', 'It crashes');
    return repo.git('show', 'HEAD:releases/rollbacks/ROLLBACK-1.1.0.md');
  };

  it('are those of the document: code, data and service, then what is recorded (000-63, 000-64, 000-65)', async () => {
    const record = await rolledBack('audit-trail');
    expect(record.match(/^\d\. .*$/gm)).toEqual([
      '1. Stop the application: all of it takes 5 to 15 minutes, 15 to 30 where data is restored',
      '2. Check out the tag v1.0.0, and see that CHANGELOG.md has the section 1.0.0',
      '3. Restore the data from `/backup/qms-data-pre-1.1.0.tar.gz`, only if its format changed between 1.0.0 and 1.1.0',
      '4. Restart the application',
      '5. Verify the health endpoint, the version and the basic functions',
      '6. Update the incident log with the root cause, notify the stakeholders, and schedule the fix and its release',
    ]);
    for (const task of ['Incident recorded', 'Stakeholders notified', 'Postmortem scheduled', 'Fix verified'])
      expect(record).toContain(`- [ ] ${task}`);
  });

  it('tag the images of the last good version as latest again (001-44)', async () => {
    expect(await rolledBack('python-package')).toContain('`docker tag djp-workflow-app:1.0.0 djp-workflow-app:latest`');
  });

  it('set the image of a deployment back at once (002-25)', async () => {
    expect(await rolledBack('container-platform')).toContain(
      '1. At once: `kubectl set image deployment/quasim-api quasim-api=ghcr.io/robertringler/quasim-api:v1.0.0`',
    );
  });
});
