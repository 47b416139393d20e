/** How many turns of the event loop have to pass without a change: by then every message that has arrived was handled. */
const QUIET_TURNS = 3;

/** The longest that changes which do not stop may hold back a run. */
const PATIENCE_MS = 50;

/** Between the runs of a burst the client gets at least this long, and four times as long as a run took. */
const PAUSE_MS = 20;
const PAUSE_LIMIT_MS = 1000;

interface Pending {
  changes: number;
  quiet: number;
  since: number;
  notBefore: number;
  scheduled: boolean;
  running: boolean;
}

/**
 * Turns many changes of one thing into few runs, the last of which sees the last change.
 *
 * A single change runs at once, as soon as nothing else is waiting in the event loop; only what comes faster than it can be
 * worked off is gathered. Two runs of the same key never overlap.
 */
export class Coalescer {
  readonly #run: (key: string) => Promise<void>;
  readonly #pending = new Map<string, Pending>();
  #disposed = false;

  /** @param run must not fail; it is asked again for a key that changed while it ran */
  constructor(run: (key: string) => Promise<void>) {
    this.#run = run;
  }

  changed(key: string): void {
    const known = this.#pending.get(key);
    const pending = known ?? { changes: 0, quiet: 0, since: 0, notBefore: 0, scheduled: false, running: false };
    if (!known) this.#pending.set(key, pending);
    if (pending.changes === 0) pending.since = performance.now();
    pending.changes++;
    pending.quiet = 0;
    if (!pending.scheduled && !pending.running) this.#schedule(key, pending);
  }

  /** Forgets what waits for a key; a run that has begun goes on. */
  forget(key: string): void {
    const pending = this.#pending.get(key);
    if (pending) pending.changes = 0;
    if (pending && !pending.running) this.#pending.delete(key);
  }

  dispose(): void {
    this.#disposed = true;
    this.#pending.clear();
  }

  #schedule(key: string, pending: Pending): void {
    pending.scheduled = true;
    const wait = pending.notBefore - performance.now();
    if (wait > 0) setTimeout(() => this.#turn(key, pending), wait);
    else setImmediate(() => this.#turn(key, pending));
  }

  #turn(key: string, pending: Pending): void {
    if (this.#disposed || this.#pending.get(key) !== pending) return;
    if (++pending.quiet < QUIET_TURNS && performance.now() - pending.since < PATIENCE_MS) this.#schedule(key, pending);
    else void this.#start(key, pending);
  }

  async #start(key: string, pending: Pending): Promise<void> {
    const burst = pending.changes > 1;
    pending.changes = 0;
    pending.scheduled = false;
    pending.running = true;
    const started = performance.now();
    await this.#run(key);
    const now = performance.now();
    pending.running = false;
    pending.notBefore = burst ? now + Math.min(PAUSE_LIMIT_MS, Math.max(PAUSE_MS, 4 * (now - started))) : 0;
    if (this.#disposed) return;
    if (pending.changes > 0) this.#schedule(key, pending);
    else if (!burst) this.#pending.delete(key);
  }
}
