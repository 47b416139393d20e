import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { TestRepository } from '../../support/repository.ts';

/** How the packages of a repository are tagged, and the versions beside them. */
const STYLES = [
  { style: 'npm with a scope', prefixOf: (name: string) => `@acme/${name}@` },
  { style: 'a name and an at sign', prefixOf: (name: string) => `${name}@` },
  { style: 'a folder, as Go has it', prefixOf: (name: string) => `packages/${name}/v` },
  { style: 'a name and a hyphen', prefixOf: (name: string) => `${name}-v` },
] as const;

const FORMAT =
  'By [Keep a Changelog](https://keepachangelog.com/en/2.0.0/) and [Semantic Versioning](https://semver.org/spec/v2.0.0.html).';

function changelogOf(prefix: string, version: string): string {
  const base = 'https://github.com/acme/mono';
  return `# Changelog\n\n${FORMAT}\n\n## [Unreleased]\n\n## [${version}] - 2026-01-01\n\n### Added\n\n- First\n\n[Unreleased]: ${base}/compare/${prefix}${version}...HEAD\n[${version}]: ${base}/releases/tag/${prefix}${version}\n`;
}

const manifestOf = (name: string, version: string): string =>
  `{\n  "name": "@acme/${name}",\n  "version": "${version}"\n}\n`;

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
});
afterEach(() => repo.remove());

const read = (file: string): string => readFileSync(join(repo.folder, file), 'utf8');
const WEB = 'packages/web/CHANGELOG.md';
const web = (...argv: readonly string[]) => cliIn(repo, ['--changelog', WEB, ...argv]);

/** Two packages, of which the second has later versions, and a policy for both. */
function monorepo(prefixOf: (name: string) => string): void {
  repo.git('remote', 'add', 'origin', 'https://github.com/acme/mono.git');
  repo.commit('Begin', {
    'release-ledger.jsonc':
      '{ "changelog": { "files": ["packages/*/CHANGELOG.md"] }, "commit": { "cut": "Release {tag}" } }\n',
    'package.json': '{ "private": true, "version": "7.0.0" }\n',
    'packages/api/CHANGELOG.md': changelogOf(prefixOf('api'), '3.0.0'),
    'packages/api/package.json': manifestOf('api', '3.0.0'),
    [WEB]: changelogOf(prefixOf('web'), '1.0.0'),
    'packages/web/package.json': manifestOf('web', '1.0.0'),
  });
  repo.tag(`${prefixOf('api')}3.0.0`, 'api');
  repo.tag(`${prefixOf('web')}1.0.0`, 'web');
}

it('says of the first tag of a package that it names none, and what to do about it', async () => {
  const files = (name: string) => ({
    [`packages/${name}/CHANGELOG.md`]: `# Changelog\n\n${FORMAT}\n\n## [Unreleased]\n\n### Added\n\n- A\n\n## [1.0.0] - 2026-01-01\n\n- First\n`,
    [`packages/${name}/package.json`]: manifestOf(name, '1.0.0'),
  });
  repo.commit('Begin', { ...files('web'), ...files('api') });
  const says =
    'No tag of another package can be called v1.1.0. To have tags that name their package, say so in the policy: "tag": { "name": "{name}@{version}" }';
  expect((await web('plan', 'cut')).stdout).toContain(says);
  expect((await web('cut', '--yes')).code).toBe(0);
  const api = ['--changelog', 'packages/api/CHANGELOG.md', 'cut', '1.1.0', '--yes'];
  const refused = await cliIn(repo, api);
  const other = 'error: the tag v1.1.0 exists, and is of something else than packages/api/CHANGELOG.md';
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(`${other}\n  hint: ${says}`)]);
  repo.commit('Name tags', { 'release-ledger.jsonc': '{ "tag": { "name": "{name}@{version}" } }\n' });
  expect((await cliIn(repo, api)).code).toBe(0);
  expect(repo.git('tag', '--points-at', 'HEAD')).toBe('@acme/api@1.1.0');
});

describe.each(STYLES)('a package of several, tagged with $style', ({ prefixOf }) => {
  beforeEach(() => monorepo(prefixOf));

  it('is drafted, looked at, cut and taken back by itself', async () => {
    repo.commit('feat: a page (#7)', { 'packages/web/page.ts': 'x' });
    repo.commit('feat: an endpoint (#8)', { 'packages/api/endpoint.ts': 'x' });
    const drafted = await web('draft', '--format', 'json');
    expect(JSON.parse(drafted.stdout)).toMatchObject({ file: WEB, since: `${prefixOf('web')}1.0.0` });
    expect(read(WEB)).toContain('A page (#7)');
    expect(read(WEB)).not.toContain('endpoint');
    repo.commit('Read the drafts', { [WEB]: read(WEB).replace(/ ?<!-- draft.*?-->/g, '') });
    expect((await web('next')).stdout.trim()).toBe('1.1.0');
    const before = repo.git('rev-parse', 'HEAD');
    const { code, stderr } = await web('cut', '--yes');
    expect([code, stderr]).toEqual([0, expect.stringContaining('Cut 1.1.0')]);
    expect(stderr).toContain(`release-ledger push 1.1.0 --changelog ${WEB}`);
    const tag = `${prefixOf('web')}1.1.0`;
    expect(repo.git('cat-file', '-t', tag)).toBe('tag');
    expect(repo.git('log', '-1', '--format=%s', tag)).toBe(`Release ${tag}`);
    expect(repo.git('diff', '--name-only', before, tag).split('\n')).toEqual([WEB, 'packages/web/package.json']);
    expect(read('packages/web/package.json')).toBe(manifestOf('web', '1.1.0'));
    expect(read(WEB)).toContain('## [1.1.0] - 2026-06-30');
    expect(read(WEB)).toContain(
      `[Unreleased]: https://github.com/acme/mono/compare/${tag}...HEAD\n[1.1.0]: https://github.com/acme/mono/compare/${prefixOf('web')}1.0.0...${tag}\n`,
    );
    const status = JSON.parse((await web('status', '--format', 'json')).stdout);
    expect(status.current).toBe('1.1.0');
    expect(status.releases.map(({ tag: own }: { tag: { name: string } }) => own.name)).toEqual([
      tag,
      `${prefixOf('web')}1.0.0`,
    ]);
    expect(status.versionFiles).toMatchObject([{ file: 'packages/web/package.json', version: '1.1.0', agrees: true }]);
    expect((await web('history', tag)).stdout).toContain('A page');
    expect((await web('check', '--release', '1.1.0', '--max-warnings', '0')).code).toBe(0);
    expect((await web('undo', '--yes')).code).toBe(0);
    expect([repo.git('rev-parse', 'HEAD'), repo.git('tag', '--list', tag)]).toEqual([before, '']);
  });

  it('is mended on a branch, and rolled back with a record, that name it', async () => {
    const tag = `${prefixOf('web')}1.0.1`;
    const started = await web('hotfix', 'start', '--yes');
    expect(started.code, started.stderr).toBe(0);
    repo.git('switch', '--quiet', `hotfix/${tag}`);
    await web('add', 'Fixed', 'A crash');
    repo.commit('fix');
    const finished = await web('hotfix', 'finish', '--yes');
    expect(finished.code, finished.stderr).toBe(0);
    expect(repo.git('tag', '--points-at', `hotfix/${tag}`)).toBe(tag);
    repo.git('switch', '--quiet', 'main');
    const back = await web('rollback', '1.0.1', '--reason', 'Broken', '--yes');
    expect(back.code, back.stderr).toBe(0);
    expect(repo.git('log', '-1', '--format=%s')).toBe(`docs: record the rollback of ${tag}`);
    expect(repo.git('ls-files', 'releases')).toBe(`releases/rollbacks/ROLLBACK-${tag.replaceAll('/', '-')}.md`);
  });

  it('is named in whatever the policy has commits say', async () => {
    const commit = { yank: 'Pull v{version} ({tag})', rollback: 'Back from v{version}', bump: 'To {version}' };
    repo.commit('Policy', {
      'release-ledger.jsonc': JSON.stringify({ changelog: { files: ['packages/*/CHANGELOG.md'] }, commit }),
    });
    const tag = `${prefixOf('web')}1.0.0`;
    expect((await web('plan', 'yank', '1.0.0', '--reason', 'B')).stdout).toContain(`Pull v1.0.0 (${tag})`);
    expect((await web('plan', 'bump', 'minor')).stdout).toContain(`To ${prefixOf('web')}1.1.0`);
    await web('bump', 'minor', '--yes');
    repo.commit('By hand', { [WEB]: read(WEB).replace('## [1.0.0]', '## [1.1.0] - 2026-01-02\n\n- A\n\n## [1.0.0]') });
    repo.tag(`${prefixOf('web')}1.1.0`);
    const back = await web('plan', 'rollback', '1.1.0', '--reason', 'B');
    expect(back.stdout + back.stderr).toContain(`Back from ${prefixOf('web')}1.1.0`);
  });

  it('names the changelog in commands of its own alone', async () => {
    const hotfix = await web('plan', 'hotfix', 'start');
    expect(hotfix.stdout).toContain(`release-ledger hotfix finish --changelog ${WEB}`);
    const yanking = await web('plan', 'yank', '1.0.0', '--reason', 'Broken');
    expect(yanking.stdout).toContain(`docs: mark ${prefixOf('web')}1.0.0 as yanked`);
    expect(yanking.stdout).toContain('then:   git push  (');
  });

  it('is bumped, cut without a tag and tagged by itself', async () => {
    const bumped = await web('bump', 'minor', '--yes');
    expect([bumped.code, read('packages/web/package.json')]).toEqual([0, manifestOf('web', '1.1.0')]);
    expect(repo.git('log', '-1', '--format=%s')).toBe(`chore: bump version to ${prefixOf('web')}1.1.0`);
    expect(read('packages/api/package.json')).toBe(manifestOf('api', '3.0.0'));
    repo.commit('Date it by hand', {
      [WEB]: read(WEB).replace(
        '## [Unreleased]\n',
        '## [Unreleased]\n\n## [1.1.0] - 2026-06-30\n\n### Added\n\n- A page\n',
      ),
    });
    const tagged = await web('tag', '1.1.0', '--yes');
    expect([tagged.code, tagged.stderr]).toEqual([0, expect.stringContaining('Tag 1.1.0')]);
    expect(repo.git('rev-parse', `${prefixOf('web')}1.1.0^{commit}`)).toBe(repo.git('rev-parse', 'HEAD'));
  });

  it('that was never released is tagged as the others are', async () => {
    repo.commit('New', {
      'packages/new/CHANGELOG.md': `# Changelog\n\n${FORMAT}\n\n## [Unreleased]\n\n### Added\n\n- First of new\n`,
      'packages/new/package.json': manifestOf('new', '0.0.1'),
    });
    const { code } = await cliIn(repo, ['cut', '0.1.0', '--yes', '--changelog', 'packages/new/CHANGELOG.md']);
    expect([code, repo.git('tag', '--points-at', 'HEAD')]).toEqual([0, `${prefixOf('new')}0.1.0`]);
    expect(read('packages/new/package.json')).toBe(manifestOf('new', '0.1.0'));
  });

  it('is meant where its folder is the working folder', async () => {
    const { stdout } = await cliIn(repo, ['--cwd', 'packages/web', 'status', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      current: '1.0.0',
      releases: [{ tag: { name: `${prefixOf('web')}1.0.0` } }],
    });
  });
});

describe('--changelog', () => {
  beforeEach(() => monorepo((name) => `${name}@`));

  it('is asked for where there are several, by its name', async () => {
    for (const command of [['cut', '--yes'], ['next'], ['history'], ['add', 'fixed', 'A crash']]) {
      const { code, stderr } = await cliIn(repo, command);
      expect([command, code]).toEqual([command, 2]);
      expect(stderr).toContain('there are several changelogs: packages/api/CHANGELOG.md, packages/web/CHANGELOG.md');
      expect(stderr).toContain('hint: Name the one that is meant: --changelog packages/api/CHANGELOG.md');
    }
  });

  it('limits check to that one, and holds the policy of the working folder', async () => {
    repo.write('packages/api/CHANGELOG.md', 'nothing\n');
    const { stdout } = await web('check', '--format', 'json');
    expect(JSON.parse(stdout).problems.map(({ file }: { file: string }) => file)).toEqual([]);
  });

  it('is not needed by check, which reads the repository once for all of them', async () => {
    const asked = new Set<object>();
    const { code } = await cliIn(repo, ['check'], (opened) => {
      const repository = () => {
        asked.add(opened);
        return opened.repository();
      };
      return { ...opened, repository };
    });
    expect([code, asked.size]).toEqual([0, 1]);
  });

  it.each([
    ['packages/none/CHANGELOG.md', 'does not exist'],
    ['packages', 'is a directory'],
    ['../CHANGELOG.md', 'is no file of'],
    ['packages/*/CHANGELOG.md', 'is no file of'],
  ])('%s is refused, and no other is taken', async (file, reason) => {
    repo.write('HISTORY.md', '# History\n\n## 1.0.0\n\n- A\n');
    for (const command of ['status', 'cut', 'check', 'next']) {
      const { code, stdout, stderr } = await cliIn(repo, ['--changelog', file, command]);
      expect([command, code === 0, stdout.includes('1.0.0')]).toEqual([command, false, false]);
      expect(stderr).toContain(reason);
    }
  });
});
