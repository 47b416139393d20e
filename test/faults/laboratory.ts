import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import type { Plan } from '../../src/core/release/plan.ts';
import { type Call, FAULT_ACTIONS, type FaultAction } from './actions.ts';

const here = path.resolve('test/faults');

/** What came of one process. */
export interface Run {
  /** Null where it was killed. */
  readonly code: number | null;
  readonly outcome: {
    readonly kind: string;
    readonly refusals?: readonly { readonly code: string }[];
    readonly to?: string;
  } | null;
  readonly stderr: string;
  /** The calls that were counted. */
  readonly count: number;
  /** False where the call was never reached. */
  readonly isDone: boolean;
}

export interface Fault {
  readonly action: FaultAction;
  readonly at: number;
}

/** Everything of a repository that an operation or a person changes, in words that can be compared. */
export type Snapshot = string;

/** A folder with the shim, the bundled driver and copies of repositories. */
export class Laboratory {
  readonly folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'release-ledger-faults-')));
  readonly #git = execFileSync('/bin/sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  #next = 0;

  /** @returns why faults cannot be played here; null once everything is built */
  async open(): Promise<string | null> {
    if (process.platform !== 'linux') return 'calls are intercepted on Linux only';
    try {
      execFileSync(
        'cc',
        ['-shared', '-fPIC', '-O1', '-o', path.join(this.folder, 'shim.so'), path.join(here, 'shim.c'), '-ldl'],
        { stdio: 'pipe' },
      );
    } catch (error) {
      return `the shim cannot be compiled: ${error instanceof Error ? error.message.split('\n')[0] : error}`;
    }
    this.#makeKey();
    await build({
      entryPoints: [path.join(here, 'driver.ts')],
      outfile: path.join(this.folder, 'driver.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      logLevel: 'error',
      mainFields: ['module', 'main'],
    });
    return null;
  }

  /** Signatures by this kind of key are equal for equal texts. */
  #makeKey(): void {
    const key = path.join(this.folder, 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'ada@example.com', '-f', key]);
    const settings = `[gpg]\n\tformat = ssh\n[user]\n\tsigningKey = ${key}\n`;
    writeFileSync(path.join(this.folder, '.gitconfig'), settings);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A copy of a repository, in a bench of its own. */
  copy(template: string): string {
    const bench = path.join(this.folder, `bench-${this.#next++}`);
    cpSync(template, path.join(bench, 'work'), { recursive: true, verbatimSymlinks: true });
    return path.join(bench, 'work');
  }

  /** The environment of an operation; dates stand still, so that equal operations make equal objects. */
  env(): Record<string, string> {
    const date = '2026-02-01T00:00:00Z';
    const identity = { NAME: 'Ada', EMAIL: 'ada@example.com', DATE: date };
    const all = Object.entries(identity).flatMap(([key, value]) => [
      [`GIT_AUTHOR_${key}`, value],
      [`GIT_COMMITTER_${key}`, value],
    ]);
    return { PATH: path.dirname(this.#git), HOME: this.folder, ...Object.fromEntries(all) };
  }

  /** Applies a plan, or recovers, in a process of its own; something may happen to it on the way. */
  async run(work: string, plan: Plan | null, fault: Fault | null, log = false): Promise<Run> {
    const isPowerLoss = fault?.action === 'power-loss';
    const bench = path.dirname(work);
    const state = path.join(bench, 'state');
    const calls = path.join(bench, 'calls');
    const bytes = Buffer.alloc(64);
    bytes.writeBigInt64LE(BigInt(fault?.at ?? 0), 8);
    bytes.writeInt32LE(fault ? FAULT_ACTIONS[fault.action] : 0, 16);
    writeFileSync(state, bytes);
    const shim: Record<string, string> = {
      LD_PRELOAD: path.join(this.folder, 'shim.so'),
      FAULT_STATE: state,
      FAULT_ROOT: work,
      ...(log || isPowerLoss ? { FAULT_LOG: calls } : {}),
    };
    // Our own git gets a clean environment; what it needs to be counted is given back to it here.
    const words = Object.entries(shim).map(([key, value]) => `${key}='${value}'`);
    const bin = path.join(bench, 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(path.join(bin, 'git'), `#!/bin/sh\n${words.join(' ')} exec '${this.#git}' "$@"\n`, { mode: 0o755 });
    const job = path.join(bench, 'job.json');
    const env = { ...this.env(), PATH: `${bin}:/usr/bin:/bin` };
    writeFileSync(job, JSON.stringify({ folder: work, env, plan }));
    const ended = await spawned(process.execPath, [path.join(this.folder, 'driver.mjs'), job], { ...env, ...shim });
    const after = readFileSync(state);
    if (isPowerLoss) this.#losePower(work);
    return {
      ...ended,
      count: Number(after.readBigInt64LE(0)),
      isDone: after.readInt32LE(24) === 1,
    };
  }

  /**
   * Takes back what was written to files since each was last made durable, as a disk may whose names are kept in order and whose
   * bytes are not. The call at which it happens was not made any more.
   */
  #losePower(work: string): void {
    const durable = new Map<number, number>();
    for (const { kind, file, size } of this.calls(work).slice(0, -1)) {
      if (kind === WRITE && !durable.has(file)) durable.set(file, size);
      if (kind === SYNC) durable.delete(file);
    }
    for (const name of readdirSync(work, { recursive: true, encoding: 'utf8' })) {
      const stats = lstatSync(path.join(work, name));
      const size = durable.get(stats.ino);
      if (stats.isFile() && size !== undefined && size < stats.size) truncateWritable(path.join(work, name), size);
    }
  }

  /** The calls of the last run that was logged. */
  calls(work: string): readonly Call[] {
    const lines = readFileSync(path.join(path.dirname(work), 'calls'), 'utf8')
      .trimEnd()
      .split('\n');
    return lines.map((line) => {
      const [at, by, kind, name = '', path = '', file, size, command = ''] = line.split('\t');
      return {
        at: Number(at),
        by: by === 'child' ? 'child' : 'driver',
        kind: Number(kind),
        name,
        path,
        file: Number(file),
        size: Number(size),
        command,
      };
    });
  }

  git(work: string, ...args: readonly string[]): string {
    return execFileSync(this.#git, args, {
      cwd: work,
      encoding: 'utf8',
      env: this.env(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  snapshot(work: string): Snapshot {
    return [
      readFileSync(path.join(work, '.git/HEAD'), 'utf8'),
      this.git(work, 'for-each-ref', '--format=%(refname) %(objectname)'),
      this.git(work, 'ls-files', '--stage'),
      ...filesBelow(work, ''),
    ].join('\n');
  }

  /** What nobody may leave behind: locks, an open journal, unfinished files; and what git finds wrong. */
  leftovers(work: string): readonly string[] {
    const git = path.join(work, '.git');
    const locks = readdirSync(git, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.lock'));
    const own = ['lock', 'journal.json'].filter((name) => existsSync(path.join(git, 'release-ledger', name)));
    let fsck = '';
    try {
      fsck = this.git(work, 'fsck', '--strict', '--no-dangling', '--no-progress');
    } catch (error) {
      fsck = String((error as { stderr?: unknown }).stderr ?? error);
    }
    return [...locks, ...own, ...(fsck === '' ? [] : [`fsck: ${fsck}`])];
  }

  discard(work: string): void {
    // A git that goes on without us may still be writing.
    rmSync(path.dirname(work), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

const WRITE = 2;
const SYNC = 4;

/** Objects are read-only. */
function truncateWritable(file: string, size: number): void {
  chmodSync(file, 0o644);
  truncateSync(file, size);
}

function filesBelow(root: string, folder: string): readonly string[] {
  return readdirSync(path.join(root, folder))
    .sort()
    .flatMap((name): readonly string[] => {
      const file = path.join(folder, name);
      const stats = lstatSync(path.join(root, file));
      if (file === '.git') return [];
      if (stats.isDirectory()) return filesBelow(root, file);
      if (stats.isSymbolicLink()) return [`${file} -> ${readlinkSync(path.join(root, file))}`];
      const digest = createHash('sha256')
        .update(readFileSync(path.join(root, file)))
        .digest('hex');
      return [`${file} ${(stats.mode & 0o777).toString(8)} ${digest}`];
    });
}

function spawned(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Pick<Run, 'code' | 'outcome' | 'stderr'>> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('close', (code) => {
      const line = stdout.trim();
      resolve({ code, stderr, outcome: line === '' ? null : JSON.parse(line) });
    });
  });
}
