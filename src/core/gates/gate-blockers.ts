import type { Blocker } from '../release/plan.ts';
import { type GateResult, isBlocking } from './gate-results.ts';

/** What stands in the way of a release by its gates, each with the command that mends it. */
export function toGateBlockers(version: string, results: readonly GateResult[]): readonly Blocker[] {
  return results.filter(isBlocking).map(({ gate, state, detail, stale, path }) => ({
    code: `gate-${stale === null ? state : 'stale'}`,
    message: `the gate “${gate.name}” ${stale === null ? `is ${WORDS[state]}: ${detail}` : `has to run again: ${stale}`}`,
    hint: `Run it: release-ledger gate ${gate.name} --version ${version}`,
    place: state === 'not-run' ? null : { path, line: 1 },
  }));
}

const WORDS = {
  passed: 'passed',
  failed: 'not passed',
  'not-run': 'not run',
  'not-applicable': 'not needed',
} as const;
