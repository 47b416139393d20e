import type { ApplyPhase } from '../../../src/core/release/apply-phase.ts';
import type { Plan } from '../../../src/core/release/plan.ts';
import type { AnswerDto } from '../../../src/protocol/dto.ts';
import type * as messages from '../../../src/protocol/messages.ts';
import * as operations from '../../../src/protocol/operations.ts';
import * as reports from '../../../src/protocol/reports.ts';
import type { Cancelling } from '../../cancelling.ts';
import { requireDocument, requireText } from '../../handle.ts';
import type { Session } from '../../session.ts';
import { aboutLedger } from '../answers.ts';
import { checkTypedVersion } from './check-version.ts';
import { listChoices } from './choices.ts';
import { readJournal, toLogged } from './list-log.ts';
import { type OpenChangelog, openChangelog, toRefusal } from './open-changelog.ts';
import { OPERATIONS, toOutcome } from './outcome.ts';
import { planOperation } from './plan-operation.ts';
import { listReportChoices, makeReport } from './reports.ts';

/** Joins a request to what answers it. */
type On = <Params, Result>(
  message: messages.RequestMessage<Params, Result>,
  answer: (params: Params, token: Cancelling) => Result | Promise<Result>,
) => void;

/**
 * Joins the requests of release operations to what answers them.
 *
 * **Invariant:** before the workspace is trusted, nothing but the choices of a dialog is answered.
 */
export function offerOperationRequests(on: On, session: Session, tell: (phase: ApplyPhase) => void): void {
  /** Opens the changelog of a request; what is cancelled meanwhile is cancelled there, as far as it still can be. */
  const onRepository = <Params extends messages.DocumentParams, Value>(
    message: messages.RequestMessage<Params, AnswerDto<Value>>,
    nameOf: (params: Params) => readonly string[],
    answer: (open: OpenChangelog, params: Params) => Promise<AnswerDto<Value>>,
  ): void =>
    on(message, async (params, token) => {
      requireDocument(params);
      const name = nameOf(params);
      const ending = new AbortController();
      const listener = token.onCancellationRequested(() => ending.abort());
      try {
        const open = await openChangelog(session, params.textDocument.uri, name, ending.signal);
        return open.refusal ? open : await answer(open.value, params);
      } finally {
        listener.dispose();
      }
    });

  on(operations.operationChoicesRequest, async (params) => {
    requireDocument(params);
    await session.viewWithLedger(params.textDocument.uri);
    return aboutLedger(session, params.textDocument.uri, listChoices);
  });
  on(operations.checkVersionRequest, async (params) => {
    requireDocument(params);
    requireText(params.version, 'version');
    await session.viewWithLedger(params.textDocument.uri);
    return aboutLedger(session, params.textDocument.uri, (view, ledger) =>
      checkTypedVersion(view, ledger, params.version),
    );
  });
  onRepository(
    operations.planOperationRequest,
    ({ operation }) => {
      if (!OPERATIONS.includes(operation)) requireText(undefined, 'operation');
      return [operation];
    },
    (open, { operation, options }) => planOperation(session, open, operation, options ?? {}),
  );
  onRepository(
    operations.applyPlanRequest,
    () => ['apply'],
    async (open, { plan, progress }) => {
      const { applyPlan } = await import('../../../src/host/release/apply.ts');
      // It comes from outside: whoever applies a plan reads it first as what it says that it is.
      const outcome = await applyPlan(plan as unknown as Plan, {
        ...open.context,
        ...(progress === true && { onPhase: tell }),
      });
      await session.ledgers.refresh();
      return toOutcome(outcome);
    },
  );
  onRepository(
    operations.recoverRequest,
    () => ['recover'],
    async ({ context }) => {
      const { recover } = await import('../../../src/host/release/recover.ts');
      const outcome = await recover(context);
      await session.ledgers.refresh();
      return toOutcome(outcome);
    },
  );
  on(reports.commandLineRequest, () => session.host.commandLine);
  on(reports.reportChoicesRequest, (params) => {
    requireDocument(params);
    return aboutLedger(session, params.textDocument.uri, listReportChoices);
  });
  onRepository(
    reports.reportRequest,
    ({ report }) => [requireReport(report)],
    (open, { report }) => makeReport(session, open, report),
  );
  onRepository(
    operations.operationLogRequest,
    () => ['log'],
    async ({ context }) => {
      const log = await readJournal(context);
      return 'code' in log ? toRefusal([log]) : { value: toLogged(log) };
    },
  );
}

const REPORTS: Readonly<Record<reports.ReportDto['kind'], readonly string[]>> = {
  announcement: ['version', 'audience'],
  audit: ['format'],
};

/** Throws -32602 for what is no report with all that it is made of. @returns its kind */
function requireReport(report: reports.ReportDto | undefined): string {
  const kind = report?.kind ?? '';
  if (!report || !Object.hasOwn(REPORTS, kind)) requireText(undefined, 'report.kind');
  for (const name of REPORTS[kind as keyof typeof REPORTS])
    requireText(Reflect.get(report ?? {}, name), `report.${name}`);
  if (report?.kind === 'announcement') {
    if (typeof report.values !== 'object' || report.values === null) requireText(undefined, 'report.values');
    for (const [name, value] of Object.entries(report.values)) requireText(value, `report.values.${name}`);
  }
  return kind;
}
