import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenRepository } from '../../src/host/git/open-repository.ts';
import { cliIn } from '../support/cli-in.ts';
import { TestRepository } from '../support/repository.ts';

const CHANGELOG = '# Changelog\n\n## [1.1.0] - 2026-01-01\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n';
const lock = (version: string): string =>
  JSON.stringify({
    packages: { '': { dependencies: { a: '^1.0.0' } }, 'node_modules/a': { version }, 'node_modules/b': { version } },
  });

let repo: TestRepository;

beforeEach(() => {
  repo = new TestRepository();
  repo.commit('one', {
    'CHANGELOG.md': CHANGELOG,
    'package.json': '{ "dependencies": { "a": "^1.0.0" } }\n',
    'package-lock.json': lock('1.0.0'),
    'api/requirements.txt': 'x==1.0\ny==1.0\n',
  });
  repo.tag('v1.0.0');
  repo.commit('two', { 'package-lock.json': lock('1.1.0'), 'api/requirements.txt': 'x==2.0\nz==1.0\n' });
  repo.tag('v1.1.0');
});
afterEach(() => repo.remove());

const cli = (...argv: readonly string[]) => cliIn(repo, argv);

describe('deps FROM..TO', () => {
  it.each(['1.0.0..1.1.0', 'v1.0.0..v1.1.0', 'v1.0.0..HEAD', '1.0.0..'])('compares %s', async (range) => {
    const { code, stdout } = await cli('deps', range, '--format', 'md');
    expect(code).toBe(0);
    expect(stdout).toBe(
      '- Updated: a 1.0.0 → 1.1.0\n- Updated: b 1.0.0 → 1.1.0\n- Updated: x 1.0 → 2.0\n- Removed: y\n- Added: z==1.0\n',
    );
  });

  it('says which of them the project asks for', async () => {
    const { stdout } = await cli('deps', '1.0.0..1.1.0');
    expect(stdout).toBe(
      [
        'v1.0.0 → v1.1.0',
        'Updated: a 1.0.0 → 1.1.0  npm, package-lock.json, package.json',
        'Updated: x 1.0 → 2.0  python, api/requirements.txt',
        'Removed: y  python, api/requirements.txt',
        'Added: z==1.0  python, api/requirements.txt',
        'Needed by others (1)',
        '  Updated: b 1.0.0 → 1.1.0',
        '',
      ].join('\n'),
    );
  });

  it('prints JSON', async () => {
    const { stdout } = await cli('deps', '1.0.0..1.1.0', '--format', 'json', '--cwd', 'api');
    expect(JSON.parse(stdout)).toEqual({
      from: 'v1.0.0',
      to: 'v1.1.0',
      changes: [
        { kind: 'updated', name: 'x', from: '1.0', to: '2.0' },
        { kind: 'removed', name: 'y', from: '1.0', to: null },
        { kind: 'added', name: 'z', from: null, to: '1.0' },
      ].map((change) => ({ ...change, ecosystem: 'python', direct: true, dev: false, files: ['requirements.txt'] })),
      loose: null,
      notRead: [],
      notCompared: null,
    });
  });

  it.each([
    ['1.0.0', 2, '“1.0.0” is no range'],
    ['1.0.0...1.1.0', 2, 'is no range'],
    ['9.9.9..1.0.0', 1, 'no tag is or names “9.9.9”'],
    ['1.0.0..--output=x', 1, 'no tag is or names “--output=x”'],
    ['HEAD~1..HEAD', 1, 'no tag is or names “HEAD~1”'],
  ] as const)('refuses %s', async (range, code, message) => {
    expect(await cli('deps', '--', range)).toMatchObject({
      code,
      stdout: '',
      stderr: expect.stringContaining(message),
    });
  });

  it('starts as few processes for many files as for one', async () => {
    for (let i = 0; i < 40; i++) repo.write(`services/s${i}/requirements.txt`, `a==${i}\n`);
    repo.commit('many');
    let asked = 0;
    const count =
      <Args extends readonly unknown[], Answer>(ask: (...args: Args) => Answer) =>
      (...args: Args): Answer => {
        asked++;
        return ask(...args);
      };
    const counting = (opened: OpenRepository): OpenRepository => ({
      ...opened,
      pathsAt: count(opened.pathsAt),
      filesAt: count(opened.filesAt),
    });
    const { code, stdout } = await cliIn(repo, ['deps', '1.1.0..HEAD', '--format', 'json'], counting);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).changes).toHaveLength(1);
    expect(asked).toBe(3);
  });
});

describe('deps of a package', () => {
  const manifest = (dependencies: object): string => JSON.stringify({ version: '1.0.0', dependencies });
  const locked = (versions: Readonly<Record<string, string>>): string =>
    JSON.stringify({
      packages: Object.fromEntries(
        Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }]),
      ),
    });
  const WEB = ['--changelog', 'packages/web/CHANGELOG.md'] as const;

  beforeEach(() => {
    repo.commit('packages', {
      'package.json': manifest({ tool: '^1.0.0' }),
      'package-lock.json': locked({ tool: '1.0.0', page: '1.0.0', paint: '1.0.0', route: '1.0.0' }),
      'packages/web/CHANGELOG.md': CHANGELOG,
      'packages/web/package.json': manifest({ page: '^1.0.0', gone: '^1.0.0' }),
      'packages/web/tools/requirements.txt': 't==1.0\n',
      'packages/api/CHANGELOG.md': CHANGELOG,
      'packages/api/package.json': manifest({ route: '^1.0.0' }),
    });
    repo.tag('web@1.0.0');
    repo.tag('api@1.0.0');
    repo.commit('more', {
      'package-lock.json': locked({ tool: '2.0.0', page: '1.5.0', paint: '2.0.0', route: '2.0.0', fresh: '1.0.0' }),
      'packages/web/package.json': manifest({ page: '^1.0.0', fresh: '^1.0.0' }),
      'packages/web/tools/requirements.txt': 't==2.0\n',
      'api/requirements.txt': 'x==3.0\n',
    });
    repo.tag('web@1.1.0');
    repo.tag('api@1.1.0');
  });

  it('are what its own files say, and of a shared lock file what these ask for', async () => {
    const { code, stdout, stderr } = await cli('deps', '1.0.0..1.1.0', ...WEB);
    expect(stdout).toBe(
      [
        'web@1.0.0 → web@1.1.0',
        'Added: fresh 1.0.0  npm, package-lock.json, packages/web/package.json',
        'Removed: gone  npm, packages/web/package.json',
        'Updated: page 1.0.0 → 1.5.0  npm, package-lock.json, packages/web/package.json',
        'Updated: t 1.0 → 2.0  python, packages/web/tools/requirements.txt',
        '',
      ].join('\n'),
    );
    expect(stderr).toContain('package-lock.json may be others’, too: of it only what packages/web itself asks for');
    expect(code).toBe(0);
  });

  it('says in JSON what it is about', async () => {
    const { stdout } = await cli('deps', '1.0.0..1.1.0', ...WEB, '--format', 'json');
    expect(JSON.parse(stdout).package).toEqual({ folder: 'packages/web', shared: ['package-lock.json'] });
  });

  it('takes a lock file of its own alone', async () => {
    repo.commit('own lock', { 'packages/web/package-lock.json': locked({ page: '1.2.0', paint: '1.2.0' }) });
    repo.tag('web@1.2.0');
    repo.write('packages/web/package-lock.json', locked({ page: '1.3.0', paint: '1.3.0' }));
    const { stdout, stderr } = await cli('deps', 'web@1.2.0..', ...WEB);
    expect(stdout).toContain(
      'Updated: page 1.2.0 → 1.3.0  npm, packages/web/package-lock.json, packages/web/package.json\n',
    );
    expect(stdout).toContain('  Updated: paint 1.2.0 → 1.3.0');
    expect(stdout).not.toContain('route');
    expect(stderr).not.toContain('may be others’');
  });

  it('leaves open only what its own files leave open', async () => {
    repo.write('api/requirements.txt', 'x>=1\n');
    expect((await cli('deps', ...WEB)).stdout).toContain('Everything is pinned');
    repo.write('packages/web/tools/requirements.txt', 't>=1\n');
    expect((await cli('deps', ...WEB)).stdout).toContain(
      'packages/web/tools/requirements.txt:1  t has no exact version',
    );
  });

  it('looks at the whole where the changelog lies in no package', async () => {
    repo.commit('docs', { 'docs/CHANGELOG.md': CHANGELOG });
    repo.tag('v2.0.0');
    const { stdout } = await cli('deps', 'v1.1.0..v2.0.0', '--changelog', 'docs/CHANGELOG.md', '--format', 'json');
    const report = JSON.parse(stdout);
    expect(report.package).toBeUndefined();
    expect(report.changes.map(({ name }: { name: string }) => name)).toContain('route');
  });
});

describe('deps (004-35, D8)', () => {
  it('compares the newest tag with the files as they are, tracked or not', async () => {
    repo.write('api/requirements.txt', 'x==2.0\n');
    repo.write('web/requirements.txt', 'new==1.0\n');
    repo.write('node_modules/q/package.json', '{ "dependencies": { "no": "1.0.0" } }');
    const { code, stdout } = await cli('deps');
    expect(code).toBe(0);
    expect(stdout).toBe(
      'v1.1.0 → the files as they are\nAdded: new==1.0  python, web/requirements.txt\nRemoved: z  python, api/requirements.txt\n\nEverything is pinned\n',
    );
  });

  it('reports what is not pinned, with its place', async () => {
    repo.write('api/requirements.txt', '# x==1\nx==2.0\nz>=1.0\n');
    repo.write('Dockerfile', 'FROM node\n');
    const { code, stdout } = await cli('deps');
    expect(code).toBe(1);
    expect(stdout).toContain(
      'Not pinned (2)\nDockerfile:1  node has no tag\napi/requirements.txt:3  z has no exact version (>=1.0)\n',
    );
  });

  it('reads the files that the policy names, and only those', async () => {
    repo.write('release-ledger.jsonc', '{ "dependencyFiles": ["deploy/*.pins"] }');
    repo.write('deploy/prod.pins', 'p>=1\n');
    const { code, stdout } = await cli('deps', '--format', 'json');
    expect(code).toBe(1);
    const { changes, loose } = JSON.parse(stdout);
    expect(changes.map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`)).toEqual(['added p']);
    expect(loose).toEqual([
      { kind: 'unpinned', file: 'deploy/prod.pins', line: 1, name: 'p', reason: 'has no exact version (>=1)' },
    ]);
  });

  it('says what it could not read, and reads the rest', async () => {
    repo.write('package.json', '{\n  "dependencies": oops\n}');
    const { stdout, stderr } = await cli('deps');
    expect(stderr).toContain('package.json:2: not read: it is no valid JSON');
    expect(stdout).toContain('No dependency changes');
  });

  it('says that the policy names no file that is here', async () => {
    repo.write('release-ledger.jsonc', '{ "dependencyFiles": ["other.txt"] }\n');
    const { code, stdout, stderr } = await cli('deps');
    expect(code).toBe(0);
    expect(stdout).not.toContain('pinned');
    expect(stderr).toContain('no file is here that the policy’s “dependencyFiles” names (other.txt)');
  });

  it('says why it compares nothing', async () => {
    repo.git('tag', '--delete', 'v1.0.0', 'v1.1.0');
    const { code, stdout, stderr } = await cli('deps');
    expect(stderr).toContain('not compared: no tag names a version');
    expect([code, stdout]).toEqual([0, 'Everything is pinned\n']);
  });
});

describe('ledger/unrecorded-dependency-bump', () => {
  const RULE = 'ledger/unrecorded-dependency-bump';
  let listed = 0;
  const listening = (opened: OpenRepository): OpenRepository => ({
    ...opened,
    pathsAt: (commit) => {
      listed++;
      return opened.pathsAt(commit);
    },
  });
  const problems = async (...argv: readonly string[]): Promise<readonly string[]> => {
    const { stdout } = await cliIn(repo, ['check', '--format', 'json', ...argv], listening);
    const report: { problems: { rule: string; line: number; message: string }[] } = JSON.parse(stdout);
    return report.problems.filter(({ rule }) => rule === RULE).map(({ line, message }) => `${line}: ${message}`);
  };

  beforeEach(() => {
    listed = 0;
    repo.commit('bump', {
      'package-lock.json': lock('1.2.0'),
      'CHANGELOG.md': CHANGELOG.replace('## [1.1.0]', '## [Unreleased]\n\n### Changed\n\n- B\n\n## [1.1.0]'),
    });
  });

  it('is off, and nothing is read for it', async () => {
    expect([await problems(), listed]).toEqual([[], 0]);
  });

  it('reports what the newest commit has in another version than the newest tag, until an entry names it', async () => {
    const on = ['--rule', `${RULE}=warning`];
    expect(await problems(...on)).toEqual(['3: Expected an entry for a (1.1.0 → 1.2.0), changed since v1.1.0']);
    expect(listed).toBe(2);
    repo.write(
      'CHANGELOG.md',
      CHANGELOG.replace('## [1.1.0]', '## [Unreleased]\n\n### Changed\n\n- `a` is 1.2\n\n## [1.1.0]'),
    );
    expect(await problems(...on)).toEqual([]);
  });
});
