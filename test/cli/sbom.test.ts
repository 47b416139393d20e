import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import { TestRepository } from '../support/repository.ts';

let repo: TestRepository;

beforeEach(() => {
  repo = new TestRepository();
  repo.git('remote', 'add', 'origin', 'https://example.com/o/tidewater.git');
  repo.commit('one', {
    'CHANGELOG.md': '# Changelog\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
    'requirements.txt': 'x==1.0\n',
  });
  repo.tag('v1.0.0', 'One');
  repo.write('requirements.txt', 'x==2.0\n');
});
afterEach(() => repo.remove());

describe('sbom VERSION', () => {
  it.each(['1.0.0', 'v1.0.0'])('prints what %s was tagged with, the same each time', async (version) => {
    const { code, stdout } = await cliIn(repo, ['sbom', version]);
    expect(code).toBe(0);
    const bill = JSON.parse(stdout);
    expect(bill.components.map(({ purl }: { purl: string }) => purl)).toEqual(['pkg:pypi/x@1.0']);
    expect(bill.metadata).toMatchObject({
      timestamp: '2026-01-01T13:00:00.000Z',
      component: { name: 'tidewater', version: '1.0.0' },
    });
    expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    expect((await cliIn(repo, ['sbom', version])).stdout).toBe(stdout);
  });

  it.each(['9.9.9', '--output=x', 'HEAD'])('refuses %s', async (version) => {
    const { code, stdout, stderr } = await cliIn(repo, ['sbom', '--', version]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`no tag is or names “${version}”`);
  });

  it('covers a package alone where its changelog is named, with what it asks of a lock file that packages share', async () => {
    const locked = (name: string) => ({
      version: '1.0.0',
      resolved: `https://example.com/${name}.tgz`,
      integrity: 'sha512-AAAA',
    });
    const changelog = '# Changelog\n\n## [1.0.0] - 2026-01-01\n\n- A\n';
    repo.commit('packages', {
      'release-ledger.jsonc': '{ "changelog": { "files": ["packages/*/CHANGELOG.md"] } }',
      'package-lock.json': JSON.stringify({
        lockfileVersion: 3,
        packages: { '': {}, 'node_modules/left': locked('left'), 'node_modules/right': locked('right') },
      }),
      'packages/web/CHANGELOG.md': changelog,
      'packages/web/package.json': '{ "name": "web", "version": "1.0.0", "dependencies": { "left": "^1.0.0" } }',
      'packages/api/CHANGELOG.md': changelog,
      'packages/api/package.json': '{ "name": "api", "version": "1.0.0", "dependencies": { "right": "^1.0.0" } }',
    });
    repo.tag('web@1.0.0');
    repo.tag('api@1.0.0');
    const of = async (name: string, version = '1.0.0') => {
      const { code, stdout, stderr } = await cliIn(repo, [
        '--changelog',
        `packages/${name}/CHANGELOG.md`,
        'sbom',
        version,
      ]);
      const bill = JSON.parse(stdout);
      return [code, stderr, bill.metadata.component.name, bill.components.map((each: { purl: string }) => each.purl)];
    };
    expect(await of('web')).toEqual([0, 'note: of packages/web alone\n', 'web', ['pkg:npm/left@1.0.0']]);
    expect(await of('api', 'api@1.0.0')).toEqual([0, 'note: of packages/api alone\n', 'api', ['pkg:npm/right@1.0.0']]);
  });

  it('says which file it could not read, and fails', async () => {
    repo.commit('two', { 'package.json': '{ "dependencies":' });
    repo.tag('v1.1.0');
    const { code, stdout, stderr } = await cliIn(repo, ['sbom', '1.1.0']);
    expect(code).toBe(1);
    expect(stderr).toContain('package.json: not read: it is no valid JSON');
    expect(JSON.parse(stdout).components).toHaveLength(1);
  });
});
