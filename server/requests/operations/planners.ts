import type { FactQuestions, ReleaseFacts } from '../../../src/core/release/facts.ts';
import type { Plan } from '../../../src/core/release/plan.ts';
import type { OperationDto, OperationOptionsDto } from '../../../src/protocol/operations.ts';

/** How an operation is planned: what it wants to know beside what every planner is told, and the plan that comes of it. */
export interface Planner {
  readonly ask: (facts: ReleaseFacts) => FactQuestions;
  readonly plan: (facts: ReleaseFacts) => Plan;
}

type ToPlanner = (options: OperationOptionsDto) => Promise<Planner>;

const nothing = (): FactQuestions => ({});

/** What the dialogs of the editor do not ask for: the policy and the user's configuration say whether tags are signed. */
const UNASKED = { summary: null, sign: false };

const PLANNERS: Readonly<Record<Exclude<OperationDto, 'undo'>, ToPlanner>> = {
  bump: async ({ target, prerelease }) => {
    const { planBump } = await import('../../../src/core/release/operations/bump.ts');
    const options = { wanted: target ?? null, pre: prerelease ?? null, commit: true };
    return { ask: nothing, plan: (facts) => planBump(facts, options) };
  },
  cut: async ({ target, prerelease, type, title }) => {
    const { askCut, planCut } = await import('../../../src/core/release/operations/cut.ts');
    const kind = { wanted: target ?? null, pre: prerelease ?? null, type: type ?? null };
    const asked = { ...kind, title: title || null, ...UNASKED };
    return { ask: (facts) => askCut(facts, asked), plan: (facts) => planCut(facts, asked) };
  },
  tag: async ({ target, title }) => {
    const { askTag, planTag } = await import('../../../src/core/release/operations/tag.ts');
    const asked = { version: target ?? '', title: title || null, ...UNASKED };
    return { ask: (facts) => askTag(facts, asked), plan: (facts) => planTag(facts, asked) };
  },
  push: async ({ target }) => {
    const { askPush, planPush } = await import('../../../src/core/release/operations/push.ts');
    return { ask: askPush, plan: (facts) => planPush(facts, { version: target ?? '' }) };
  },
  'branch-start': async ({ target }) => {
    const { planBranchStart } = await import('../../../src/core/release/operations/branch-start.ts');
    return { ask: nothing, plan: (facts) => planBranchStart(facts, { wanted: target ?? null }) };
  },
  'branch-finish': async ({ target, title }) => {
    const { askBranchFinish, planBranchFinish } = await import('../../../src/core/release/operations/branch-finish.ts');
    const asked = { version: target ?? null, title: title || null, ...UNASKED };
    return { ask: (facts) => askBranchFinish(facts, asked), plan: (facts) => planBranchFinish(facts, asked) };
  },
  'hotfix-start': async ({ from }) => {
    const { askHotfixStart, planHotfixStart } = await import('../../../src/core/release/operations/hotfix-start.ts');
    const asked = { from: from ?? null };
    return { ask: (facts) => askHotfixStart(facts, asked), plan: (facts) => planHotfixStart(facts, asked) };
  },
  'hotfix-finish': async ({ title }) => {
    const { askHotfixFinish, planHotfixFinish } = await import('../../../src/core/release/operations/hotfix-finish.ts');
    const asked = { title: title || null, ...UNASKED };
    return { ask: (facts) => askHotfixFinish(facts, asked), plan: (facts) => planHotfixFinish(facts, asked) };
  },
  promote: async ({ target, title }) => {
    const { askPromote, planPromote } = await import('../../../src/core/release/operations/promote.ts');
    const asked = { candidate: target ?? '', to: null, title: title || null, ...UNASKED };
    return { ask: (facts) => askPromote(facts, asked), plan: (facts) => planPromote(facts, asked) };
  },
  yank: async ({ target, reason }) => {
    const { planYank } = await import('../../../src/core/release/operations/yank.ts');
    return { ask: nothing, plan: (facts) => planYank(facts, { version: target ?? '', reason: reason ?? '' }) };
  },
  rollback: async ({ target, severity, reason }) => {
    const { askRollback, planRollback } = await import('../../../src/core/release/operations/rollback.ts');
    const asked = { version: target ?? '', severity: severity ?? null, reason: reason ?? null };
    return { ask: (facts) => askRollback(facts, asked), plan: (facts) => planRollback(facts, asked) };
  },
};

/** The planner of an operation with the options that it was asked for. Taking one back is planned of its record alone. */
export function toPlanner(operation: Exclude<OperationDto, 'undo'>, options: OperationOptionsDto): Promise<Planner> {
  return PLANNERS[operation](options);
}
