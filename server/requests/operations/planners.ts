import type { Refusal } from '../../../src/core/index.ts';
import type { FactQuestions, ReleaseFacts } from '../../../src/core/release/facts.ts';
import type { Plan } from '../../../src/core/release/plan.ts';
import type { ReleaseContext } from '../../../src/host/release/context.ts';
import type { OperationDto, OperationOptionsDto } from '../../../src/protocol/operations.ts';

/** How an operation is planned: what it wants to know beside what every planner is told, and the plan that comes of it. */
export interface Planner {
  readonly ask: (facts: ReleaseFacts) => FactQuestions;
  readonly plan: (facts: ReleaseFacts) => Plan | Refusal;
}

type ToPlanner = (options: OperationOptionsDto, context: ReleaseContext) => Promise<Planner>;

const nothing = (): FactQuestions => ({});

const PLANNERS: { readonly [operation in OperationDto]?: ToPlanner } = {
  bump: async ({ target, prerelease }) => {
    const { planBump } = await import('../../../src/core/release/operations/bump.ts');
    const options = { wanted: target ?? null, pre: prerelease ?? null, commit: true };
    return { ask: nothing, plan: (facts) => planBump(facts, options) };
  },
  cut: async ({ target, prerelease, type, title }) => {
    const { planCut } = await import('../../../src/core/release/operations/cut.ts');
    const options = {
      wanted: target ?? null,
      pre: prerelease ?? null,
      type: type ?? null,
      title: title || null,
      summary: null,
      sign: false,
    };
    return { ask: nothing, plan: (facts) => planCut(facts, options) };
  },
  tag: async ({ target, title }) => {
    const { planTag } = await import('../../../src/core/release/operations/tag.ts');
    const options = { version: target ?? '', title: title || null, summary: null, sign: false };
    return { ask: nothing, plan: (facts) => planTag(facts, options) };
  },
  push: async ({ target }) => {
    const { askPush, planPush } = await import('../../../src/core/release/operations/push.ts');
    return { ask: askPush, plan: (facts) => planPush(facts, { version: target ?? '' }) };
  },
};

/** The planner of an operation with the options that it was asked for; null where there is none. */
export async function toPlanner(
  operation: OperationDto,
  options: OperationOptionsDto,
  context: ReleaseContext,
): Promise<Planner | null> {
  return (await PLANNERS[operation]?.(options, context)) ?? null;
}
