import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { version } from '../../package.json';
import { cliOnDisk } from '../support/cli-on-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const WORKFLOW = '.github/workflows/release-ledger.yml';
const SCRIPT = 'ci/release-ledger.sh';

describe('init --ci', () => {
  it('makes a workflow that checks changes, and releases by their tags (003-20, 002-18)', async () => {
    const folder = temporaryFolder();
    const { code, stderr } = await cliOnDisk(folder, ['init', '--ci', 'github']);
    expect(code).toBe(0);
    expect(stderr).toContain(`Made ${WORKFLOW}`);
    const workflow = parse(readFileSync(join(folder, WORKFLOW), 'utf8'));
    expect(workflow.on).toEqual({ pull_request: null, push: { branches: ['main', 'master'], tags: ['v*'] } });
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const { steps } = workflow.jobs.check;
    expect(steps[0]).toMatchObject({
      uses: 'actions/checkout@v4',
      with: { 'fetch-depth': 0, 'persist-credentials': false },
    });
    expect(steps.map(({ run }: { run?: string }) => run).filter(Boolean)).toEqual([
      `npm install --global release-ledger@${version}`,
      'release-ledger check --format github',
      `release-ledger check --release "\${TAG#v}" --format github\nrelease-ledger notes "\${TAG#v}" >> "$GITHUB_STEP_SUMMARY"\n`,
    ]);
    // The name of a tag is data: it reaches the shell as a variable, never as a part of the script.
    expect(steps.at(-1)).toMatchObject({ if: "github.ref_type == 'tag'", env: { TAG: `\${{ github.ref_name }}` } });
  });

  it('runs the gates of the policy, where it has any', async () => {
    const folder = temporaryFolder();
    await cliOnDisk(folder, ['init', '--profile', 'web-platform', '--ci', 'github']);
    expect(readFileSync(join(folder, WORKFLOW), 'utf8')).toContain('run: release-ledger gate --yes');
  });

  it('never overwrites', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, '.github/workflows'), { recursive: true });
    writeFileSync(join(folder, WORKFLOW), 'mine\n');
    const { code, stderr } = await cliOnDisk(folder, ['init', '--ci', 'github']);
    expect({ code, text: readFileSync(join(folder, WORKFLOW), 'utf8') }).toEqual({ code: 0, text: 'mine\n' });
    expect(stderr).toContain(`${WORKFLOW} is there already, and stays as it is`);
  });

  it.skipIf(process.platform === 'win32').each([
    [[], {}, ['check']],
    [['v1.2.0'], {}, ['check', 'check --release 1.2.0', 'notes 1.2.0']],
    [[], { CI_COMMIT_TAG: 'v1.2.0-rc.1' }, ['check', 'check --release 1.2.0-rc.1', 'notes 1.2.0-rc.1']],
    [['v1;echo owned'], {}, ['check', 'check --release 1;echo owned', 'notes 1;echo owned']],
  ])('makes a script for any other system: %j %j', async (args, env, expected) => {
    const folder = temporaryFolder();
    expect((await cliOnDisk(folder, ['init', '--ci', 'generic'])).code).toBe(0);
    writeFileSync(join(folder, 'npx'), '#!/bin/sh\nshift 2\necho "$*" >> calls.txt\n');
    chmodSync(join(folder, 'npx'), 0o755);
    const { status } = spawnSync('sh', [SCRIPT, ...args], {
      cwd: folder,
      env: { PATH: `${folder}:${process.env.PATH}`, ...env },
    });
    expect(status).toBe(0);
    expect(readFileSync(join(folder, 'calls.txt'), 'utf8')).toBe(`${expected.join('\n')}\n`);
  });

  it('has no other kinds', async () => {
    expect((await cliOnDisk(temporaryFolder(), ['init', '--ci', 'other'])).code).toBe(2);
  });
});
