/** How a gate's command ended, and what it left. */
export interface GateRun {
  /** Null where it did not end by itself. */
  readonly exitCode: number | null;
  /** Why it has no exit code, in words for a person; null where it has one. */
  readonly ended: string | null;
  /** What it printed to standard output. */
  readonly output: string;
  /** Its report, or why there is none; null where its output is the report. */
  readonly report: { readonly text: string } | { readonly missing: string } | null;
}

/** What was read from a run. A number that is not known is null. */
export interface GateOutcome {
  readonly state: 'passed' | 'failed';
  /** How many tests passed, of how many that ran. */
  readonly passed: number | null;
  readonly total: number | null;
  /** Of coverage, the percentage of lines. */
  readonly percent: number | null;
  /** One sentence without a full stop. */
  readonly detail: string;
}

/** An outcome that says no more than whether it passed and why. */
export function plainOutcome(state: GateOutcome['state'], detail: string): GateOutcome {
  return { state, passed: null, total: null, percent: null, detail };
}

/** The outcome of counting tests; to have counted none shows nothing, and so does not pass. */
export function countedOutcome(passed: number, total: number): GateOutcome {
  if (total === 0) return plainOutcome('failed', 'no test ran');
  const state = passed === total ? 'passed' : 'failed';
  return { state, passed, total, percent: null, detail: `${passed} of ${total} tests passed` };
}
