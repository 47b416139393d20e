import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import { TestRepository } from '../support/repository.ts';

let repo: TestRepository;

beforeEach(() => {
  repo = new TestRepository();
  repo.git('remote', 'add', 'origin', 'https://github.com/acme/tidewater.git');
});
afterEach(() => repo.remove());

const head = (version = '1.1.0') =>
  `# Changelog\n\nThe format is based on [Keep a Changelog](https://keepachangelog.com/en/${version}/),\nand this project adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).\n\n`;
const at = (name: string) => path.join(repo.folder, name);
const read = (name: string) => fs.readFileSync(at(name), 'utf8');

async function run(...argv: readonly string[]) {
  const done = await cliIn(repo, argv, undefined, { env: { SOURCE_DATE_EPOCH: '1767873600' } });
  return { ...done, all: `${done.stdout}${done.stderr}` };
}

/** The rules about records that find an error or a warning. What documents lack beside them is another matter. */
async function complaints(): Promise<readonly string[]> {
  const { stdout } = await run('check', '--format', 'json');
  const { problems } = JSON.parse(stdout) as { problems: { rule: string; severity: string }[] };
  const own = problems.filter(
    ({ rule, severity }) =>
      /^(?:changelog|ledger|manifest|policy)\//.test(rule) && /^(?:error|warning)$/.test(severity),
  );
  return own.map(({ rule }) => rule);
}

function begin(profile: string, changelog: string, files: Readonly<Record<string, string>> = {}): void {
  repo.commit('chore: begin', {
    'release-ledger.jsonc': JSON.stringify({ extends: profile }),
    'CHANGELOG.md': changelog,
    ...files,
  });
}

describe('a release of QMS Dashboard', () => {
  const section = (version: string, title: string) =>
    `## [${version}] - 2026-01-01\n\n### ${title}\n\n**Objective:** Say how releases are made.\n\n#### Added\n\n- The release process\n\n#### Breaking Changes\n\nNone\n\n#### Verification\n\n- Phase 6 Regression Tests: 6/6 passing\n\n`;
  const MANIFEST = 'releases/RELEASE-MANIFEST-0.7.3.md';

  async function release(): Promise<void> {
    begin('audit-trail', head('1.0.0') + section('0.7.2', 'Phase 7 WS-3: Documentation'), {
      'src/backend/main.py': 'a\n',
    });
    repo.tag('v0.7.2', 'Release v0.7.2: Phase 7 WS-3: Documentation\n\nSummary.\n\nSee CHANGELOG.md for details.');
    repo.commit('docs: release governance', {
      'CHANGELOG.md':
        head('1.0.0') + section('0.7.3', 'Phase 7 WS-4: Governance') + section('0.7.2', 'Phase 7 WS-3: Documentation'),
      'src/backend/main.py': 'a\nb\n',
    });
    repo.write('out.txt', 'Phase 6 Regression Tests: 6/6 passing\n');
    const { code, all } = await run('manifest', 'create', '0.7.3', '--type', 'Workstream', '--tests', 'out.txt');
    expect(code, all).toBe(0);
  }

  it('has a manifest with its changes, files and tests, which agrees with changelog and git (000-47)', async () => {
    await release();
    const text = read(MANIFEST);
    for (const part of [
      'v0.7.3',
      '**Release Type:** Workstream',
      '**Previous Version:** 0.7.2',
      '- src/backend/main.py (2 lines, +1/-0)',
      '6/6',
    ])
      expect(text).toContain(part);
    expect(await complaints()).not.toContain('manifest/broken-changelog-link');
    repo.write(MANIFEST, text.replace('../CHANGELOG.md#', '../CHANGES.md#'));
    expect(await complaints()).toContain('manifest/broken-changelog-link');
    repo.write(MANIFEST, text.replace('CHANGELOG.md#073', 'CHANGELOG.md#072'));
    expect(await complaints()).toContain('manifest/broken-changelog-link');
  });

  it('has a list of digests that finds what changed since', async () => {
    await release();
    expect((await run('checksums', 'create', '0.7.3')).code).toBe(0);
    expect((await run('checksums', 'verify', 'releases/checksums-0.7.3.txt')).code).toBe(0);
    repo.write('src/backend/main.py', 'b\n');
    expect((await run('checksums', 'verify', 'releases/checksums-0.7.3.txt')).all).toContain('src/backend/main.py');
  });

  it('may list the digests of some files in its manifest, which is optional there', async () => {
    await release();
    repo.write('src/backend/config.py', 'c\n');
    const all = await complaints();
    expect(all).not.toContain('manifest/unlisted-file');
  });
});

describe('a release of DJP Workflow', () => {
  it('is the same in changelog, tag and version files', async () => {
    const section = (version: string) => `## [${version}] - 2026-01-01\n\n### Added\n- Connectors for ${version}\n\n`;
    begin('python-package', head() + section('1.0.0'), {
      'pyproject.toml': '[project]\nname = "djp"\nversion = "1.0.0"\n',
    });
    repo.tag('v1.0.0', 'Release v1.0.0\n\nHighlights:\n- Connectors\n\nFull changelog: https://example.com');
    repo.commit('chore(release): release v1.1.0', { 'CHANGELOG.md': head() + section('1.1.0') + section('1.0.0') });
    repo.tag('v1.1.0', 'Release v1.1.0\n\nHighlights:\n- Connectors\n\nFull changelog: https://example.com');
    expect(await complaints()).toEqual(['ledger/version-file-behind']);
    repo.write('pyproject.toml', '[project]\nname = "djp"\nversion = "1.1.0"\n');
    expect(await complaints()).toEqual([]);
  });
});

describe('a release of Sybernix and QuASIM', () => {
  it('leaves archives, a bill of materials and a statement of where they come from (002-08, 002-21)', async () => {
    begin(
      'container-platform',
      '# Changelog\n\nThis project adheres to [Semantic Versioning 2.0.0](https://semver.org/).\n\n## v1.0.0 - 2026-01-01\n\n### Features\n- **[API]** Serve circuits (#11)\n',
      { 'requirements.txt': 'numpy==2.0.0\n', 'pyproject.toml': '[project]\nname = "quasim"\nversion = "1.0.0"\n' },
    );
    repo.tag('v1.0.0', 'Release v1.0.0');
    expect(await complaints()).toEqual([]);
    for (const format of ['tar.gz', 'zip']) expect((await run('bundle', '1.0.0', '--format', format)).code).toBe(0);
    expect(fs.readdirSync(at('releases')).sort()).toEqual([
      'tidewater-v1.0.0.tar.gz',
      'tidewater-v1.0.0.tar.gz.intoto.json',
      'tidewater-v1.0.0.zip',
      'tidewater-v1.0.0.zip.intoto.json',
    ]);
    expect((await run('bundle', 'verify', 'releases/tidewater-v1.0.0.zip')).code).toBe(0);
    repo.write('releases/sbom-v1.0.0.json', (await run('sbom', '1.0.0')).stdout);
    const missing = await run('artifacts', '1.0.0', '--format', 'json');
    const files = (JSON.parse(missing.stdout).findings as { file: string }[]).map(({ file }) => file);
    expect(files).toEqual([
      'releases/*-v1.0.0.tgz',
      'releases/*.sig',
      'releases/*.sarif',
      '.github/workflows/release.yml',
    ]);
  });
});

describe('a release of Helpdesk', () => {
  it('says what changed in its dependencies, and which image is behind', async () => {
    const section = (version: string) => `## [${version}] - 2026-01-01\n\n### Added\n- Tickets of ${version}\n\n`;
    const compose = (tag: string) =>
      `services:\n  web:\n    image: helpdesk-platform:${tag}\n  db:\n    image: postgres:16\n`;
    begin('web-platform', head() + section('1.0.0'), {
      'package.json': '{ "version": "1.0.0" }\n',
      'docker-compose.yml': compose('1.0.0'),
      'requirements.txt': 'django==5.0.0\n',
    });
    repo.tag('v1.0.0', 'Release v1.0.0');
    repo.commit('feat: tickets', {
      'CHANGELOG.md': head() + section('1.1.0') + section('1.0.0'),
      'package.json': '{ "version": "1.1.0" }\n',
      'requirements.txt': 'django==5.1.0\n',
    });
    repo.tag('v1.1.0', 'Release v1.1.0');
    expect(await complaints()).toContain('ledger/version-file-behind');
    repo.write('docker-compose.yml', compose('1.1.0'));
    expect(await complaints()).not.toContain('ledger/version-file-behind');
    expect((await run('deps', 'v1.0.0..v1.1.0')).stdout).toContain('Updated: django 5.0.0 → 5.1.0');
  });
});

describe('a release of SOLVEREIGN', () => {
  it('has its folder: manifest, migrations, artifacts and digests, which all agree', async () => {
    const section = (version: string, notes = '') =>
      `## [${version}] - 2026-01-01\n\n### Security\n- [CVE-2026-12345] Fixed bypass of ${version}\n\n${notes}`;
    begin('regulated-saas', head('1.0.0') + section('3.6.0'), { 'requirements.txt': 'x==1.0\n' });
    repo.tag('v3.6.0', 'Release v3.6.0');
    const folder = 'releases/v3.7.0';
    repo.commit('chore: release v3.7.0', {
      'CHANGELOG.md':
        head('1.0.0') + section('3.7.0', '### Migration Notes\n- Apply migration 025 in order\n\n') + section('3.6.0'),
      [`${folder}/migrations/025_tenants.sql`]: 'select 1;\n',
      [`${folder}/artifacts/preflight_result.json`]: '{}\n',
    });
    const { code, all } = await run('manifest', 'create', '3.7.0');
    expect(code, all).toBe(0);
    const manifest = JSON.parse(read(`${folder}/release_manifest.json`));
    expect(manifest).toMatchObject({
      ...{ version: '3.7.0', git_tag: 'v3.7.0', migrations_applied: ['025_tenants'] },
      ...{ approvals: { product_owner: 'pending', platform_lead: 'pending', security_lead: 'pending' } },
    });
    expect(Object.keys(manifest.checksums)).toEqual([
      `${folder}/artifacts/preflight_result.json`,
      `${folder}/migrations/025_tenants.sql`,
    ]);
    expect(await complaints()).toContain('manifest/missing-approval');
    expect((await run('checksums', 'create', '3.7.0')).code).toBe(0);
    expect((await run('checksums', 'verify', `${folder}/checksums.txt`)).code).toBe(0);
    fs.renameSync(at(`${folder}/migrations/025_tenants.sql`), at(`${folder}/migrations/026_tenants.sql`));
    const rules = await complaints();
    expect(rules).toContain('manifest/unknown-migration');
    expect((await run('checksums', 'verify', `${folder}/checksums.txt`)).code).toBe(1);
    const missing = JSON.parse((await run('artifacts', '3.7.0', '--format', 'json')).stdout).findings;
    expect(missing.map(({ file }: { file: string }) => file.split('/').at(-1))).toEqual([
      ...['verify_hardening.txt', 'acl_scan_report.json', 'cutover_summary.json'],
      'requirements.txt',
    ]);
  });
});
