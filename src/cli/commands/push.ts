import { askPush, planPush } from '../../core/release/operations/push.ts';
import type { PreparedOperation } from '../operate.ts';

/** `push VERSION`: branch and tag together. */
export function push([version = '']: readonly string[]): PreparedOperation {
  return {
    command: ['release-ledger', 'push', version],
    ask: askPush,
    plan: (facts) => planPush(facts, { version }),
  };
}
