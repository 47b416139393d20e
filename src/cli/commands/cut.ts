import { planCut } from '../../core/release/operations/cut.ts';
import type { PreparedOperation } from '../operate.ts';
import { textOf } from './operation-options.ts';

/** `cut [LEVEL|VERSION]`: the release. */
export function cut(args: readonly string[], options: Readonly<Record<string, unknown>>): PreparedOperation {
  return {
    command: ['release-ledger', 'cut', ...args],
    plan: (facts) =>
      planCut(facts, {
        wanted: args[0] ?? null,
        pre: textOf(options.pre),
        type: textOf(options.type),
        title: textOf(options.title),
        summary: textOf(options.summary),
        sign: options.sign === true,
      }),
  };
}
