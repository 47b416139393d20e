import type { Plan } from '../../src/core/release/plan.ts';
import { recover } from '../../src/host/release/recover.ts';
import type { TestRepository } from '../support/repository.ts';
import { type Call, canHappen, cellOf, type FaultAction } from './actions.ts';
import type { Fault, Laboratory, Run, Snapshot } from './laboratory.ts';
import type { FaultOperation } from './operations.ts';

/** One operation with its undisturbed course: how it looks before and behind it, and the calls on the way. */
export class Sweep {
  readonly #repo: TestRepository;
  readonly #plan: Plan;
  readonly #name: string;
  #old: Snapshot = '';
  #new: Snapshot = '';
  calls: readonly Call[] = [];

  readonly laboratory: Laboratory;

  constructor(laboratory: Laboratory, operation: FaultOperation) {
    this.laboratory = laboratory;
    this.#name = operation.name;
    const { repo, plan } = operation.prepare();
    this.#repo = repo;
    this.#plan = plan;
  }

  /** Runs it undisturbed. @throws where it does not end as planned */
  async open(): Promise<void> {
    const { laboratory } = this;
    const work = laboratory.copy(this.#repo.folder);
    this.#old = laboratory.snapshot(work);
    const run = await laboratory.run(work, this.#plan, null, true);
    this.calls = laboratory.calls(work);
    this.#new = laboratory.snapshot(work);
    if (run.code !== 0 || this.#new === this.#old || laboratory.leftovers(work).length > 0)
      throw new Error(`undisturbed: ${JSON.stringify(run)} ${laboratory.leftovers(work)}`);
    laboratory.discard(work);
  }

  close(): void {
    this.#repo.remove();
  }

  /** The calls at which an action can happen. */
  points(action: FaultAction): readonly Call[] {
    return this.calls.filter((call) => canHappen(action, call));
  }

  /** Plays one fault. @returns what is wrong behind it; empty where nothing is */
  async play(fault: Fault): Promise<readonly string[]> {
    const work = this.laboratory.copy(this.#repo.folder);
    try {
      const run = await this.laboratory.run(work, this.#plan, fault);
      const lies = this.#whyUntrue(work, run);
      return [...lies, ...(await this.#recovered(work, run.code === 0 ? 'new' : null))];
    } finally {
      this.laboratory.discard(work);
    }
  }

  /** Plays one fault, and another one while it is recovered from. */
  async playTwo(
    first: Fault,
    second: Fault,
  ): Promise<{ readonly wrong: readonly string[]; readonly isPlayed: boolean }> {
    const work = this.laboratory.copy(this.#repo.folder);
    try {
      await this.laboratory.run(work, this.#plan, first);
      const again = await this.laboratory.run(work, null, second);
      return { wrong: await this.#recovered(work, null), isPlayed: again.isDone };
    } finally {
      this.laboratory.discard(work);
    }
  }

  /** An exit code tells the truth: 0 done, 1 nothing changed and nothing left to do, 3 something is left to do. */
  #whyUntrue(work: string, { code, outcome, stderr }: Run): readonly string[] {
    if (code === null) return [];
    const now = this.laboratory.snapshot(work);
    const isOpen = this.laboratory.leftovers(work).includes('journal.json');
    if (code === 0 && outcome?.kind === 'applied')
      return now === this.#new && !isOpen ? [] : ['ended with 0 and is not done'];
    if (code === 1 && outcome?.kind === 'refused')
      return now === this.#old && !isOpen ? [] : ['ended with 1 and changed something'];
    if (code === 3 && outcome?.kind === 'interrupted') return isOpen ? [] : ['ended with 3 and nothing is left to do'];
    return [`ended with ${code}: ${JSON.stringify(outcome)} ${stderr}`];
  }

  async #recovered(work: string, expected: 'new' | null): Promise<readonly string[]> {
    const env = { ...this.laboratory.env(), PATH: '/usr/bin:/bin' };
    const context = {
      folder: work,
      env,
      trusted: true,
      command: ['recover'],
      now: () => new Date('2026-02-01T00:00:00Z'),
    };
    const wrong: string[] = [];
    const first = await recover(context);
    if (first.kind !== 'recovered' && first.kind !== 'nothing') wrong.push(`recover: ${JSON.stringify(first)}`);
    if (first.kind === 'recovered' && first.conflicts.length > 0)
      wrong.push(`conflicts: ${JSON.stringify(first.conflicts)}`);
    const now = this.laboratory.snapshot(work);
    if (now !== this.#new && (now !== this.#old || expected === 'new')) wrong.push(`neither old nor new:\n${now}`);
    const second = await recover(context);
    if (second.kind !== 'nothing') wrong.push(`recover again: ${JSON.stringify(second)}`);
    if (this.laboratory.snapshot(work) !== now) wrong.push('recovering twice is not recovering once');
    return [...wrong, ...this.laboratory.leftovers(work)];
  }

  /** The cell of the fault matrix that a fault plays. */
  cellOf(action: FaultAction, call: Call): string {
    // The files that a bundle consists of are what its stage writes.
    return cellOf(action, call).replace(/S10$/, this.#name === 'bundle' ? 'S12' : 'S10');
  }
}
