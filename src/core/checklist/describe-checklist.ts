import type { Policy } from '../policy/policy.ts';
import { APPROVALS, type Checklist, type Task } from './checklist.ts';
import { describeDays } from './write-checklist.ts';

/** A phase of a checklist as people look at it. */
export interface PhaseStatus {
  readonly name: string;
  /** `D-3 to D-1`; empty for a phase that the policy does not know. */
  readonly days: string;
  /** True where a release waits for it. */
  readonly blocks: boolean;
  readonly tasks: readonly Task[];
  /** How many tasks are left to do. */
  readonly open: number;
}

/** The phases of a checklist with what is left to do in each; approvals come last. What no heading stands above has no name. */
export function describeChecklist({ tasks }: Checklist, { checklists }: Policy): readonly PhaseStatus[] {
  const names = [...new Set(tasks.map(({ phase }) => phase))];
  return names.map((name) => {
    const own = tasks.filter(({ phase }) => phase === name);
    const phase = checklists.phases.find((each) => each.name === name);
    return {
      name,
      days: phase ? describeDays(phase) : '',
      blocks: name === APPROVALS || phase?.blocks === 'release',
      tasks: own,
      open: own.filter(isOpen).length,
    };
  });
}

/** True for a task that is left to do, one with an odd box included. */
export function isOpen({ state }: Task): boolean {
  return state === 'open' || state === 'odd';
}
