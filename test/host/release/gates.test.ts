import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bundles, bundle } from '../../support/bundle.ts';
import { releasedRepository, UNRELEASED } from '../../support/released-repository.ts';
import type { TestRepository } from '../../support/repository.ts';
import { type RepositorySnapshot, snapshotOf } from '../../support/snapshot.ts';

// Gates run before a release and not within it: the release reads what they left. What happens to a gate therefore has to show
// in that, and the release is refused.

const RECORD = 'releases/gates/1.1.0/unit.json';

let bundles: Bundles;
beforeAll(async () => {
  bundles = await bundle({ cli: 'src/cli/bin.ts' });
});
afterAll(() => bundles.remove());

let repo: TestRepository;
beforeEach(() => {
  repo = releasedRepository();
});
afterEach(() => repo.remove());

function withGate(script: string, more: object = {}): void {
  const commands = [{ name: 'unit', command: ['node', '-e', script], ...more }];
  repo.commit('Gate', { 'CHANGELOG.md': UNRELEASED, 'release-ledger.jsonc': JSON.stringify({ gates: { commands } }) });
}

const env = () => ({ ...repo.environment(), PATH: process.env.PATH });

function say(...argv: readonly string[]): { readonly code: number | null; readonly stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, [bundles.pathOf('cli'), ...argv], {
    cwd: repo.folder,
    env: env(),
    encoding: 'utf8',
  });
  return { code: status, stderr };
}

/** All but the record of the gate, which is what a gate is run for. */
function withoutRecord({ files, ...rest }: RepositorySnapshot): RepositorySnapshot {
  return { ...rest, files: Object.fromEntries(Object.entries(files).filter(([name]) => name !== RECORD)) };
}

/** The release is refused, not one byte changes, and nothing has to be recovered. */
function expectNoRelease(): void {
  const before = snapshotOf(repo);
  const { code, stderr } = say('cut', '--yes');
  expect(code, stderr).toBe(1);
  expect(stderr).toContain('release-ledger gate unit --version 1.1.0');
  expect(snapshotOf(repo)).toEqual(before);
  const recovered = say('recover');
  expect(recovered).toEqual({ code: 0, stderr: expect.stringContaining('No operation was interrupted') });
  expect(snapshotOf(repo)).toEqual(before);
  expect(repo.git('fsck', '--strict', '--no-dangling')).toBe('');
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Starts the gate, which never ends by itself; gives the number of its process once it runs. */
async function startGate(): Promise<{ readonly cli: ChildProcess; readonly gate: number }> {
  const started = path.join(repo.folder, '.git/started');
  const cli = spawn(process.execPath, [bundles.pathOf('cli'), 'gate', '--yes'], {
    cwd: repo.folder,
    env: env(),
    stdio: 'ignore',
  });
  const gate = await until(() => (existsSync(started) ? Number(readFileSync(started, 'utf8')) : 0));
  return { cli, gate };
}

async function until<Value>(look: () => Value): Promise<Value> {
  for (;;) {
    const seen = look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('close', resolve));

const ENDLESS =
  'require("node:fs").writeFileSync(".git/started", String(process.pid)); setInterval(() => undefined, 1000);';

describe.skipIf(process.platform === 'win32')('a gate that is under way', () => {
  it('F1×S2: is killed with the process that waits for it, and nothing says that it passed', async () => {
    withGate(ENDLESS);
    const before = snapshotOf(repo);
    const { cli, gate } = await startGate();
    const end = ended(cli);
    cli.kill('SIGKILL');
    process.kill(-gate, 'SIGKILL');
    expect(await end).toBeNull();
    expect(snapshotOf(repo)).toEqual(before);
    expectNoRelease();
  });

  it('F3×S2: is ended with the process that is asked to end, which says so', async () => {
    withGate(ENDLESS);
    const before = snapshotOf(repo);
    const { cli, gate } = await startGate();
    const end = ended(cli);
    cli.kill('SIGTERM');
    expect(await end).toBe(1);
    await until(() => !isAlive(gate));
    expect(withoutRecord(snapshotOf(repo))).toEqual(before);
    expect(JSON.parse(readFileSync(path.join(repo.folder, RECORD), 'utf8'))).toMatchObject({ state: 'not-run' });
    expectNoRelease();
  });
});

describe('F14×S2: a gate that does not agree', () => {
  it.each([
    ['ends with another code', 'process.exit(3)', {}],
    ['never ends', 'setInterval(() => undefined, 1000)', { timeout: 1 }],
    ['is killed', 'process.kill(process.pid, "SIGKILL")', {}],
    ['edits the files that it judges', 'require("node:fs").appendFileSync("CHANGELOG.md", "\\n")', {}],
  ])('%s', (_, script, more) => {
    withGate(script, more);
    const before = snapshotOf(repo);
    expect(say('gate', '--yes').code).toBe(1);
    expect({ ...withoutRecord(snapshotOf(repo)), files: {} }).toEqual({ ...before, files: {} });
    expectNoRelease();
  });
});
