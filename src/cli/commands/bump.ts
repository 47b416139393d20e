import { planBump } from '../../core/release/operations/bump.ts';
import type { PreparedOperation } from '../operate.ts';
import { textOf } from './operation-options.ts';

/** `bump [LEVEL|VERSION]`: the version files and the changelog's place for what comes next. */
export function bump(args: readonly string[], options: Readonly<Record<string, unknown>>): PreparedOperation {
  const wanted = args[0] ?? null;
  return {
    command: ['release-ledger', 'bump', ...args],
    plan: (facts) => planBump(facts, { wanted, pre: textOf(options.pre), commit: options.commit !== false }),
  };
}
