import { type GateOutcome, plainOutcome } from '../gate-run.ts';

/** Reads nothing but the exit code: 0 is a pass. */
export function readExitCode(code: number): GateOutcome {
  return plainOutcome(code === 0 ? 'passed' : 'failed', `it ended with ${code}`);
}
