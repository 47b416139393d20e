import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Call, FAULT_ACTIONS, type FaultAction, toCall } from './actions.ts';
import type { Job, Said } from './driver.ts';

export interface Fault {
  readonly action: FaultAction;
  readonly at: number;
  /** Counts the calls by which files are read, instead of those by which they are changed. */
  readonly reading?: boolean;
}

/** What came of one run. */
export interface Run {
  /** Null where its process was killed. */
  readonly code: number | null;
  readonly stderr: string;
  /** Where it happened; null where the call was never reached. */
  readonly hit: Call | null;
}

/** What is built once for all processes. */
export interface DriverParts {
  readonly shim: string;
  readonly wrapper: string;
  readonly driver: string;
  /** The real git. */
  readonly git: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Bytes of what the shim shares, and where in it stands what. */
const STATE = {
  size: 2048,
  target: 8,
  action: 16,
  driver: 20,
  isDone: 24,
  reads: 28,
  logs: 32,
  root: 36,
  hit: 520,
  images: 1544,
  part: 1800,
  parts: 1804,
};

/** A process that says one thing after another with the shim below it, until something ends it. */
export class DriverProcess {
  readonly #child: ChildProcess;
  readonly #state: string;
  readonly #log: string;
  readonly #ended: Promise<null>;
  #answer: (said: Said) => void = () => undefined;
  #stderr = '';

  /** @param folder a new one, which is its own */
  constructor(folder: string, { shim, wrapper, driver, git, env }: DriverParts) {
    const bin = path.join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    this.#state = path.join(folder, 'state');
    this.#log = path.join(folder, 'log');
    writeFileSync(this.#state, Buffer.alloc(STATE.size));
    writeFileSync(this.#log, '');
    const watched = { LD_PRELOAD: shim, FAULT_STATE: this.#state, FAULT_LOG: this.#log };
    copyFileSync(wrapper, path.join(bin, 'git'));
    const lines = Object.entries(watched).map(([key, value]) => `${key}=${value}\n`);
    writeFileSync(path.join(bin, 'env'), `${git}\n${lines.join('')}`);
    this.#child = spawn(process.execPath, [driver], {
      env: { ...env, ...watched, PATH: `${bin}:/usr/bin:/bin` },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#ended = new Promise((resolve) => this.#child.once('close', () => resolve(null)));
    this.#child.stdin?.on('error', () => undefined);
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    createInterface({ input: this.#child.stdout as NonNullable<ChildProcess['stdout']> }).on('line', (line) =>
      this.#answer(JSON.parse(line)),
    );
  }

  /**
   * @param root the repository whose calls are counted
   * @param images where the repository is copied to before each call, or before those of one of several parts
   */
  async play(
    job: Job,
    root: string,
    fault: Fault | null,
    { logs = false, images = '', part = 0, parts = 1 } = {},
  ): Promise<Run> {
    const bytes = Buffer.alloc(STATE.size);
    bytes.writeBigInt64LE(BigInt(fault?.at ?? 0), STATE.target);
    bytes.writeInt32LE(fault ? FAULT_ACTIONS[fault.action] : 0, STATE.action);
    bytes.writeInt32LE(this.#child.pid ?? 0, STATE.driver);
    bytes.writeInt32LE(fault?.reading ? 1 : 0, STATE.reads);
    bytes.writeInt32LE(logs ? 1 : 0, STATE.logs);
    bytes.write(root, STATE.root);
    bytes.write(images, STATE.images);
    bytes.writeInt32LE(part, STATE.part);
    bytes.writeInt32LE(parts, STATE.parts);
    // In one write, and in place: others have it mapped.
    writeFileSync(this.#state, bytes, { flag: 'r+' });
    writeFileSync(this.#log, '');
    const answered = new Promise<Said>((resolve) => {
      this.#answer = resolve;
    });
    this.#child.stdin?.write(`${JSON.stringify(job)}\n`);
    const said = await Promise.race([answered, this.#ended]);
    const after = readFileSync(this.#state);
    const hit = after.toString('utf8', STATE.hit, after.indexOf(0, STATE.hit));
    return {
      code: said?.code ?? null,
      stderr: said?.stderr ?? this.#stderr,
      hit: after.readInt32LE(STATE.isDone) === 1 ? toCall(hit) : null,
    };
  }

  /** The calls of the last run, where it was logged. */
  calls(): readonly Call[] {
    const lines = readFileSync(this.#log, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map(toCall);
  }

  async end(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}
