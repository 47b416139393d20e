import { askRollback, planRollback } from '../../core/release/operations/rollback.ts';
import type { PreparedOperation } from '../operate.ts';
import { textOf } from './operation-options.ts';

/** `rollback VERSION`: the way back to the last good version, as a record. */
export function rollback(
  [version = '']: readonly string[],
  options: Readonly<Record<string, unknown>>,
): PreparedOperation {
  const wanted = { version, severity: textOf(options.severity), reason: textOf(options.reason) };
  return {
    command: ['release-ledger', 'rollback', version],
    ask: (facts) => askRollback(facts, wanted),
    plan: (facts) => planRollback(facts, wanted),
  };
}
