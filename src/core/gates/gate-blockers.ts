import type { Blocker } from '../release/plan.ts';
import { type GateResult, isBlocking } from './gate-results.ts';

/** What stands in the way of a release by its gates, each with the command that mends it. */
export function toGateBlockers(version: string, results: readonly GateResult[]): readonly Blocker[] {
  return results.filter(isBlocking).map(({ gate, state, detail, stale, path }) => ({
    code: `gate-${stale === null ? state : 'stale'}`,
    message: describe(gate.name, { state, detail, stale }),
    hint: `Run it: release-ledger gate ${gate.name} --version ${version}`,
    place: state === 'not-run' ? null : { path, line: 1 },
  }));
}

function describe(name: string, { state, detail, stale }: Pick<GateResult, 'state' | 'detail' | 'stale'>): string {
  if (stale !== null) return `the gate “${name}” has to run again: ${stale}`;
  return state === 'failed'
    ? `the gate “${name}” is not passed: ${detail}`
    : `the gate “${name}” is not run: ${detail}`;
}
