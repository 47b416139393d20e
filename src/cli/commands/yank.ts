import { planYank } from '../../core/release/operations/yank.ts';
import type { PreparedOperation } from '../operate.ts';
import { textOf } from './operation-options.ts';

/** `yank VERSION --reason T`: a release marked as pulled. */
export function yank([version = '']: readonly string[], options: Readonly<Record<string, unknown>>): PreparedOperation {
  return {
    command: ['release-ledger', 'yank', version],
    plan: (facts) => planYank(facts, { version, reason: textOf(options.reason) ?? '' }),
  };
}
