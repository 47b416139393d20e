import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cliOnDisk } from '../support/cli-on-disk.ts';
import { TestRepository } from '../support/repository.ts';

const section = (version: string, date: string, category = 'Added'): string =>
  `## [${version}] - ${date}\n\n### ${category}\n\n- A thing\n\n`;

let repo: TestRepository;

beforeAll(() => {
  repo = new TestRepository();
  const one = section('1.0.0', '2026-01-01');
  repo.commit('one', { 'CHANGELOG.md': `# Changelog\n\n${one}` });
  repo.commit('more');
  repo.tag('v1.0.0', 'Release');
  repo.commit('two', { 'CHANGELOG.md': `# Changelog\n\n${section('1.0.1', '2026-01-01', 'Fixed')}${one}` });
  repo.tag('v1.0.1', 'Hotfix v1.0.1: a thing');
  repo.write(
    'release-ledger.jsonc',
    '{ "metrics": { "rollbackWindow": { "patch": 4 }, "targets": { "timeToRestoreHours": 1 } } }',
  );
  repo.write('releases/incidents.jsonl', '{"reported":"2026-01-01T14:30:00Z","restoredBy":"1.0.1"}\nnonsense\n');
});
afterAll(() => repo.remove());

const metrics = (...argv: readonly string[]) =>
  cliOnDisk(repo.folder, ['metrics', ...argv], { today: '2026-01-31', env: { SOURCE_DATE_EPOCH: '1767282000' } });

describe('metrics', () => {
  it('prints the shape that programs rely on (001-48, 001-49, 001-50, 001-51)', async () => {
    const { code, stdout, stderr } = await metrics('--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      since: '2026-01-01',
      until: '2026-01-31',
      releases: 2,
      deploymentFrequency: { perMonth: 1.96, definition: expect.any(String) },
      leadTime: { medianHours: 0, p90Hours: 0.8, commits: 3, definition: expect.any(String) },
      changeFailureRate: { ratio: 0.5, failed: 1, total: 2, definition: expect.any(String) },
      timeToRestore: { medianHours: 0.5, samples: 1, definition: expect.any(String) },
      indicative: true,
      rollbackWindow: { version: '1.0.1', closesAt: '2026-01-01T19:00:00Z', open: true },
    });
    expect(stderr).toContain('releases/incidents.jsonl has lines that are no record and do not count: 2');
  });

  it('says in words what each measure is, and how much was counted', async () => {
    const { stdout } = await metrics();
    expect(stdout).toContain('Indicative only: 2 releases, fewer than ten.');
    expect(stdout).toMatch(/Change failure rate {2}50 % {2}\(1 of 2 releases\)\n {2}Releases that were yanked/);
    expect(stdout).toMatch(/✓ The median hours until a failure is mended, at most\. {2}≤ 1 {2}0\.5 \(1\)\n$/);
    expect(stdout).toContain('1.0.1 (patch, 4 h) may be rolled back until 2026-01-01 19:00:00 UTC: 3.3 h left.');
  });

  it('prints a page that is a file of its own', async () => {
    const { code, stdout } = await metrics('--format', 'html');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^<!DOCTYPE html>[\s\S]*Content-Security-Policy[\s\S]*<\/html>\n$/);
  });

  it('counts only the days that are asked for', async () => {
    const { stdout } = await metrics('--since', '2026-01-02', '--until', '2026-01-03', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ releases: 0, changeFailureRate: { ratio: null, total: 0 } });
    const day = await metrics('--since', '2026-01-01', '--until', '2026-01-01', '--format', 'json');
    expect(JSON.parse(day.stdout)).toMatchObject({ since: '2026-01-01', until: '2026-01-01', releases: 2 });
  });

  it.each([
    [['--since', 'yesterday']],
    [['--until', '2026-02-30']],
    [['--since', '2026-02-02', '--until', '2026-02-01']],
  ])('refuses %j', async (argv) => {
    expect((await metrics(...argv)).code).toBe(2);
  });
});
