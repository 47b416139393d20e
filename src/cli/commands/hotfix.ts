import { askHotfixFinish, planHotfixFinish } from '../../core/release/operations/hotfix-finish.ts';
import { askHotfixStart, planHotfixStart } from '../../core/release/operations/hotfix-start.ts';
import type { PreparedOperation } from '../operate.ts';
import { textOf } from './operation-options.ts';

/** `hotfix start [--from TAG]`: the branch of an urgent fix. */
export function startHotfix(_: readonly string[], options: Readonly<Record<string, unknown>>): PreparedOperation {
  const from = textOf(options.from);
  return {
    command: ['release-ledger', 'hotfix', 'start', ...(from === null ? [] : ['--from', from])],
    ask: (facts) => askHotfixStart(facts, { from }),
    plan: (facts) => planHotfixStart(facts, { from }),
  };
}

/** `hotfix finish`: released, tagged and merged back. */
export function finishHotfix(_: readonly string[], options: Readonly<Record<string, unknown>>): PreparedOperation {
  const asked = { title: textOf(options.title), summary: textOf(options.summary), sign: options.sign === true };
  return {
    command: ['release-ledger', 'hotfix', 'finish'],
    ask: (facts) => askHotfixFinish(facts, asked),
    plan: (facts) => planHotfixFinish(facts, asked),
  };
}
