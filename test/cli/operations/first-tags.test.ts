import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { TestRepository } from '../../support/repository.ts';

const CHANGELOG =
  '# Changelog\n\nBy [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/spec/v2.0.0.html).\n\n## [Unreleased]\n\n### Added\n\n- A page\n';

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
  repo.git('remote', 'add', 'origin', 'https://example.com/o/r.git');
});
afterEach(() => repo.remove());

const UI = 'packages/web/CHANGELOG.md';
const API = 'packages/api/CHANGELOG.md';
const on = (file: string, ...argv: readonly string[]) => cliIn(repo, ['--changelog', file, ...argv]);
const read = (file: string): string => readFileSync(join(repo.folder, file), 'utf8');
const json = (text: string) => JSON.parse(text);

/** Two packages that were never tagged, one of them in a folder of another name. */
function packages(name: string, settings: object = {}): void {
  repo.commit('Begin', {
    'release-ledger.jsonc': JSON.stringify({
      tag: { name },
      ...settings,
      rules: { 'ledger/unexpected-tag-name': 'error', 'ledger/date-differs-from-tag': 'off' },
    }),
    [UI]: CHANGELOG,
    'packages/web/package.json': '{\n  "name": "@acme/ui",\n  "version": "0.0.0"\n}\n',
    [API]: CHANGELOG,
    'packages/api/package.json': '{\n  "name": "@acme/api",\n  "version": "0.0.0"\n}\n',
  });
}

describe.each([
  ['{name}@{version}', '@acme/ui@', '@acme/api@'],
  ['{name}-v{version}', '@acme/ui-v', '@acme/api-v'],
  ['release/{name}/v{version}', 'release/@acme/ui/v', 'release/@acme/api/v'],
])('packages that were never tagged, by the name %s', (name, ui, api) => {
  beforeEach(() => packages(name));

  it('are tagged by their own names from the first release on', async () => {
    expect((await on(UI, 'plan', 'cut', '0.1.0')).stdout).toContain(`${ui}0.1.0`);
    for (const [file, prefix] of [
      [UI, ui],
      [API, api],
    ] as const) {
      const cut = await on(file, 'cut', '0.1.0', '--yes');
      expect([cut.code, cut.stderr]).toEqual([0, expect.stringContaining('Cut 0.1.0')]);
      expect(repo.git('tag', '--points-at', 'HEAD')).toBe(`${prefix}0.1.0`);
    }
    const status = json((await on(UI, 'status', '--format', 'json')).stdout);
    expect([status.current, status.releases[0].tag.name]).toEqual(['0.1.0', `${ui}0.1.0`]);
    expect((await on(UI, 'add', 'Added', 'A second page')).code).toBe(0);
    repo.commit('Add a page', { 'packages/web/page.ts': 'x', [UI]: read(UI) });
    expect((await on(UI, 'next')).stdout.trim()).toBe('0.2.0');
    expect((await on(UI, 'cut', '--yes')).code).toBe(0);
    expect(repo.git('tag', '--points-at', 'HEAD')).toBe(`${ui}0.2.0`);
    expect((await on(UI, 'notes', '0.2.0')).stdout).toContain('A second page');
    const { problems } = json((await cliIn(repo, ['check', '--format', 'json'])).stdout);
    expect(problems.filter(({ rule }: { rule: string }) => rule.startsWith('ledger/'))).toEqual([]);
  });

  it('tag what was cut before by their own names', async () => {
    repo.commit('Cut by hand', {
      [UI]: CHANGELOG.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [0.1.0] - 2026-06-30\n'),
      'packages/web/package.json': '{\n  "name": "@acme/ui",\n  "version": "0.1.0"\n}\n',
    });
    const { code, stderr } = await on(UI, 'tag', '0.1.0', '--yes');
    expect([code, stderr]).toEqual([0, expect.stringContaining(ui)]);
    expect(repo.git('tag')).toBe(`${ui}0.1.0`);
  });

  it('have manifests named by their own tags', async () => {
    packages(name, { manifest: { path: 'releases/{tag}.json', forms: ['json'] } });
    expect((await on(UI, 'cut', '0.1.0', '--yes')).code).toBe(0);
    const own = `releases/${ui.replaceAll('/', '-')}0.1.0.json`;
    expect(json(read(own)).version).toBe('0.1.0');
    const verified = await on(UI, 'manifest', 'verify', own);
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining(`the day of the tag ${ui}0.1.0`)]);
  });
});

it('links the releases of a package by the tags that it will have', async () => {
  packages('{name}@{version}');
  const linked = `${CHANGELOG}\n## [0.1.0] - 2026-06-01\n\n### Added\n\n- A start\n\n[Unreleased]: https://github.com/o/r/compare/@acme/ui@0.1.0...HEAD\n[0.1.0]: https://github.com/o/r/releases/tag/@acme/ui@0.1.0\n`;
  repo.commit('Write it down', { [UI]: linked });
  repo.tag('@acme/ui@0.1.0');
  expect((await on(UI, 'cut', '--yes')).code).toBe(0);
  expect(read(UI)).toContain('[0.2.0]: https://github.com/o/r/compare/@acme/ui@0.1.0...@acme/ui@0.2.0\n');
});

it('names the release of a project with one package, too, whose records need no name', async () => {
  repo.commit('Begin', {
    'release-ledger.jsonc':
      '{ "tag": { "name": "{name}@{version}" }, "manifest": { "required": { "all": ["tag"] } } }\n',
    'CHANGELOG.md': CHANGELOG,
    'Cargo.toml': '[package]\nname = "ui"\nversion = "0.0.0"\n',
  });
  expect((await cliIn(repo, ['cut', '0.1.0', '--yes'])).code).toBe(0);
  expect(repo.git('tag')).toBe('ui@0.1.0');
  expect((await cliIn(repo, ['manifest', 'blank', '0.1.0'])).code).toBe(0);
  expect(read('releases/RELEASE-MANIFEST-0.1.0.md')).toContain('ui@0.1.0');
});

it('says in a release script and a workflow what tags are called', async () => {
  repo.commit('Begin', {
    'release-ledger.jsonc': '{ "tag": { "name": "{name}-v{version}" } }\n',
    'CHANGELOG.md': CHANGELOG,
    'package.json': '{ "name": "ui", "version": "0.0.0" }\n',
  });
  expect((await cliIn(repo, ['init', '--ci', 'release'])).code).toBe(0);
  expect(read('scripts/release.sh')).toContain(`tag='ui-v'"$version"\n`);
  expect((await cliIn(repo, ['init', '--ci', 'github'])).code).toBe(0);
  expect(read('.github/workflows/release-ledger.yml')).toContain("tags: ['*-v*']");
  expect(read('.github/workflows/release-ledger.yml')).toContain(`--release "\${TAG##*-v}"`);
});
