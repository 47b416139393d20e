import { askPromote, planPromote } from '../../core/release/operations/promote.ts';
import type { PreparedOperation } from '../operate.ts';
import { textOf } from './operation-options.ts';

/** `promote RC [--to VERSION]`: a release candidate becomes the release. */
export function promote(
  [candidate = '']: readonly string[],
  options: Readonly<Record<string, unknown>>,
): PreparedOperation {
  const to = textOf(options.to);
  const title = textOf(options.title);
  const summary = textOf(options.summary);
  return {
    command: ['release-ledger', 'promote', candidate],
    ask: (facts) => askPromote(facts, { candidate, to }),
    plan: (facts) => planPromote(facts, { candidate, to, title, summary, sign: options.sign === true }),
  };
}
