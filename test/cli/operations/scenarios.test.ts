import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { TestRepository } from '../../support/repository.ts';

let repo: TestRepository;
afterEach(() => repo.remove());

/** Runs a command that has to work, and holds the repository against what `check` finds then. */
async function run(...argv: readonly string[]): Promise<string> {
  const { code, stderr } = await cliIn(repo, [...argv, '--yes']);
  expect(code, `${argv.join(' ')}\n${stderr}`).toBe(0);
  expect(repo.git('status', '--porcelain'), argv.join(' ')).toBe('');
  const check = await cliIn(repo, ['check']);
  expect(check.code, `${argv.join(' ')}\n${check.stdout}`).toBe(0);
  expect(repo.git('fsck', '--strict', '--no-dangling')).toBe('');
  return stderr;
}

const subject = (ref = 'HEAD'): string => repo.git('log', '-1', '--format=%s', ref);
const tagText = (name: string): string => repo.git('tag', '--list', '--format=%(contents)', name).trimEnd();
const at = (ref: string): string => repo.git('rev-parse', `${ref}^{commit}`);
const branch = (): string => repo.git('symbolic-ref', '--short', 'HEAD');

function project(profile: string, files: Readonly<Record<string, string>>): void {
  repo = new TestRepository();
  repo.git('remote', 'add', 'origin', 'https://github.com/kmabbott81/djp-workflow.git');
  // The programs of the documents' gates are not on every machine, and what else they ask of documentation is tested with it.
  const policy = `{ "extends": "${profile}", "gates": { "commands": [] }, "docs": { "enabled": "off" } }\n`;
  repo.commit('Begin', { 'release-ledger.jsonc': policy, ...files });
}

/** What only people know of a release goes into the draft of its manifest, as the document has it before the commit. */
async function fillManifest(version: string, ...options: readonly string[]): Promise<void> {
  const made = await cliIn(repo, ['manifest', 'create', version, ...options]);
  expect(made.code, made.stderr).toBe(0);
  const path = `releases/RELEASE-MANIFEST-${version}.md`;
  const draft = readFileSync(join(repo.folder, path), 'utf8');
  repo.write(
    path,
    draft
      .replace(/- (?:Phase 6 Regression )?Tests: NOT RUN/, '- Phase 6 Regression Tests: 6/6 passing')
      .replace('- Security Scan: NOT RUN', '- Security Scan: PASS')
      .replace(
        '\n---\n\n## Breaking Changes',
        '\n**Verification Date:** 2026-06-30\n**Verified By:** Ada, release manager\n\n---\n\n## Breaking Changes',
      )
      .replace(
        '## Deployment Notes\n',
        '## Deployment Notes\n\n**Environment Variables:**\n- None\n\n**Data Migration:**\n- None required\n',
      ),
  );
}

const PREAMBLE = (standard: string): string =>
  `# Changelog\n\nAll notable changes to this project are documented in this file.\n\nThe format is based on [Keep a Changelog](https://keepachangelog.com/en/${standard}/),\nand this project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).\n\n`;

const AUDIT = (version: string, title: string, date: string): string =>
  `## [${version}]${date}\n\n### ${title}\n\n**Objective:** Records that can be audited\n\n#### Added\n\n- What ${title} brings\n\n#### Breaking Changes\n\nNone\n\n#### Verification\n\n- Phase 6 Regression Tests: 6/6 passing\n\n`;

describe('QMS Dashboard, under audit-trail', () => {
  const begin = (): void => {
    const first = AUDIT('0.7.2', 'Phase 7 WS-3 - Operational Documentation', ' - 2025-12-01');
    const next = AUDIT('Unreleased', 'Phase 7 WS-4 - Release Governance', '');
    project('audit-trail', {
      'CHANGELOG.md': PREAMBLE('1.0.0') + first,
      'src/backend/main.py': '__version__ = "0.7.2"\n',
    });
    repo.tag(
      'v0.7.2',
      'Release v0.7.2: Phase 7 WS-3 - Operational Documentation\n\nRecords\n\nSee CHANGELOG.md for details.',
    );
    repo.commit('docs: release governance', { 'CHANGELOG.md': PREAMBLE('1.0.0') + next + first });
  };

  it('releases a workstream (000-08, 000-53, 000-74)', async () => {
    begin();
    await fillManifest('0.7.3', '--type', 'Workstream');
    await run('cut', '--type', 'Workstream');
    expect(subject()).toBe('chore: release v0.7.3');
    expect(tagText('v0.7.3')).toBe(
      'Release v0.7.3: Phase 7 WS-4 - Release Governance\n\nRecords that can be audited\n\nSee CHANGELOG.md for details.',
    );
    expect(at('v0.7.3')).toBe(at('main'));
    expect(repo.git('show', 'v0.7.3:src/backend/main.py')).toBe('__version__ = "0.7.3"');
    const manifest = repo.git('show', 'v0.7.3:releases/RELEASE-MANIFEST-0.7.3.md');
    expect(manifest).toContain('**Verified By:** Ada, release manager');
    expect(manifest).toContain(`**Source Commit:** ${at('v0.7.3^')}`);
    const verified = await cliIn(repo, ['manifest', 'verify']);
    expect(verified.code, verified.stdout).toBe(0);
    const sums = await cliIn(repo, ['checksums', 'verify', 'releases/checksums-0.7.3.txt']);
    expect(sums.code, sums.stdout).toBe(0);
    expect(sums.stderr).toContain('2 files verified');
  });

  it('bumps with the commit that the document prescribes (000-20)', async () => {
    begin();
    await run('bump', '0.7.3');
    expect(subject()).toBe('chore: bump version to 0.7.3');
  });

  it('releases a hotfix from its tag and merges it back (000-75)', async () => {
    begin();
    await fillManifest('0.7.3', '--type', 'Workstream');
    await run('cut', '--type', 'Workstream');
    await run('hotfix', 'start');
    expect(branch()).toBe('hotfix/0.7.4');
    expect(at('hotfix/0.7.4')).toBe(at('v0.7.3'));
    const text = repo.git('show', 'HEAD:CHANGELOG.md');
    const fix = AUDIT('Unreleased', 'Security Hotfix', '').replace(
      '#### Added\n\n- What Security Hotfix brings',
      '#### Security\n\n- Session tokens expire',
    );
    repo.commit('fix: let tokens expire', { 'CHANGELOG.md': `${text.replace('## [Unreleased]\n\n', fix)}\n` });
    await fillManifest('0.7.4', '--type', 'Hotfix');
    await run('hotfix', 'finish');
    expect(subject('hotfix/0.7.4')).toBe('chore: release v0.7.4');
    expect(at('v0.7.4')).toBe(at('hotfix/0.7.4'));
    expect(repo.git('log', '-1', '--format=%P', 'main').split(' ')).toEqual([at('v0.7.3'), at('hotfix/0.7.4')]);
    expect(repo.git('show', 'main:CHANGELOG.md')).toContain('## [0.7.4] - 2026-06-30');
    expect(tagText('v0.7.4')).toContain('Release v0.7.4: Security Hotfix');
    expect(repo.git('show', 'main:releases/RELEASE-MANIFEST-0.7.4.md')).toContain('**Release Type:** Hotfix');
  });

  it('releases 1.0.0 (000-04, 000-76)', async () => {
    begin();
    await fillManifest('1.0.0', '--type', 'Phase');
    await run('cut', '1.0.0', '--type', 'Phase', '--title', 'Production Release', '--summary', 'Ready for production.');
    expect(subject()).toBe('chore: release v1.0.0');
    expect(tagText('v1.0.0')).toBe(
      'Release v1.0.0: Production Release\n\nReady for production.\n\nSee CHANGELOG.md for details.',
    );
  });

  it('refuses a maintenance release that breaks something (000-12)', async () => {
    begin();
    const text = repo.git('show', 'HEAD:CHANGELOG.md').replace('None', '- The port is 8080 now');
    repo.commit('feat!: move', { 'CHANGELOG.md': `${text}\n` });
    const { code, stderr } = await cliIn(repo, ['cut', '--type', 'Maintenance', '--yes']);
    expect(code).toBe(1);
    expect(stderr).toContain('a Maintenance release breaks nothing');
  });
});

describe('DJP Workflow, under python-package', () => {
  const begin = (): void => {
    project('python-package', {
      'CHANGELOG.md': `${PREAMBLE('1.1.0')}## [Unreleased]\n\n## [1.0.0] - 2025-10-01\n\n### Added\n\n- First release\n`,
      'pyproject.toml': '[project]\nname = "djp_workflow"\nversion = "1.0.0"\n',
      'src/__init__.py': '__version__ = "1.0.0"\n',
    });
    repo.tag('v1.0.0', 'Release v1.0.0\n\nHighlights:\n- First release\n\nFull changelog: CHANGELOG.md');
  };
  const add = (category: string, text: string): string => {
    const before = `${repo.git('show', 'HEAD:CHANGELOG.md')}\n`;
    const after = before.replace(
      '## [1.1.0] - Unreleased\n',
      `## [1.1.0] - Unreleased\n\n### ${category}\n\n- ${text}\n`,
    );
    return repo.commit(`feat: ${text}`, { 'CHANGELOG.md': after });
  };
  const release = async (): Promise<void> => {
    await run('branch', 'start', 'minor');
    expect(branch()).toBe('release/v1.1.0');
    await run('bump');
    expect(subject()).toBe('chore(release): bump version to 1.1.0');
    expect(repo.git('show', 'HEAD:src/__init__.py')).toBe('__version__ = "1.1.0"');
    add('Added', 'Multi-connector support');
    await run('cut');
    await run('branch', 'finish', '1.1.0');
  };

  it('releases from a branch that is merged with --no-ff and tagged (001-05, 001-06, 001-19, 001-20)', async () => {
    begin();
    const before = at('main');
    await release();
    expect(subject('main')).toBe('Release v1.1.0');
    expect(repo.git('log', '-1', '--format=%P', 'main').split(' ')).toEqual([before, at('release/v1.1.0')]);
    expect(at('v1.1.0')).toBe(at('main'));
    expect(tagText('v1.1.0')).toBe(
      'Release v1.1.0\n\nHighlights:\n- Multi-connector support\n\nFull changelog: https://github.com/kmabbott81/djp-workflow/blob/main/CHANGELOG.md',
    );
  });

  it('makes a hotfix, merged and tagged as the document writes it (001-36, 001-38, 001-39)', async () => {
    begin();
    await release();
    repo.git('switch', '--quiet', 'main');
    await run('hotfix', 'start');
    expect(branch()).toBe('hotfix/v1.1.1');
    const text = `${repo.git('show', 'HEAD:CHANGELOG.md')}\n`;
    repo.commit('fix: critical bug in connector authentication\n\nFixes #123', {
      'CHANGELOG.md': text.replace(
        '## [Unreleased]\n',
        '## [Unreleased]\n\n### Fixed\n\n- Critical bug in connector authentication (#123)\n',
      ),
    });
    await run('hotfix', 'finish', '--summary', 'Fix connector authentication');
    expect(subject('main')).toBe('Hotfix v1.1.1');
    expect(at('v1.1.1')).toBe(at('main'));
    expect(tagText('v1.1.1')).toBe('Hotfix v1.1.1: Fix connector authentication');
  });

  it('rolls back and releases again from the last good version, the bad number skipped (001-41, 001-45, 001-46)', async () => {
    begin();
    await release();
    repo.git('switch', '--quiet', 'main');
    const said = await run('rollback', '1.1.0', '--reason', 'Connectors lose messages');
    expect(said).toContain('go back to 1.0.0');
    expect(repo.git('show', 'main:CHANGELOG.md')).toContain('## [1.1.0] - 2026-06-30 [YANKED]');
    expect(repo.git('tag', '--list')).toContain('v1.1.0');
    const blocked = await cliIn(repo, ['cut', '1.1.1', '--yes']);
    expect(blocked.code).toBe(1);
    expect(blocked.stderr).toContain('1.1.0 was rolled back, and its fix is not verified');
    await run('hotfix', 'start', '--from', 'v1.0.0');
    expect(at('hotfix/v1.1.1')).toBe(at('v1.0.0'));
    repo.git('switch', '--quiet', 'hotfix/v1.1.1');
    const text = `${repo.git('show', 'HEAD:CHANGELOG.md')}\n`;
    repo.commit('fix: keep messages\n\nFixes #124', {
      'CHANGELOG.md': text.replace(
        '## [Unreleased]\n',
        '## [Unreleased]\n\n### Fixed\n\n- Connectors keep their messages (#124)\n',
      ),
    });
    // The branch is from before the rollback; the record on the main branch counts all the same.
    const early = await cliIn(repo, ['hotfix', 'finish', '--summary', 'Keep messages', '--yes']);
    expect(early.code).toBe(1);
    expect(early.stderr).toContain('check “Fix verified” in releases/rollbacks/ROLLBACK-1.1.0.md on main');
    repo.git('switch', '--quiet', 'main');
    const record = repo.git('show', 'main:releases/rollbacks/ROLLBACK-1.1.0.md');
    repo.commit('docs: the fix is verified', {
      'releases/rollbacks/ROLLBACK-1.1.0.md': `${record.replace('- [ ] Fix verified', '- [x] Fix verified')}\n`,
    });
    repo.git('switch', '--quiet', 'hotfix/v1.1.1');
    await run('hotfix', 'finish', '--summary', 'Keep messages');
    expect(subject('main')).toBe('Hotfix v1.1.1');
    expect(tagText('v1.1.1')).toBe('Hotfix v1.1.1: Keep messages');
    expect(repo.git('tag', '--list')).toBe('v1.0.0\nv1.1.0\nv1.1.1');
    const released = repo.git('show', 'main:CHANGELOG.md');
    expect(released).toContain('## [1.1.0] - 2026-06-30 [YANKED]');
    expect(released).toContain('## [1.1.1] - 2026-06-30\n\n### Fixed\n\n- Connectors keep their messages (#124)');
  });
});

describe('Sybernix, under container-platform', () => {
  it('starts a hotfix from the previous version, and releases it as a patch (002-05, 002-12, 002-26, 002-27)', async () => {
    const section = (version: string, date: string): string =>
      `## ${version}${date}\n\n### Features\n\n- **[API]** What ${version} has (#1)\n\n`;
    project('container-platform', {
      'CHANGELOG.md': `${PREAMBLE('1.1.0')}${section('v0.1.0', ' - 2026-01-01')}`,
      'pyproject.toml': '[project]\nname = "quasim"\nversion = "0.1.0"\n',
    });
    repo.tag('v0.1.0', 'Release v0.1.0');
    repo.commit('feat: more', {
      'CHANGELOG.md': `${PREAMBLE('1.1.0')}${section('Unreleased', '')}${section('v0.1.0', ' - 2026-01-01')}`,
    });
    await run('branch', 'start', 'minor');
    expect(branch()).toBe('release/v0.2.0');
    await run('cut');
    expect(repo.git('show', 'HEAD:CHANGELOG.md')).toContain('## v0.2.0 - 2026-06-30');
    await run('branch', 'finish');
    expect(tagText('v0.2.0')).toBe('Release v0.2.0');
    repo.git('switch', '--quiet', 'main');
    await run('hotfix', 'start');
    expect(at('hotfix/v0.2.1')).toBe(at('v0.1.0'));
    repo.git('switch', '--quiet', 'hotfix/v0.2.1');
    repo.commit('fix: keep connections', {
      'CHANGELOG.md': `${PREAMBLE('1.1.0')}## Unreleased\n\n### Bug Fixes\n\n- **[API]** Keep connections (#9)\n\n${section('v0.1.0', ' - 2026-01-01')}`,
    });
    await run('hotfix', 'finish');
    expect(tagText('v0.2.1')).toBe('Release v0.2.1');
    expect(repo.git('show', 'v0.2.1:pyproject.toml')).toContain('version = "0.2.1"');
    expect(repo.git('show', 'main:CHANGELOG.md').match(/^## .*$/gm)).toEqual([
      '## Unreleased',
      '## v0.2.1 - 2026-06-30',
      '## v0.2.0 - 2026-06-30',
      '## v0.1.0 - 2026-01-01',
    ]);
    const said = ['customer', 'contact', 'team'].flatMap((name) => ['--set', `${name}=Acme`]);
    const message = await cliIn(repo, ['announce', '0.2.1', '--audience', 'customer', ...said]);
    expect(message.code, message.stderr).toBe(0);
    expect(message.stdout).toContain('Keep connections');
  });
});

describe('Helpdesk, under web-platform', () => {
  it('tags on the release branch, and merges after that (003-07, 003-08, 003-14, 003-15)', async () => {
    project('web-platform', {
      'CHANGELOG.md': `${PREAMBLE('1.1.0')}## [Unreleased]\n\n### Added\n\n- Feature A\n\n## [1.1.0] - 2026-01-01\n\n### Added\n\n- Feature Z\n`,
      'package.json': '{ "version": "1.1.0" }\n',
    });
    repo.tag('v1.1.0', 'Release v1.1.0');
    await run('branch', 'start', '1.2.0');
    expect(branch()).toBe('release/v1.2.0');
    await run('cut', '1.2.0-rc.1');
    expect(tagText('v1.2.0-rc.1')).toBe('Release v1.2.0-rc.1');
    await run('promote', 'v1.2.0-rc.1');
    expect(at('v1.2.0')).toBe(at('release/v1.2.0'));
    expect(tagText('v1.2.0')).toBe('Release v1.2.0');
    expect(repo.git('show', 'v1.2.0:package.json')).toBe('{ "version": "1.2.0" }');
    expect(repo.git('show', 'v1.2.0:CHANGELOG.md')).not.toContain('rc.1');
    await run('branch', 'finish', '1.2.0');
    expect(subject('main')).toBe("Merge branch 'release/v1.2.0'");
    expect(repo.git('tag', '--merged', 'main')).toContain('v1.2.0');
  });
});

describe('SOLVEREIGN, under regulated-saas', () => {
  /** What the document has before a release: the artifacts, the checklist with its approvals, and the draft of the manifest. */
  const prepare = async (version: string, ...roles: readonly string[]): Promise<void> => {
    const folder = `releases/v${version}`;
    repo.write(`${folder}/artifacts/preflight_result.json`, '{ "result": "PASS" }\n');
    repo.write(`${folder}/artifacts/soak_result.json`, '{ "result": "PASS", "iterations": 5 }\n');
    repo.write('requirements.txt', 'fastapi==0.110.0\n');
    repo.write('requirements.lock.txt', 'fastapi==0.110.0\nstarlette==0.36.3\n');
    await cliIn(repo, ['checklist', version, ...(roles.length === 1 ? ['--type', 'hotfix'] : [])]);
    const list = readFileSync(join(repo.folder, folder, 'checklist.md'), 'utf8');
    repo.write(
      `${folder}/checklist.md`,
      list.replace(/## Pre-Release[\s\S]*?(?=## Release Day)/, (phase) =>
        // What a check decides is left to it.
        phase.replace(
          /- \[ \](?!.*item: (?:changelog|version-bumped|migration-notes|breaking-changes|everybody))/g,
          '- [x]',
        ),
      ),
    );
    for (const role of roles) {
      const approved = await cliIn(repo, ['approve', role, '--by', `${role}@example.com`, '--release', version]);
      expect(approved.code, approved.stderr).toBe(0);
    }
    const made = await cliIn(repo, ['manifest', 'create', version]);
    expect(made.code, made.stderr).toBe(0);
    const draft = readFileSync(join(repo.folder, folder, 'release_manifest.json'), 'utf8');
    const runtime = '"python_version": "3.12", "postgres_version": "16", "osrm_status": "PARKED",\n  "approvals"';
    repo.commit('docs: prepare the release', {
      [`${folder}/release_manifest.json`]: draft.replace('"approvals"', runtime),
    });
  };
  const LEADS = ['product_owner', 'platform_lead', 'security_lead'];
  const begin = (): void => {
    project('regulated-saas', {
      'CHANGELOG.md': `${PREAMBLE('1.0.0')}## [Unreleased]\n\n### Added\n\n- P0 RLS Security Hardening\n- Wien Pilot Import Pipeline\n\n## [3.6.0] - 2026-01-01\n\n### Added\n\n- Multi-tenant API\n`,
      'package.json': '{ "version": "3.6.0" }\n',
    });
    repo.tag(
      'v3.6.0',
      'Release v3.6.0 - Tenants\n\nHighlights:\n- Multi-tenant API\n\nSee CHANGELOG.md for full details.',
    );
  };

  it('promotes a candidate to the release on the same commit (004-13, 004-17, 004-18)', async () => {
    begin();
    await prepare('3.7.0', ...LEADS);
    await run('cut', '3.7.0');
    expect(repo.git('tag', '--list')).not.toContain('v3.7.0');
    await run('tag', '3.7.0-rc1', '--title', 'Wien Pilot RC1', '--summary', 'soak verified');
    expect(tagText('v3.7.0-rc1')).toBe('Wien Pilot RC1 - soak verified');
    repo.commit('fix: issue');
    await run('tag', '3.7.0-rc2', '--title', 'Wien Pilot RC2', '--summary', 'fixed issue #123');
    await run('promote', '3.7.0-rc2', '--title', 'Wien Pilot GA');
    expect(tagText('v3.7.0')).toBe('Wien Pilot GA - promoted from rc2');
    expect(at('v3.7.0')).toBe(at('v3.7.0-rc2'));
  });

  it('tags a release with its highlights once it is deployed (004-14, 004-15)', async () => {
    begin();
    await prepare('3.7.0', ...LEADS);
    const said = await run('cut', '3.7.0');
    expect(said).toContain('release-ledger tag 3.7.0');
    await run('tag', '3.7.0', '--title', 'Wien Pilot GA');
    expect(tagText('v3.7.0')).toBe(
      'Release v3.7.0 - Wien Pilot GA\n\nHighlights:\n- P0 RLS Security Hardening\n- Wien Pilot Import Pipeline\n\nSee CHANGELOG.md for full details.',
    );
  });

  it('makes a hotfix and tags the merge (004-47, 004-49)', async () => {
    begin();
    await prepare('3.7.0', ...LEADS);
    await run('cut', '3.7.0');
    await run('tag', '3.7.0', '--title', 'Wien Pilot GA');
    await run('hotfix', 'start');
    expect(branch()).toBe('hotfix/v3.7.1');
    const text = `${repo.git('show', 'HEAD:CHANGELOG.md')}\n`;
    repo.commit('fix: close it', {
      'CHANGELOG.md': text.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Fixed\n\n- Grants are checked\n'),
    });
    await prepare('3.7.1', 'security_lead');
    await run('hotfix', 'finish', '--summary', 'check the grants');
    expect(tagText('v3.7.1')).toBe('Hotfix: check the grants');
    expect(at('v3.7.1')).toBe(at('main'));
  });
});
