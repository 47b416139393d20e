import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliOnDisk } from '../support/cli-on-disk.ts';
import { TestRepository } from '../support/repository.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CHANGELOG = `# Changelog

This project adheres to [Semantic Versioning 2.0.0](https://semver.org/).

## Unreleased

### Features

- **[API]** Serve circuits in batches (#12)

## v1.0.0 - 2026-01-01

### Features

- **[API]** Serve circuits (#11)
`;

let repo: TestRepository;
/** Where programs are installed: those of the repository itself are not started. */
let bin: string;
beforeEach(() => {
  bin = temporaryFolder();
  repo = new TestRepository();
  repo.git('remote', 'add', 'origin', 'https://example.com/o/quasim.git');
  repo.commit('Begin', { 'CHANGELOG.md': CHANGELOG, 'release-ledger.jsonc': '{ "extends": "container-platform" }' });
  repo.tag('v1.0.0', 'Release v1.0.0');
});
afterEach(() => repo.remove());

/** Programs of the document as scripts: a machine has the real ones only where they were installed. */
function program(name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

const cli = (...argv: readonly string[]) =>
  cliOnDisk(repo.folder, argv, { env: { PATH: `${bin}${delimiter}${process.env.PATH}` } });

const sarif = (level: string): string =>
  JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: [{ level }] }] });

/** What a cut of 1.1.0 waits for in the gates. */
async function waiting(): Promise<readonly string[]> {
  const { stdout } = await cli('plan', 'cut', '1.1.0', '--format', 'json');
  const { blockers } = JSON.parse(stdout) as { blockers: { code: string; message: string }[] };
  return blockers.flatMap(({ code, message }) =>
    code.startsWith('gate-') ? [/“(.*?)”/.exec(message)?.[1] ?? message] : [],
  );
}

describe.skipIf(process.platform === 'win32')('a release under container-platform', () => {
  it('waits for tests, benchmarks and both scanners (002-07, 002-09)', async () => {
    program('make', 'echo "make $*"; test "$1" = test || test "$1" = bench || exit 2');
    program('trivy', `echo '${sarif('error')}' > trivy.sarif`);
    program('codeql', `echo '${sarif('warning')}' > codeql.sarif`);
    expect(await waiting()).toEqual(['tests', 'benchmarks', 'trivy', 'codeql']);
    const first = await cli('gate', '--version', '1.1.0', '--yes', '--format', 'json');
    expect(first.code).toBe(1);
    expect(first.stderr).toContain('  │ make test\n');
    expect(first.stderr).toContain('  │ make bench\n');
    const { gates } = JSON.parse(first.stdout) as { gates: { name: string; state: string }[] };
    expect(gates.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'tests passed',
      'benchmarks passed',
      'trivy failed',
      'codeql passed',
    ]);
    expect(await waiting()).toEqual(['trivy']);
    program('trivy', `echo '${sarif('note')}' > trivy.sarif`);
    expect((await cli('gate', 'trivy', '--version', '1.1.0', '--yes')).code).toBe(0);
    expect(await waiting()).toEqual([]);
    program('make', 'exit 1');
    expect((await cli('gate', 'tests', '--version', '1.1.0', '--yes')).code).toBe(1);
    expect(await waiting()).toEqual(['tests']);
  });
});

describe('the calendar of container-platform', () => {
  it('has a major release each quarter and a minor one each month, and patches when they are needed (002-03)', async () => {
    const { stdout } = await cliOnDisk(repo.folder, ['metrics', '--until', '2026-02-15', '--format', 'json'], {
      today: '2026-02-15',
    });
    const { cadence } = JSON.parse(stdout) as { cadence: { level: string; due: string; overdue: boolean }[] };
    const last = new Date(repo.git('log', '-1', '--format=%cI', 'v1.0.0'));
    const due = (days: number) => new Date(last.getTime() + days * 86_400_000).toISOString().slice(0, 10);
    expect(cadence.map((each) => [each.level, each.due])).toEqual([
      ['major', due(92)],
      ['minor', due(31)],
    ]);
  });
});

describe('the checklist of container-platform', () => {
  it('has the tasks of the document in their phases (002-04, 002-10, 002-11, 002-16, 002-24)', async () => {
    const { stdout } = await cli('checklist', '1.1.0', '--format', 'json');
    const { phases } = JSON.parse(stdout) as { phases: { name: string; days: string; tasks: { text: string }[] }[] };
    expect(phases.map(({ name, days }) => [name, days])).toEqual([
      ['Pre-release', 'D-14 to D-7'],
      ['Release', 'D-0'],
      ['Post-release', 'D+1 to D+14'],
    ]);
    const said = phases.map(({ tasks }) => tasks.map(({ text }) => text.split(':')[0]));
    expect(said[0]).toContain('Dependencies reviewed and updated');
    expect(said[1]).toEqual([
      'Release branch merged to main',
      'Git tag v1.1.0 created and pushed',
      'CI/CD pipeline completed',
      'Container images built and pushed',
      'Helm charts packaged and published',
      'Container images signed with cosign',
      'Signature verified',
      'SBOM attached to the release',
      'Release created with its notes',
      'Documentation site updated',
      'API reference (OpenAPI)',
      'Integration cookbooks',
      'Performance tuning guide',
      'Example configurations',
      'Release announced (if it is to be)',
    ]);
    expect(said[2]).toEqual([
      'Issues and bug reports monitored',
      'Project roadmap updated',
      'Release artifacts archived',
      'Release branch merged back to develop (with git-flow)',
    ]);
  });
});
