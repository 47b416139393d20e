import { askBranchFinish, planBranchFinish } from '../../core/release/operations/branch-finish.ts';
import { planBranchStart } from '../../core/release/operations/branch-start.ts';
import type { PreparedOperation } from '../operate.ts';
import { textOf } from './operation-options.ts';

/** `branch start LEVEL|VERSION`: the branch on which a release is prepared. */
export function startBranch([wanted]: readonly string[]): PreparedOperation {
  return {
    command: ['release-ledger', 'branch', 'start', ...(wanted === undefined ? [] : [wanted])],
    plan: (facts) => planBranchStart(facts, { wanted: wanted ?? null }),
  };
}

/** `branch finish VERSION`: merged back and tagged. */
export function finishBranch(
  [version]: readonly string[],
  options: Readonly<Record<string, unknown>>,
): PreparedOperation {
  const title = textOf(options.title);
  const summary = textOf(options.summary);
  return {
    command: ['release-ledger', 'branch', 'finish', ...(version === undefined ? [] : [version])],
    ask: (facts) => askBranchFinish(facts, { version: version ?? null }),
    plan: (facts) => planBranchFinish(facts, { version: version ?? null, title, summary, sign: options.sign === true }),
  };
}
