import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliOnDisk } from '../support/cli-on-disk.ts';
import { TestRepository } from '../support/repository.ts';

const CHANGELOG = `# Changelog

## [Unreleased]

## [1.0.0] - 2026-01-08

### Added

- Maps
`;
const node = (script: string): readonly string[] => ['node', '-e', script];
const POLICY = {
  manifest: { path: 'releases/{tag}/manifest.{ext}', forms: ['json'], source: 'json' },
  gates: {
    commands: [
      { name: 'unit', command: node('console.log("6/6 passing")'), parser: 'counts' },
      { name: 'bandit', command: node(''), kind: 'scan' },
      { name: 'secrets', command: node(''), when: 'security' },
    ],
  },
};
const today = '2026-01-08';
const env = { SOURCE_DATE_EPOCH: '1767873600' };

let repo: TestRepository;

beforeEach(() => {
  repo = new TestRepository();
  repo.commit('one', { 'CHANGELOG.md': CHANGELOG, 'a.js': 'a\n', 'release-ledger.jsonc': JSON.stringify(POLICY) });
});
afterEach(() => repo.remove());

const at = (name: string) => path.join(repo.folder, name);
const gate = (...names: readonly string[]) =>
  cliOnDisk(repo.folder, ['gate', ...names, '--version', '1.0.0', '--yes'], { today });
const create = (...argv: readonly string[]) =>
  cliOnDisk(repo.folder, ['manifest', 'create', '1.0.0', ...argv], { today, env });

async function made() {
  const { stdout, stderr } = await create('--stdout');
  const { tests, security_scan: scan, date } = JSON.parse(stdout).verification;
  return { tests, scan, date, stderr };
}

const UNIT = { name: 'unit', state: 'passed', passed: 6, total: 6 };
const SECRETS = { name: 'secrets', state: 'not-applicable' };

describe('manifest create with recorded gates', () => {
  it('says that they passed, and when, as long as they hold for the files (000-27, 000-28)', async () => {
    expect((await gate()).code).toBe(0);
    const { tests, scan, date, stderr } = await made();
    const record = JSON.parse(fs.readFileSync(at('releases/gates/1.0.0/bandit.json'), 'utf8'));
    expect({ tests, scan }).toEqual({ tests: [UNIT, SECRETS], scan: 'passed' });
    expect(date).toBe(record.startedAt.slice(0, 10));
    expect(stderr).not.toContain('the gate');
  });

  it('says that they have not run, with the reason, once files have changed', async () => {
    await gate();
    repo.write('a.js', 'b\n');
    const { tests, scan, date, stderr } = await made();
    expect({ tests, scan, date }).toEqual({
      tests: [{ name: 'unit', state: 'not-run' }, SECRETS],
      scan: 'not-run',
      date: undefined,
    });
    expect(stderr).toContain('note: the gate unit counts as not run: files changed since it ran\n');
    expect(stderr).toContain('note: the gate bandit counts as not run: files changed since it ran\n');
  });

  it('says which have no record, and takes the word of people for those alone', async () => {
    await gate('unit');
    expect(await made()).toMatchObject({ tests: [UNIT, SECRETS], scan: 'not-run', date: undefined });
    const by = {
      tests: [
        { ...UNIT, total: 7 },
        { name: 'load', state: 'passed' },
      ],
      security_scan: 'advisory',
    };
    repo.write('releases/v1.0.0/manifest.json', JSON.stringify({ version: '1.0.0', verification: by }));
    const { tests, scan, stderr } = await made();
    expect({ tests, scan }).toEqual({ tests: [UNIT, SECRETS, by.tests[1]], scan: 'advisory' });
    expect(stderr).toContain('note: the gate bandit counts as not run: it has not run\n');
  });

  it('lets results that are given go ahead', async () => {
    await gate();
    repo.write('releases/unit.txt', 'Tests Passed: 5/6\n');
    const { stdout } = await create('--stdout', '--tests', 'releases/unit.txt');
    expect(JSON.parse(stdout).verification.tests[0]).toMatchObject({
      name: 'unit',
      state: 'failed',
      passed: 5,
      total: 6,
    });
  });

  it('keeps what a tagged release said of them', async () => {
    await gate();
    expect((await create()).code).toBe(0);
    repo.commit('record');
    repo.tag('v1.0.0', 'Release v1.0.0');
    repo.write('a.js', 'later\n');
    expect(await made()).toMatchObject({ tests: [UNIT, SECRETS], scan: 'passed' });
  });

  it('writes the same bytes twice', async () => {
    await gate();
    expect((await create('--stdout')).stdout).toBe((await create('--stdout')).stdout);
  });
});
