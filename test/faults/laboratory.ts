import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import type { Call } from './actions.ts';
import { DriverProcess, type Fault, type Run } from './driver-process.ts';
import { identity } from './fixed-time.ts';
import type { Prepared } from './operations.ts';
import { losePower } from './power-loss.ts';
import type { PlainGit } from './repository-state.ts';

const here = path.resolve('test/faults');

/** A copy of a repository in which something is played. */
export interface Bench {
  readonly repository: string;
  /** Where the command line runs. */
  readonly folder: string;
}

/** A repository as it was before a call, among the calls of one run. */
export interface Image {
  readonly call: Call;
  readonly before: readonly Call[];
  readonly images: string;
}

/** A folder with the shim, the command line and copies of repositories; in memory where the system has such a place. */
export class Laboratory {
  readonly folder: string;
  readonly #program = execFileSync('/bin/sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  readonly #idle: DriverProcess[] = [];
  #next = 0;

  constructor() {
    const memory = '/dev/shm';
    const parent = process.env.TMPDIR === undefined && existsSync(memory) ? memory : os.tmpdir();
    this.folder = realpathSync(mkdtempSync(path.join(parent, 'release-ledger-faults-')));
  }

  /** @returns why faults cannot be played here; null once everything is built */
  async open(): Promise<string | null> {
    if (process.platform !== 'linux') return 'calls are intercepted on Linux only';
    try {
      this.#compile('shim.c', 'shim.so', ['-shared', '-fPIC', '-ldl']);
      this.#compile('git-wrapper.c', 'git-wrapper', []);
    } catch (error) {
      return `the shim cannot be compiled: ${error instanceof Error ? error.message.split('\n')[0] : error}`;
    }
    this.#makeKey();
    await build({
      entryPoints: [path.join(here, 'driver.ts')],
      outdir: path.join(this.folder, 'driver'),
      outExtension: { '.js': '.mjs' },
      bundle: true,
      // What a command does not need is not loaded, as in what is shipped.
      splitting: true,
      minify: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
      logLevel: 'error',
      mainFields: ['module', 'main'],
    });
    return null;
  }

  #compile(source: string, target: string, options: readonly string[]): void {
    execFileSync('cc', ['-O1', '-o', this.#at(target), path.join(here, source), ...options], { stdio: 'pipe' });
  }

  /** Signatures by this kind of key are equal for equal texts. */
  #makeKey(): void {
    const key = path.join(this.folder, 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'ada@example.com', '-f', key]);
    const settings = `[gpg]\n\tformat = ssh\n[user]\n\tsigningKey = ${key}\n`;
    writeFileSync(path.join(this.folder, '.gitconfig'), settings);
  }

  async close(): Promise<void> {
    for (const driver of this.#idle) await driver.end();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }

  /** A copy of a repository, in a folder of its own. */
  copy({ repo, workTree }: Prepared): Bench {
    const repository = path.join(this.folder, `bench-${this.#next++}`, 'work');
    cpSync(repo.folder, repository, { recursive: true, verbatimSymlinks: true });
    if (workTree === undefined) return { repository, folder: repository };
    const folder = path.join(repository, workTree);
    const inGit = path.join(repository, '.git/worktrees', workTree);
    writeFileSync(path.join(folder, '.git'), `gitdir: ${inGit}\n`);
    writeFileSync(path.join(inGit, 'gitdir'), `${path.join(folder, '.git')}\n`);
    return { repository, folder };
  }

  /** Git as whoever looks at the result uses it. */
  get git(): PlainGit {
    return { program: this.#program, env: this.env() };
  }

  /** The environment of an operation; dates stand still, so that equal operations make equal objects. */
  env(): Record<string, string> {
    return { PATH: `${path.dirname(this.#program)}:/usr/bin:/bin`, HOME: this.folder, ...identity() };
  }

  /** Says something in a process with the shim; something may happen to it on the way. */
  async run(bench: Bench, argv: readonly string[], fault: Fault | null): Promise<Run> {
    return (await this.#play(bench, argv, fault, fault?.action === 'power-loss')).run;
  }

  /** Says something undisturbed. @returns the calls by which files are changed, or those by which they are read */
  async record(
    bench: Bench,
    argv: readonly string[],
    reading: boolean,
  ): Promise<{ readonly run: Run; readonly calls: readonly Call[] }> {
    return this.#play(bench, argv, { action: 'io-error', at: Number.MAX_SAFE_INTEGER, reading }, true);
  }

  async #play({ repository, folder }: Bench, argv: readonly string[], fault: Fault | null, logs: boolean) {
    const driver = this.#idle.pop() ?? this.#start();
    const run = await driver.play({ folder, argv }, repository, fault, { logs });
    const calls = logs ? driver.calls() : [];
    // Whoever was asked to end is at his end, and so is whoever could not give his lock back: it has to be that of the dead.
    const isSpent = run.code === null || (run.hit !== null && fault?.action === 'terminate');
    if (isSpent || existsSync(path.join(repository, '.git/release-ledger/lock'))) await driver.end();
    else this.#idle.push(driver);
    if (fault?.action === 'power-loss' && run.hit) losePower(repository, calls.slice(0, -1));
    return { run, calls };
  }

  /**
   * Says something undisturbed, and keeps the repository as it was before each call by which something was changed. What was said
   * is said by a process that is dead then, as after a kill.
   *
   * @param part which of the calls, of how many parts
   */
  async photograph(
    { repository, folder }: Bench,
    argv: readonly string[],
    [part, parts]: readonly [number, number],
    mayRefuse = false,
  ): Promise<readonly Image[]> {
    const driver = this.#start();
    const images = path.join(this.folder, `images-${this.#next++}`);
    mkdirSync(images);
    const { code } = await driver.play({ folder, argv }, repository, null, { logs: true, images, part, parts });
    const calls = driver.calls();
    await driver.end();
    // What is done but for tidying up says that it is there.
    if (code !== 0 && !(code === 1 && mayRefuse))
      throw new Error(`${argv.join(' ')} ended with ${code} while images were taken`);
    const own = calls.filter(({ at }) => at % parts === part);
    return own.map((call) => ({ call, before: calls.filter(({ at }) => at < call.at), images }));
  }

  /** Deletes the images of one run. */
  forget([image]: readonly Image[]): void {
    if (image) rmSync(image.images, { recursive: true, force: true });
  }

  /** Puts an image in the place of the repository that it is of. */
  restore({ repository }: Bench, { call, before, images }: Image, withoutPower: boolean): void {
    rmSync(repository, { recursive: true, force: true });
    cpSync(path.join(images, `${call.at}`), repository, { recursive: true, verbatimSymlinks: true });
    if (!withoutPower) return;
    const lines = readFileSync(path.join(images, `${call.at}.inodes`), 'utf8').split('\n');
    const inodes = new Map(lines.map((line) => line.split('\t').reverse() as [string, string]));
    losePower(repository, before, (name) => Number(inodes.get(`/${name}`)));
  }

  #start(): DriverProcess {
    return new DriverProcess(path.join(this.folder, `driver-${this.#next++}`), {
      shim: this.#at('shim.so'),
      wrapper: this.#at('git-wrapper'),
      driver: this.#driver,
      git: this.#program,
      env: this.env(),
    });
  }

  #at(name: string): string {
    return path.join(this.folder, name);
  }

  /** Runs the command line, and ends its process alone after some milliseconds, if any; nothing is intercepted. */
  async runFor({ folder }: Bench, argv: readonly string[], after: number | null): Promise<Run> {
    const args = [this.#driver, ...argv];
    const ended = await spawned(process.execPath, args, folder, this.env(), after);
    return { ...ended, hit: null };
  }

  get #driver(): string {
    return path.join(this.folder, 'driver/driver.mjs');
  }

  discard({ repository }: Bench): void {
    try {
      rmSync(path.dirname(repository), { recursive: true, force: true });
    } catch {
      // A git that goes on without us is still writing: what it leaves goes with the laboratory.
    }
  }
}

function spawned(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  killAfter: number | null,
): Promise<Pick<Run, 'code' | 'stderr'>> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: { ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const timer = killAfter === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stderr });
    });
  });
}
