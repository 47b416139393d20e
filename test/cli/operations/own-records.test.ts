import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CENTRAL_TWO, centralRepository } from '../../support/central-repository.ts';
import { cliIn } from '../../support/cli-in.ts';
import { TestRepository } from '../../support/repository.ts';

const FORMAT =
  'By [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/spec/v2.0.0.html).';
const changelogOf = (version: string): string =>
  `# Changelog\n\n${FORMAT}\n\n## [Unreleased]\n\n### Added\n\n- A page\n\n## [${version}] - 2026-01-01\n\n### Added\n\n- First\n`;

/** How the packages are tagged, and what the records of web 1.1.0 are then named by. */
const STYLES = [
  { prefixOf: (name: string) => `${name}@`, name: 'web@1.1.0' },
  { prefixOf: (name: string) => `@acme/${name}@`, name: '@acme-web@1.1.0' },
  { prefixOf: (name: string) => `packages/${name}/v`, name: 'packages-web-v1.1.0' },
] as const;

const POLICY = {
  changelog: { files: ['packages/*/CHANGELOG.md'] },
  approvals: { all: [{ role: 'Release Manager' }] },
  checklists: {
    presence: 'required',
    phases: [{ name: 'Later', from: 1, to: 1, blocks: 'nothing', groups: [{ items: [{ text: 'Announced' }] }] }],
  },
  manifest: { path: 'releases/{tag}/manifest.{ext}', forms: ['json'] },
  gates: { commands: [{ name: 'tests', command: [process.execPath, '--version'] }] },
};

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
});
afterEach(() => repo.remove());

const run = (...argv: readonly string[]) => cliIn(repo, argv, undefined, { env: repo.environment() });
const of = (name: string, ...argv: readonly string[]) => run('--changelog', `packages/${name}/CHANGELOG.md`, ...argv);
const read = (file: string): string => readFileSync(join(repo.folder, file), 'utf8');
const isThere = (file: string): boolean => existsSync(join(repo.folder, file));

/** Two packages that come to the same version, under one policy. */
function monorepo(prefixOf: (name: string) => string, policy: object = POLICY): void {
  repo.commit('Begin', {
    'release-ledger.jsonc': JSON.stringify(policy),
    'packages/api/CHANGELOG.md': changelogOf('1.0.0'),
    'packages/api/package.json': '{ "name": "@acme/api", "version": "1.0.0" }\n',
    'packages/web/CHANGELOG.md': changelogOf('1.0.0'),
    'packages/web/package.json': '{ "name": "@acme/web", "version": "1.0.0" }\n',
  });
  repo.tag(`${prefixOf('api')}1.0.0`, 'api');
  repo.tag(`${prefixOf('web')}1.0.0`, 'web');
}

const done = async (call: Promise<{ code: number; stdout: string; stderr: string }>) => {
  const result = await call;
  expect(result.code, result.stdout + result.stderr).toBe(0);
  return result;
};

describe.each(STYLES)('records of two packages under one policy, as $name', ({ prefixOf, name }) => {
  beforeEach(() => monorepo(prefixOf));

  it('count for one of them', async () => {
    await done(of('web', 'checklist', '1.1.0'));
    await done(of('web', 'approve', 'Release Manager', '--by', 'Ada', '--release', '1.1.0'));
    expect(read(`releases/checklists/${name}.md`)).toContain('Ada');
    await done(of('web', 'gate', '--release', '1.1.0', '--yes'));
    expect(isThere(`releases/gates/${name}/tests.json`)).toBe(true);
    await done(of('web', 'manifest', 'create', '1.1.0'));
    expect(JSON.parse(read(`releases/${name}/manifest.json`))).toMatchObject({ version: '1.1.0' });
    for (const kind of ['checklists/1.1.0.md', 'gates/1.1.0/tests.json', 'v1.1.0/manifest.json'])
      expect(isThere(`releases/${kind}`), kind).toBe(false);

    const blocked = await of('api', 'cut', '1.1.0', '--yes');
    expect(blocked.code).toBe(1);
    expect(blocked.stderr).toContain(`1.1.0 has no checklist (releases/checklists/${name.replace('web', 'api')}.md)`);
    expect(blocked.stderr).toContain('release-ledger --changelog packages/api/CHANGELOG.md checklist 1.1.0');
    expect(blocked.stderr).toContain('Release Manager has not approved 1.1.0');
    expect(blocked.stderr).toContain('tests');
    const recorded = await of('api', 'gate', '--release', '1.1.0', '--recorded', '--format', 'json');
    expect(JSON.parse(recorded.stdout)).toMatchObject({ gates: [{ state: 'not-run' }] });
    const own = await of('web', 'gate', '--release', '1.1.0', '--recorded', '--format', 'json');
    expect(JSON.parse(own.stdout)).toMatchObject({ gates: [{ state: 'passed' }] });
    const web = await of('web', 'plan', 'cut', '1.1.0');
    expect(web.stderr + web.stdout).not.toMatch(/no checklist|has not approved|gate tests/);
  });
});

describe('records of a package under one policy', () => {
  const release = async (name: string) => {
    await done(of(name, 'checklist', '1.1.0'));
    await done(of(name, 'approve', 'Release Manager', '--by', 'Ada', '--release', '1.1.0'));
  };

  it('are made with its release, and hold for that in check and audit', async () => {
    // A gate is recorded with the time at which it ran, which is no day of the test's.
    monorepo(STYLES[0].prefixOf, { ...POLICY, gates: {} });
    await release('web');
    repo.commit('Records');
    await done(of('web', 'cut', '1.1.0', '--yes'));
    expect(repo.git('tag', '--points-at', 'HEAD')).toBe('web@1.1.0');
    expect(repo.git('show', '--name-only', '--format=', 'HEAD').split('\n')).toContain(
      'releases/web@1.1.0/manifest.json',
    );
    expect(JSON.parse(read('releases/web@1.1.0/manifest.json'))).toMatchObject({ version: '1.1.0' });
    const audit = JSON.parse((await of('web', 'audit', '1.1.0', '--format', 'json')).stdout);
    expect(JSON.stringify(audit)).toContain('releases/checklists/web@1.1.0.md');
    expect(JSON.stringify(audit)).toContain('releases/web@1.1.0/manifest.json');
    for (const [name, is] of [
      ['web', true],
      ['api', false],
    ] as const) {
      const { stdout, stderr } = await of(name, 'check', '--format', 'json');
      expect(stdout + stderr).not.toMatch(/manifest\/(?:version-without-section|wrong-tag-name|deleted)/);
      const status = JSON.parse((await of(name, 'status', '--format', 'json')).stdout);
      const found = status.releases.find((each: { version: string }) => each.version === '1.1.0')?.manifest ?? null;
      expect(found !== null).toBe(is);
    }
  });

  it('are held against their own release where no changelog is named', async () => {
    monorepo(STYLES[0].prefixOf, { ...POLICY, gates: {}, checksums: { include: ['packages/*/package.json'] } });
    await done(of('web', 'manifest', 'create', '1.0.0'));
    await done(of('web', 'checksums', 'create', '1.0.0'));
    await done(of('web', 'checklist', '1.1.0'));
    const manifest = 'releases/web@1.0.0/manifest.json';
    const list = 'releases/checklists/web@1.1.0.md';
    const rulesOf = async (...argv: readonly string[]): Promise<readonly string[]> => {
      const { problems } = JSON.parse((await run('check', '--format', 'json', ...argv)).stdout);
      return problems.flatMap(({ rule, file }: { rule: string; file: string }) =>
        file === manifest || file === list ? [rule] : [],
      );
    };
    expect(await rulesOf()).not.toContain('manifest/wrong-tag-name');
    repo.write(manifest, read(manifest).replace('"First"', '"Another"').replace('"web@1.0.0"', '"api@1.0.0"'));
    repo.write(list, read(list).replace('Release: web@1.1.0', 'Release: web@1.2.0'));
    const wrong = [
      'docs/checklist-of-other-version',
      'manifest/changes-differ-from-changelog',
      'manifest/wrong-tag-name',
    ];
    expect(await rulesOf()).toEqual(expect.arrayContaining(wrong));
    const named = await rulesOf(list);
    expect(named).toContain('docs/checklist-of-other-version');
    expect(named.filter((rule) => !rule.startsWith('docs/'))).toEqual([]);
    const sums = 'releases/checksums-web@1.0.0.txt';
    repo.write(sums, read(sums).replace(/^.*packages\/api.*\n/m, ''));
    const verified = await run('checksums', 'verify', sums);
    expect([verified.code, verified.stdout]).toEqual([1, expect.stringContaining('packages/api/package.json')]);
  });

  it('are found by the version alone where nothing else has it', async () => {
    monorepo(STYLES[0].prefixOf);
    const list =
      '# Release Checklist: 0.9.0\n\nRelease: v0.9.0\n\n## Approvals\n\n- [x] Release Manager — Ada, 2026-01-01\n';
    repo.commit('Old records', {
      'releases/checklists/0.9.0.md': list,
      'releases/checklists/1.0.0.md': list.replaceAll('0.9.0', '1.0.0'),
      'releases/checklists/1.1.0.md': list.replaceAll('0.9.0', '1.1.0'),
    });
    repo.tag('web@0.9.0');
    const pathOf = async (name: string, version: string): Promise<string | undefined> => {
      const { stdout } = await of(name, 'audit', version, '--format', 'json');
      return /releases\/checklists\/[^"\s]*\.md/.exec(stdout)?.[0];
    };
    expect(await pathOf('web', '0.9.0')).toBe('releases/checklists/0.9.0.md');
    expect(await pathOf('web', '1.0.0')).toBe(undefined);
    expect(await pathOf('api', '1.0.0')).toBe(undefined);
    const { code, stderr } = await of('web', 'cut', '1.1.0', '--yes');
    expect([code, stderr]).toEqual([1, expect.stringContaining('no checklist (releases/checklists/web@1.1.0.md)')]);
  });

  it('are found by the version alone before a release, where no tag is of anything else', async () => {
    const list =
      '# Release Checklist: 1.1.0\n\n## Approvals\n\n- [x] Release Manager – Ada, 2026-01-01 <!-- approval: release_manager -->\n';
    repo.commit('Begin', {
      'release-ledger.jsonc': JSON.stringify({ ...POLICY, changelog: { files: ['app/CHANGELOG.md'] } }),
      'app/CHANGELOG.md': changelogOf('1.0.0'),
      'releases/checklists/1.1.0.md': list,
    });
    repo.tag('app@1.0.0');
    repo.tag('app@0.9.0');
    await done(run('gate', '--release', '1.1.0', '--yes'));
    expect(isThere('releases/gates/app@1.1.0/tests.json')).toBe(true);
    const missing = async () => (await run('cut', '1.1.0', '--yes')).stderr.includes('no checklist');
    expect(await missing()).toBe(false);
    repo.write(
      'releases/gates/1.2.0/tests.json',
      read('releases/gates/app@1.1.0/tests.json').replaceAll('1.1.0', '1.2.0'),
    );
    const { stdout } = await run('gate', '--release', '1.2.0', '--recorded', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ gates: [{ state: expect.not.stringMatching('not-run') }] });
    // As soon as something else is released it may be the other's.
    repo.tag('web@1.0.0');
    expect(await missing()).toBe(true);
  });

  it('stay where they are in a folder with one changelog', async () => {
    repo.commit('Begin', {
      'release-ledger.jsonc': JSON.stringify({ ...POLICY, changelog: { files: ['CHANGELOG.md'] } }),
      'CHANGELOG.md': changelogOf('1.0.0'),
      'package.json': '{ "name": "web", "version": "1.0.0" }\n',
    });
    repo.tag('web@1.0.0');
    await done(run('checklist', '1.1.0'));
    await done(run('gate', '--release', '1.1.0', '--yes'));
    await done(run('manifest', 'create', '1.1.0'));
    for (const path of ['checklists/1.1.0.md', 'gates/1.1.0/tests.json', 'v1.1.0/manifest.json'])
      expect(isThere(`releases/${path}`), path).toBe(true);
  });

  it('name the component in a changelog of several, and are made for what most releases are of', async () => {
    repo.remove();
    repo = centralRepository();
    const text = CENTRAL_TWO.replace('## [Unreleased]\n', '## [Unreleased]\n\n### Added\n\n- More\n');
    const policy = JSON.stringify({ ...POLICY, changelog: {}, gates: {} });
    repo.commit('More', { 'CHANGELOG.md': text, 'release-ledger.jsonc': policy });
    await done(run('checklist', '1.2.0'));
    await done(run('manifest', 'create', '1.2.0'));
    expect(isThere('releases/checklists/core@1.2.0.md')).toBe(true);
    expect(JSON.parse(read('releases/core@1.2.0/manifest.json'))).toMatchObject({ version: '1.2.0' });
  });

  it('are made for each component of a changelog that somebody names, by its tag, its section or its name', async () => {
    repo.remove();
    repo = centralRepository();
    // Two components with one version: what one is told by must not be the other's.
    const both = CENTRAL_TWO.replace(
      '## [web@1.0.0]',
      '## [web@1.1.0] - 2026-01-01\n\n### Added\n\n- A second page\n\n## [web@1.0.0]',
    );
    repo.commit('More', {
      'CHANGELOG.md': both,
      'release-ledger.jsonc': JSON.stringify({ ...POLICY, changelog: {}, checksums: { include: ['package.json'] } }),
    });
    repo.tag('web/v1.1.0', 'Web 1.1.0');
    for (const name of ['web/v1.1.0', 'web@1.1.0', 'web 1.1.0']) {
      const { stdout } = await done(run('manifest', 'create', name, '--stdout'));
      const made = JSON.parse(stdout);
      expect(made).toMatchObject({ version: '1.1.0', git_tag: 'web/v1.1.0', previous_version: '1.0.0' });
      expect(made.changes).toEqual({ Added: ['A second page'] });
      expect((await done(run('notes', name))).stdout).toContain('A second page');
    }
    expect((await done(run('notes', '1.1.0'))).stdout).toContain('A crash of the core');
    const main = JSON.parse((await done(run('manifest', 'create', 'core@1.1.0', '--stdout'))).stdout);
    expect(main).toMatchObject({ git_tag: 'core@1.1.0', previous_version: '1.0.0' });

    await done(run('manifest', 'create', 'web@1.1.0'));
    await done(run('checklist', 'web@1.1.0'));
    await done(run('approve', 'Release Manager', '--by', 'Ada', '--release', 'web/v1.1.0'));
    await done(run('gate', '--release', 'web@1.1.0', '--yes'));
    await done(run('checksums', 'create', 'web@1.1.0'));
    await done(run('bundle', 'web@1.1.0'));
    await done(run('audit', 'record', 'web@1.1.0'));
    for (const path of [
      'web-v1.1.0/manifest.json',
      'checklists/web-v1.1.0.md',
      'gates/web-v1.1.0/tests.json',
      'checksums-web-v1.1.0.txt',
      'r-web-v1.1.0.tar.gz',
    ])
      expect(isThere(`releases/${path}`), path).toBe(true);
    const { problems } = JSON.parse((await run('check', '--format', 'json')).stdout);
    const rules = problems.filter(({ file }: { file: string }) => file.startsWith('releases/'));
    expect(rules.map(({ rule }: { rule: string }) => rule)).not.toContain('manifest/wrong-tag-name');
    expect(rules.some(({ file }: { file: string }) => file === 'releases/web-v1.1.0/manifest.json')).toBe(true);

    const { releases } = JSON.parse((await done(run('audit', '--format', 'json'))).stdout);
    const foundOf = (version: string): string =>
      JSON.stringify(releases.find((each: { version: string }) => each.version === version)?.steps);
    for (const says of ['releases/web-v1.1.0/manifest.json', 'Ada', 'web/v1.1.0', 'production'])
      expect(foundOf('web 1.1.0'), says).toContain(says);
    expect(foundOf('core 1.1.0')).toContain('core@1.1.0');
    expect(foundOf('core 1.1.0')).not.toMatch(/web-v1\.1\.0|Ada|production/);
    const status = JSON.parse((await done(run('status', '--format', 'json'))).stdout);
    const manifests = status.releases.flatMap(
      (each: { component: string; version: string; manifest: object | null }) =>
        each.manifest ? [`${each.component} ${each.version}`] : [],
    );
    expect(manifests).toEqual(['web 1.1.0']);
    const sbom = JSON.parse((await done(run('sbom', 'web@1.0.0'))).stdout);
    expect(sbom.metadata).toMatchObject({ component: { version: '1.0.0' } });
  });

  it('are refused for what is no version, and for a check of what does not ship from there', async () => {
    repo.remove();
    repo = centralRepository();
    repo.commit('Policy', { 'release-ledger.jsonc': JSON.stringify({ ...POLICY, changelog: {} }) });
    const check = (release: string) => run('check', '--release', release);
    expect((await check('core@1.1.0')).stdout).not.toContain('is no version');
    expect(await check('web/v1.0.0')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        '--release web/v1.0.0 is a release of web, and from CHANGELOG.md a release of core ships, because most of its releases are of core\n  hint: Without --release all of them are checked',
      ),
    });
    for (const argv of [
      ['check', '--release', 'nix@1.0.0'],
      ['checklist', 'nix@1.0.0'],
      ['gate', '--release', 'nix@1.0.0', '--yes'],
    ]) {
      const { code, stderr } = await run(...argv);
      expect([code, stderr]).toEqual([2, expect.stringContaining('nix@1.0.0 is no version')]);
    }
  });

  it('take the tag of a package for its version', async () => {
    monorepo(STYLES[0].prefixOf);
    await done(of('web', 'checklist', 'web@1.1.0'));
    await done(of('web', 'approve', 'Release Manager', '--by', 'Ada', '--release', 'web@1.1.0'));
    await done(of('web', 'audit', 'record', '1.0.0'));
    expect(read('releases/checklists/web@1.1.0.md')).toContain('Ada');
    const deployed = async (name: string) =>
      (await done(of(name, 'audit', '1.0.0', '--format', 'json'))).stdout.includes('production');
    expect([await deployed('web'), await deployed('api')]).toEqual([true, false]);
  });
});
