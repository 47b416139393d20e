/** A check that takes longer than this is felt in every keystroke. */
const SLOW_MS = 30;

/** Nobody types for this long before the work is done again, and it never takes longer altogether than the rest of it. */
const QUIET_MS = 15;
const BUDGET_MS = 2500;
const MAX_RUNS = 16;

/** A run that takes at least this share of the fastest one before it has not become faster. */
const AS_FAST = 0.9;
/** So many runs in a row that did not become faster are the end of it. */
const SETTLED_RUNS = 3;

/** What the time is taken from. */
export interface Timing {
  readonly now: () => number;
  readonly later: (run: () => void, milliseconds: number) => { readonly cancel: () => void };
}

const REAL: Timing = {
  now: () => performance.now(),
  later: (run, milliseconds) => {
    const timer = setTimeout(run, milliseconds);
    // Nothing that may as well not happen keeps a process alive.
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};

/**
 * Does slow work again while nobody waits for it, until it is as fast as it becomes.
 *
 * JavaScript is compiled while it runs, and a large changelog takes ten times as long to check at first as it does later. Who opens
 * one reads before they type: in that moment the check is repeated, so that the first key is answered as fast as the hundredth.
 */
export class WarmUp {
  readonly #timing: Timing;
  #waiting: { readonly cancel: () => void } | null = null;
  #fastest = Number.POSITIVE_INFINITY;
  #settled = 0;
  #runs = 0;
  #spent = 0;

  constructor(timing: Timing = REAL) {
    this.#timing = timing;
  }

  /**
   * Does `work`, for which somebody waits, and returns what it returns. Where it was slow, `rehearse` follows when it is quiet: what
   * will be done next with what `work` returned, or `work` once more.
   */
  measure<T>(work: () => T, rehearse: (result: T) => unknown = work): T {
    this.#waiting?.cancel();
    this.#waiting = null;
    const started = this.#timing.now();
    const result = work();
    const took = this.#timing.now() - started;
    if (took >= SLOW_MS && !this.#isDone) this.#wait(() => rehearse(result));
    return result;
  }

  get #isDone(): boolean {
    return this.#settled >= SETTLED_RUNS || this.#runs >= MAX_RUNS || this.#spent >= BUDGET_MS;
  }

  #wait(rehearse: () => unknown): void {
    this.#waiting = this.#timing.later(() => this.#repeat(rehearse), QUIET_MS);
  }

  #repeat(rehearse: () => unknown): void {
    // A timer that is kept keeps what it is to do, and the text that this is about.
    this.#waiting = null;
    const started = this.#timing.now();
    rehearse();
    const took = this.#timing.now() - started;
    this.#runs++;
    this.#spent += took;
    this.#settled = took < this.#fastest * AS_FAST ? 0 : this.#settled + 1;
    this.#fastest = Math.min(this.#fastest, took);
    if (!this.#isDone) this.#wait(rehearse);
  }
}
