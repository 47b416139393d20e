import { askTag, planTag } from '../../core/release/operations/tag.ts';
import type { PreparedOperation } from '../operate.ts';
import { textOf } from './operation-options.ts';

/** `tag VERSION`: the tag of a version that is cut. */
export function tag([version = '']: readonly string[], options: Readonly<Record<string, unknown>>): PreparedOperation {
  const title = textOf(options.title);
  const summary = textOf(options.summary);
  return {
    command: ['release-ledger', 'tag', version],
    ask: (facts) => askTag(facts, { version }),
    plan: (facts) => planTag(facts, { version, title, summary, sign: options.sign === true }),
  };
}
