import { askCut, planCut } from '../../core/release/operations/cut.ts';
import type { Plan } from '../../core/release/plan.ts';
import type { PreparedOperation } from '../operate.ts';
import { textOf } from './operation-options.ts';
import { push } from './push.ts';

/** `cut [LEVEL|VERSION]`: the release. */
export function cut(args: readonly string[], options: Readonly<Record<string, unknown>>): PreparedOperation {
  const asked = {
    wanted: args[0] ?? null,
    pre: textOf(options.pre),
    type: textOf(options.type),
    title: textOf(options.title),
    summary: textOf(options.summary),
    sign: options.sign === true,
  };
  return {
    command: ['release-ledger', 'cut', ...args],
    ask: (facts) => askCut(facts, asked),
    plan: (facts) => planCut(facts, asked),
    ...(options.push === true ? { followUp: pushTag } : {}),
  };
}

/** What is tagged later is pushed later. */
function pushTag({ steps }: Plan): PreparedOperation | null {
  const tag = steps.find((step) => step.kind === 'tag');
  return tag ? push([tag.name]) : null;
}
