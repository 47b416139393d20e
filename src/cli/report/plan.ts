import { describePlan, type PlanLine } from '../../core/release/describe.ts';
import type { Plan } from '../../core/release/plan.ts';
import { type Printer, type Segment, styled } from '../printer.ts';

/** Prints a plan for a person. */
export function printPlan(out: Printer, plan: Plan): void {
  printPlanLines(out, describePlan(plan));
}

export function printPlanLines(out: Printer, lines: readonly PlanLine[]): void {
  for (const line of lines) out.line(...toSegments(line));
}

function toSegments({ kind, text }: PlanLine): readonly Segment[] {
  switch (kind) {
    case 'title':
      return [styled(text, 'bold')];
    case 'note':
      return [styled(`  ${text}`, 'dim')];
    case 'blocker':
      return [styled('  stops:', 'bold', 'red'), ` ${text}`];
    case 'hint':
      return [styled('    hint:', 'cyan'), ` ${text}`];
    case 'step':
      return [`  ${text}`];
    case 'detail':
      return [styled(`          ${text}`, 'dim')];
    case 'next':
      return [styled('  then:', 'cyan'), `   ${text}`];
  }
}
