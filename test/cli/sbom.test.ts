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

  it('says which file it could not read, and fails', async () => {
    repo.commit('two', { 'package.json': '{ "dependencies":' });
    repo.tag('v1.1.0');
    const { code, stdout, stderr } = await cliIn(repo, ['sbom', '1.1.0']);
    expect(code).toBe(1);
    expect(stderr).toContain('package.json: not read: it is no valid JSON');
    expect(JSON.parse(stdout).components).toHaveLength(1);
  });
});
