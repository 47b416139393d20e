import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { run as runCommandLine } from '../../src/cli/main.ts';
import { createNodeHost } from '../../src/cli/node-host.ts';
import { openRepository } from '../../src/host/git/open-repository.ts';
import { type Call, canHappen, cellOf, type FaultAction, isFailing } from './actions.ts';
import type { Fault, Run } from './driver-process.ts';
import { atFixedTime } from './fixed-time.ts';
import type { Bench, Laboratory } from './laboratory.ts';
import { whyUnexpected } from './matrix.ts';
import type { FaultOperation, Prepared } from './operations.ts';
import { findLeftovers, isJournalOpen, type Snapshot, takeSnapshot } from './repository-state.ts';

/** Where the plan is kept in `.git`. */
const PLAN = 'plan.json';

/** Behind these, our process has no exit code. */
const KILLING: readonly FaultAction[] = ['kill-group', 'kill-parent', 'power-loss'];

const HOST = createNodeHost(new URL('file:///nowhere.mjs'));

/** What came of a fault: what is wrong behind it, empty where nothing is; and where it happened, null where it did not. */
export interface Played {
  readonly wrong: readonly string[];
  readonly hit: Run['hit'];
  /** What the process ended with; null where it was killed. */
  readonly code: number | null;
  /** True where the repository ended as it was before. */
  readonly isOld: boolean;
  /** True where an exit code said what was not so. */
  readonly isUntrue: boolean;
}

/** One operation with its undisturbed course: how it looks before and behind it, and the calls on the way. */
export class Sweep {
  readonly #laboratory: Laboratory;
  readonly #name: string;
  readonly #prepared: Prepared;
  #old: Snapshot = '';
  #new: Snapshot = '';
  /** The calls by which files are changed. */
  calls: readonly Call[] = [];
  /** The calls by which files are read; their order differs a little from run to run. */
  reads: readonly Call[] = [];

  private constructor(laboratory: Laboratory, name: string, prepared: Prepared) {
    this.#laboratory = laboratory;
    this.#name = name;
    this.#prepared = prepared;
  }

  /** Runs an operation undisturbed. @throws where it does not end as planned */
  static async open(laboratory: Laboratory, { name, prepare }: FaultOperation): Promise<Sweep> {
    const sweep = new Sweep(laboratory, name, await prepare());
    await sweep.#plan();
    sweep.reads = await sweep.#record(true);
    sweep.calls = await sweep.#record(false);
    return sweep;
  }

  /** Planning changes nothing, so that one plan does for all faults at calls that change something. */
  async #plan(): Promise<void> {
    const { repo, argv, workTree = '', isSaidAgain } = this.#prepared;
    if (isSaidAgain) return;
    const words = argv.filter((word) => word !== '--yes');
    const folder = path.join(repo.folder, workTree);
    const { code, stdout, stderr } = await this.#say({ repository: repo.folder, folder }, [
      'plan',
      ...words,
      '--format',
      'json',
    ]);
    if (code !== 0) throw new Error(`${this.#name} cannot be planned: ${stderr}`);
    writeFileSync(path.join(repo.folder, '.git', PLAN), stdout);
  }

  /** What is said: the whole operation where reading is disturbed, and else what applies its plan. */
  #argv(bench: Bench, reading = false): readonly string[] {
    const { argv, isSaidAgain } = this.#prepared;
    return reading || isSaidAgain ? argv : ['apply', path.join(bench.repository, '.git', PLAN), '--yes'];
  }

  async #record(reading: boolean): Promise<readonly Call[]> {
    const bench = this.#laboratory.copy(this.#prepared);
    this.#old = this.#snapshot(bench);
    const { run, calls } = await this.#laboratory.record(bench, this.#argv(bench, reading), reading);
    this.#new = this.#snapshot(bench);
    const leftovers = findLeftovers(this.#laboratory.git, bench.repository);
    if (run.code !== 0 || this.#new === this.#old || leftovers.length > 0)
      throw new Error(`${this.#name}, undisturbed: ${JSON.stringify(run)} ${leftovers}`);
    this.#laboratory.discard(bench);
    return calls;
  }

  close(): void {
    this.#prepared.repo.remove();
  }

  /** The calls at which an action can happen. */
  points(action: FaultAction, reading = false): readonly Call[] {
    return (reading ? this.reads : this.calls).filter((call) => canHappen(action, call));
  }

  /** Plays one fault, and recovers from it. */
  async play(fault: Fault): Promise<Played> {
    const bench = this.#laboratory.copy(this.#prepared);
    try {
      const run = await this.#laboratory.run(bench, this.#argv(bench, fault.reading), fault);
      const played = await this.#judge(bench, run, this.#whyUntrue(bench, run), whyUnclear(run));
      const unexpected = run.hit && this.#whyUnexpected(fault.action, run.hit, played);
      const missed = run.hit && run.code !== null && KILLING.includes(fault.action) ? 'our process lives' : null;
      return { ...played, wrong: [...played.wrong, ...[unexpected, missed].filter((each) => each !== null)] };
    } finally {
      this.#laboratory.discard(bench);
    }
  }

  /** Plays one fault, and another one while it is recovered from. */
  async playTwo(first: Fault, second: Fault): Promise<Played> {
    const bench = this.#laboratory.copy(this.#prepared);
    const { argv, isSaidAgain } = this.#prepared;
    try {
      await this.#laboratory.run(bench, this.#argv(bench), first);
      const before = this.#snapshot(bench);
      const again = await this.#laboratory.run(bench, isSaidAgain ? argv : ['recover'], second);
      const lies = isSaidAgain ? [] : this.#whyRecoveryUntrue(bench, again, before);
      return await this.#judge(bench, { ...again, code: null }, lies, whyUnclear(again));
    } finally {
      this.#laboratory.discard(bench);
    }
  }

  /**
   * Plays the end of all processes at each call, without running anything anew: from what the disk held at that moment.
   *
   * @param share which of the calls are played here, of how many parts. @param pairs how many of them are played with a second
   * end, at each call of their recovery
   */
  async playEnds(
    [part, parts]: readonly [number, number],
    actions: readonly FaultAction[],
    pairs: number,
    report: (action: string, what: string, wrong: readonly string[]) => void,
  ): Promise<void> {
    const bench = this.#laboratory.copy(this.#prepared);
    try {
      const images = await this.#laboratory.photograph(bench, this.#argv(bench), [part, parts]);
      for (const image of images)
        for (const action of actions) {
          this.#laboratory.restore(bench, image, action === 'power-loss');
          const wrong = await this.#recovered(bench, false);
          const isOld = this.#snapshot(bench) === this.#old;
          const unexpected = this.#whyUnexpected(action, image.call, { isOld, code: null });
          report(action, `at ${image.call.at}`, unexpected ? [...wrong, unexpected] : wrong);
        }
      // Recovery has work where the journal is open.
      const late = images.filter(({ call }) => call.at > this.calls.length / 2);
      const step = Math.max(1, Math.floor(late.length / Math.max(1, pairs)));
      for (const first of pairs === 0 ? [] : late.filter((_, i) => i % step === 0)) {
        this.#laboratory.restore(bench, first, false);
        const { isSaidAgain = false } = this.#prepared;
        const argv = isSaidAgain ? this.#argv(bench) : ['recover'];
        const again = await this.#laboratory.photograph(bench, argv, [0, 1], isSaidAgain);
        for (const second of again) {
          this.#laboratory.restore(bench, second, false);
          report('compound', `at ${first.call.at}, then ${second.call.at}`, await this.#recovered(bench, false));
        }
        this.#laboratory.forget(again);
      }
      this.#laboratory.forget(images);
    } finally {
      this.#laboratory.discard(bench);
    }
  }

  /** Ends the process at any moment, wherever it is, and recovers. @param after milliseconds after its start */
  async playAtRandom(after: number): Promise<Played> {
    const bench = this.#laboratory.copy(this.#prepared);
    try {
      const run = await this.#laboratory.runFor(bench, this.#prepared.argv, after);
      const lies = this.#whyUntrue(bench, run);
      const recovered = await this.#laboratory.runFor(bench, ['recover'], null);
      const failed = recovered.code === 0 ? [] : [`recover ended with ${recovered.code}: ${recovered.stderr}`];
      return await this.#judge(bench, run, lies, [...whyUnclear(run), ...failed]);
    } finally {
      this.#laboratory.discard(bench);
    }
  }

  async #judge(bench: Bench, { code, hit }: Run, lies: readonly string[], unclear: readonly string[]): Promise<Played> {
    const wrong = [...lies, ...unclear, ...(await this.#recovered(bench, code === 0))];
    return { wrong, hit, code, isOld: this.#snapshot(bench) === this.#old, isUntrue: lies.length > 0 };
  }

  /** What a bundle is interrupted at is made by saying it again, which the matrix knows nothing of. */
  #whyUnexpected(action: FaultAction, call: Call, { isOld, code }: Pick<Played, 'isOld' | 'code'>): string | null {
    if (this.#prepared.isSaidAgain) return null;
    return whyUnexpected(this.cellOf(action, call), isOld, code === 0 && isFailing(action));
  }

  /** An exit code tells the truth: 0 done, 1 and 2 nothing changed and nothing left to do, 3 something is left to do. */
  #whyUntrue(bench: Bench, { code, stderr }: Run): readonly string[] {
    if (code === null) return [];
    const now = this.#snapshot(bench);
    const isOpen = isJournalOpen(bench.repository);
    const said = `${code}: ${stderr.trim().split('\n').slice(-3).join(' / ')}`;
    const lies: string[] = [];
    if (code === 0 && (now !== this.#new || isOpen)) lies.push(`is not done, and ended with ${said}`);
    if ((code === 1 || code === 2) && (now !== this.#old || isOpen)) lies.push(`changed something: ${said}`);
    if (code === 3 && !isOpen) lies.push(`nothing is left to do: ${said}`);
    if (![0, 1, 2, 3].includes(code)) lies.push(`ended with ${said}`);
    return lies;
  }

  /** Recovery that was disturbed: 0 all is done, 1 nothing was changed by it, 3 something is left to do. */
  #whyRecoveryUntrue(bench: Bench, { code, stderr }: Run, before: Snapshot): readonly string[] {
    const now = this.#snapshot(bench);
    const isOpen = isJournalOpen(bench.repository);
    const isTrue =
      code === null ||
      (code === 0 && !isOpen && (now === this.#old || now === this.#new)) ||
      (code === 1 && now === before) ||
      (code === 3 && isOpen);
    return isTrue ? [] : [`recovery said what is not so: ${code}: ${stderr.trim()}`];
  }

  /** Recovers, and looks at what is there then. @param isDone where the old state would be a lie */
  async #recovered(bench: Bench, isDone: boolean): Promise<readonly string[]> {
    const wrong: string[] = [];
    const first = await this.#say(bench, ['recover']);
    if (first.code !== 0) wrong.push(`recover ended with ${first.code}: ${first.stderr}`);
    const { argv, isSaidAgain } = this.#prepared;
    if (isSaidAgain && this.#snapshot(bench) !== this.#new) {
      const again = await this.#say(bench, argv);
      // Where it was done but for tidying up, it says that it is there.
      if (again.code !== 0 && this.#snapshot(bench) !== this.#new)
        wrong.push(`said again, it ended with ${again.code}: ${again.stderr}`);
    }
    const now = this.#snapshot(bench);
    const mayBeOld = !isDone && !isSaidAgain;
    if (now !== this.#new && !(mayBeOld && now === this.#old))
      wrong.push(`neither old nor new: ${differing(now, this.#new)}`);
    const second = await this.#say(bench, ['recover']);
    if (second.code !== 0 || !second.stderr.includes('No operation was interrupted'))
      wrong.push(`recovered again: ${second.code} ${second.stderr}`);
    if (this.#snapshot(bench) !== now) wrong.push('recovering twice is not recovering once');
    return [...wrong, ...findLeftovers(this.#laboratory.git, bench.repository)];
  }

  /** What the command line says in this process, which costs less than another one. */
  async #say(
    { folder }: Bench,
    argv: readonly string[],
  ): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
    const said = { stdout: '', stderr: '' };
    const output = (name: keyof typeof said) => ({
      columns: null,
      write: (text: string) => {
        said[name] += text;
      },
    });
    const env = this.#laboratory.env();
    const fixed = atFixedTime({
      ...HOST,
      cwd: folder,
      env,
      stdout: output('stdout'),
      stderr: output('stderr'),
      openRepository: async (where) => openRepository(where, env),
      releaseContext: (where, command) => ({ ...HOST.releaseContext(where, command), env }),
    });
    return { code: await runCommandLine(argv, fixed), ...said };
  }

  #snapshot({ repository }: Bench): Snapshot {
    return takeSnapshot(repository, this.#prepared.workTree);
  }

  /** The cell of the fault matrix that a fault plays. */
  cellOf(action: FaultAction, call: Pick<Call, 'by' | 'path' | 'command' | 'phase' | 'kind'>): string | null {
    return cellOf(action, call, this.#name);
  }
}

/** The lines of each that the other has not. */
function differing(now: Snapshot, planned: Snapshot): string {
  const [here, there] = [now.split('\n'), planned.split('\n')];
  const without = (lines: readonly string[], others: readonly string[]): string =>
    lines.filter((line) => !others.includes(line)).join(', ');
  return `has ${without(here, there)}; has not ${without(there, here)}`;
}

/** Whoever does not do what was asked says so in words, and is no defect. */
function whyUnclear({ code, stderr }: Run): readonly string[] {
  if (code === null || code === 0) return [];
  return /^error: /m.test(stderr) && !stderr.includes('a defect of release-ledger') ? [] : [`unclear: ${stderr}`];
}
