import { dirname } from 'node:path';
import type { Refusal } from '../core/index.ts';
import { APPLY_PHASES, type ApplyPhase } from '../core/release/apply-phase.ts';
import { toCommandLine } from '../core/release/describe.ts';
import type { FactQuestions, ReleaseFacts } from '../core/release/facts.ts';
import type { Plan } from '../core/release/plan.ts';
import type { ReleaseContext } from '../host/release/context.ts';
import type { Applied, Interrupted, Refused } from '../host/release/outcome.ts';
import { printDone, styled } from './printer.ts';
import { printPlan } from './report/plan.ts';
import { EXIT, type GlobalOptions, printNote, printRefusal, requirePolicy, type Session } from './session.ts';
import { openLedger } from './the-ledger.ts';

export type PreparedOperation = FactsOperation | ComputedOperation;

/** An operation with its arguments: what it has to know, and what it makes of that. */
export interface FactsOperation {
  /** The command line that the record of the operation keeps. */
  readonly command: readonly string[];
  readonly ask?: (facts: ReleaseFacts) => FactQuestions;
  readonly plan: (facts: ReleaseFacts) => Plan;
  /** What is done once it is applied, in a plan of its own. */
  readonly followUp?: (applied: Plan) => PreparedOperation | null;
}

/** An operation whose plan comes from elsewhere; the exit code where there is none, and then the reason was printed. */
export interface ComputedOperation {
  readonly compute: (session: Session) => Promise<PlannedOperation | number>;
}

export interface PlannedOperation {
  readonly plan: Plan;
  readonly context: ReleaseContext;
  /** What a file says now; null where it is not there, or its text is not known. */
  readonly textOf: (path: string) => string | null;
}

/** Gathers the facts and computes the plan; the exit code where that cannot be done, and then the reason was printed. */
export async function planOperation(
  session: Session,
  operation: PreparedOperation,
): Promise<PlannedOperation | number> {
  if ('compute' in operation) return operation.compute(session);
  const { command, ask = () => ({}), plan } = operation;
  const gathered = await gatherFacts(session, command, ask);
  if (typeof gathered === 'number') return gathered;
  const { facts, context } = gathered;
  return {
    plan: continueHere(plan(facts), session.options),
    context,
    textOf: (path) => facts.files.get(path)?.present?.text ?? null,
  };
}

/** What is offered next, and what mends what stands in the way, is meant for the same folder and changelog. */
function continueHere(plan: Plan, { cwd, changelog }: GlobalOptions): Plan {
  const where = [
    ...(cwd === undefined ? [] : ['--cwd', cwd]),
    ...(changelog === undefined ? [] : ['--changelog', changelog]),
  ];
  const here = ([program = '', ...args]: readonly string[]): readonly string[] => {
    if (program === 'release-ledger') return [program, ...args, ...where];
    return program === 'git' && cwd !== undefined ? [program, '-C', cwd, ...args] : [program, ...args];
  };
  if (where.length === 0) return plan;
  const program = `release-ledger ${toCommandLine(where)} `;
  const blockers = plan.blockers.map((each) => ({
    ...each,
    hint: each.hint?.replace(/\brelease-ledger (?=[a-z])/g, () => program) ?? null,
  }));
  return { ...plan, blockers, next: plan.next.map((each) => ({ ...each, command: here(each.command) })) };
}

/** Gathers what an operation goes by; the exit code where that cannot be done, and then the reason was printed. */
export async function gatherFacts(
  session: Session,
  command: readonly string[],
  ask: (facts: ReleaseFacts) => FactQuestions = () => ({}),
): Promise<{ readonly facts: ReleaseFacts; readonly context: ReleaseContext } | number> {
  const required = await requirePolicy(session);
  if (!required) return EXIT.usage;
  const opened = await openLedger(session, required);
  if (!opened) return EXIT.usage;
  const { host } = session;
  const { policy, root, file } = opened;
  const context = host.releaseContext(dirname(file.path), command);
  const { gatherReleaseFacts } = await import('../host/gather-release-facts.ts');
  const { files, clock } = host;
  const facts = await gatherReleaseFacts({ context, loaded: opened, root, policy, files, today: clock.today(), ask });
  if (!('code' in facts)) return { facts, context };
  printRefusal(session, facts);
  return EXIT.findings;
}

/**
 * Runs an operation: the plan is shown, agreed to and applied.
 *
 * @param yes true where the user has agreed already
 * @returns the exit code: 1 where it was refused and nothing was changed, 3 where it stopped part-way
 */
export async function operate(session: Session, operation: PreparedOperation, yes: boolean): Promise<number> {
  const planned = await planOperation(session, operation);
  if (typeof planned === 'number') return planned;
  const code = await carryOut(session, planned.plan, planned.context, yes);
  const next = code === EXIT.done && 'plan' in operation ? operation.followUp?.(planned.plan) : null;
  return next ? operate(session, next, yes) : code;
}

/** Shows a plan, asks for agreement and applies it. */
export async function carryOut(session: Session, plan: Plan, context: ReleaseContext, yes: boolean): Promise<number> {
  if (plan.blockers.length > 0) {
    for (const each of plan.blockers) printBlocker(session, each);
    printNote(session, `${plan.title}: nothing was changed`);
    return exitOfBlocked(plan);
  }
  if (plan.steps.length === 0) {
    for (const note of plan.notes) printNote(session, note);
    printDone(session.err, `${plan.title}: there is nothing to do`);
    return EXIT.done;
  }
  printPlan(session.err, plan);
  if (!yes) {
    const agreed = await confirm(session, plan.title);
    if (!agreed) return EXIT.findings;
  }
  const { applyPlan } = await import('../host/release/apply.ts');
  // An interrupt takes back what nobody sees yet, and lets come to its end what somebody may have seen.
  const signal = session.host.interruption?.();
  const watched = { ...context, ...(signal && { signal }), onPhase: (phase: ApplyPhase) => printPhase(session, phase) };
  return reportOutcome(session, plan, await applyPlan(plan, watched));
}

/** What a plan that something stands in the way of ends with: what names no version was meant otherwise. */
export function exitOfBlocked({ blockers }: Plan): number {
  return blockers.some(({ code }) => code === 'no-version') ? EXIT.usage : EXIT.findings;
}

/** Hooks and remotes take their time: on a terminal somebody waits. */
function printPhase({ err }: Session, phase: ApplyPhase): void {
  if (err.columns !== null) err.line(styled(`  ${APPLY_PHASES[phase]} …`, 'dim'));
}

export function printBlocker(session: Session, { message, hint, place }: Plan['blockers'][number]): void {
  printRefusal(session, { message: place ? `${place.path}:${place.line}: ${message}` : message, hint });
}

/** Asks for agreement to what was shown. */
export async function confirm(session: Session, title: string): Promise<boolean> {
  const { host } = session;
  if (host.confirm === null) {
    const hint = 'Look at the plan, then add --yes';
    printRefusal(session, { message: 'no terminal is there to ask, and nothing was changed', hint });
    return false;
  }
  if (await host.confirm(`${title}?`)) return true;
  printNote(session, 'nothing was changed');
  return false;
}

function reportOutcome(session: Session, plan: Plan, outcome: Applied | Refused | Interrupted): number {
  if (outcome.kind === 'refused') {
    printRefusals(session, outcome.refusals);
    return EXIT.findings;
  }
  if (outcome.kind === 'interrupted') {
    printRefusal(session, outcome.reason);
    return EXIT.partial;
  }
  printDone(session.err, `${plan.title}: done (${outcome.record.id})`);
  if (!plan.steps.some(({ kind }) => kind === 'push')) printNote(session, 'to take it back: release-ledger undo');
  return printConflicts(session, outcome.conflicts);
}

export function printRefusals(session: Session, refusals: readonly Refusal[]): void {
  for (const each of refusals) printRefusal(session, each);
}

/** What was left as somebody changed it meanwhile. @returns the exit code */
export function printConflicts(session: Session, conflicts: Applied['conflicts']): number {
  for (const { name, reason } of conflicts)
    printRefusal(session, {
      message: `${name} was left as it is: ${reason}`,
      hint: `Compare it with: git diff HEAD -- ${name}`,
    });
  return conflicts.length > 0 ? EXIT.partial : EXIT.done;
}
