import { type CancellationToken, commands, type LogOutputChannel, l10n, ProgressLocation, window } from 'vscode';
import { didProgressNotification } from '../src/protocol/messages.ts';
import {
  applyPlanRequest,
  type OperationDto,
  type OperationOptionsDto,
  type OperationOutcomeDto,
  type PlannedOperationDto,
  planOperationRequest,
  recoverRequest,
} from '../src/protocol/operations.ts';
import { readString } from './arguments.ts';
import { chooseChangelog } from './choose-changelog.ts';
import { askOptions } from './operations/ask-options.ts';
import { reportBlockers } from './operations/blockers.ts';
import { CONFIRM, type Confirm, confirmPlan } from './operations/confirm.ts';
import { mendOf } from './operations/mending.ts';
import { readOptions } from './operations/options.ts';
import { reportOutcome } from './operations/outcome.ts';
import { PHASES } from './operations/phases.ts';
import { PlanDocuments } from './operations/plan-documents.ts';
import { closePreview, showPreview } from './operations/preview.ts';
import { PlanReview } from './operations/review.ts';
import { findUnsaved, saveAll } from './operations/unsaved.ts';
import { reportRefusal } from './report.ts';
import type { Session } from './session.ts';

export * as checklists from './checklists/checklist-commands.ts';
export * as commandLine from './operations/command-line.ts';
export * as reports from './operations/reports.ts';
export * as ledgerTasks from './tasks/ledger-tasks.ts';
export { LanguageTools } from './tools/language-tools.ts';
export * as mcpServers from './tools/mcp-servers.ts';

/**
 * Drives every release operation the same way: ask, plan, preview, confirm, apply, report. What an operation does is decided by
 * the server; nothing is changed before the user has confirmed the plan that he was shown.
 */
export class OperationDriver {
  readonly #session: Session;
  readonly #output: LogOutputChannel;
  readonly #confirm: Confirm;
  readonly #documents = new PlanDocuments();
  readonly #review = new PlanReview();
  /** Two operations at once would ask about plans of which one is out of date. */
  #busy = false;
  #report: (message: string) => void = () => undefined;

  constructor(session: Session, output: LogOutputChannel, confirm: Confirm = CONFIRM) {
    this.#session = session;
    this.#output = output;
    this.#confirm = confirm;
    session.onNotification(didProgressNotification, ({ phase }) => this.#report(PHASES[phase]));
  }

  /**
   * Carries out an operation on a changelog, from the first question to the message at its end.
   *
   * @param argument a row of a view, or what a key binding gives of `uri` and `options`; neither is asked for then
   */
  async run(operation: OperationDto, title: string, argument: unknown): Promise<void> {
    const blocked = await this.#alone(async () => {
      const uri = readString(argument, 'uri') ?? (await chooseChangelog(this.#session, title))?.toString();
      if (uri === undefined) return undefined;
      const given = readOptions(operation, argument);
      const options = await askOptions(this.#session, uri, operation, title, given);
      const planned = options && (await this.#plan(uri, operation, title, options));
      if (!planned) return undefined;
      if (planned.blockers.length > 0) return { uri, planned };
      await this.#carryOut(uri, planned);
      return undefined;
    });
    // What mends an obstacle may be an operation, too.
    if (blocked) void reportBlockers(blocked.uri, blocked.planned);
  }

  /** Finishes or takes back what was interrupted. */
  async recover(title: string, argument: unknown): Promise<void> {
    await this.#alone(async () => {
      const uri = readString(argument, 'uri') ?? (await chooseChangelog(this.#session, title))?.toString();
      if (uri === undefined) return;
      const textDocument = { uri };
      const answer = await this.#withProgress(title, (token) =>
        this.#session.request(recoverRequest, { textDocument }, token),
      );
      if (answer.refusal) return reportRefusal(answer.refusal);
      this.#tell(uri, title, answer.value);
    });
  }

  /** Runs what mends the thing that stands in the way, as a row of Readiness names it. */
  async mend(argument: unknown): Promise<void> {
    const mend = mendOf(readString(argument, 'code') ?? '', readString(argument, 'uri') ?? '');
    if (mend) await commands.executeCommand(mend.command, ...(mend.args ?? []));
  }

  dispose(): void {
    this.#documents.dispose();
  }

  async #alone<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#busy) {
      // A plan that is being read is the one that he is asked about.
      if (this.#review.remind()) return undefined;
      void window.showInformationMessage(l10n.t('Another release operation is under way. Finish or cancel it first.'));
      return undefined;
    }
    this.#busy = true;
    try {
      return await work();
    } finally {
      this.#busy = false;
    }
  }

  /** The plan of what is on disk. Where editors hold something else of the files in question, the user says what counts. */
  async #plan(
    uri: string,
    operation: OperationDto,
    title: string,
    options: OperationOptionsDto,
  ): Promise<PlannedOperationDto | undefined> {
    const textDocument = { uri };
    for (;;) {
      const answer = await this.#withProgress(title, (token) =>
        this.#session.request(planOperationRequest, { textDocument, operation, options }, token),
      );
      if (answer.refusal) {
        reportRefusal(answer.refusal);
        return undefined;
      }
      const unsaved = findUnsaved(uri, answer.value);
      if (unsaved.length === 0) return answer.value;
      const save = l10n.t('Save and Continue');
      const names = unsaved.map(({ uri: { path } }) => path.slice(path.lastIndexOf('/') + 1)).join(', ');
      const chosen = await this.#confirm(
        l10n.t('Save {0} first?', names),
        l10n.t('The release is made of what is on disk, and the editor has something else.'),
        [save],
      );
      if (chosen !== save) return undefined;
      if (!(await saveAll(unsaved))) {
        void window.showErrorMessage(l10n.t('{0} could not be saved, so nothing was done.', names));
        return undefined;
      }
    }
  }

  async #carryOut(uri: string, planned: PlannedOperationDto): Promise<void> {
    await showPreview(this.#documents, planned);
    try {
      if (!(await confirmPlan(planned, this.#confirm, this.#review))) return;
    } finally {
      await closePreview(planned);
    }
    const { plan, title } = planned;
    const answer = await this.#withProgress(title, (token) =>
      this.#session.request(applyPlanRequest, { textDocument: { uri }, plan, progress: true }, token),
    );
    if (answer.refusal) return reportRefusal(answer.refusal);
    this.#tell(uri, title, answer.value);
  }

  #tell(uri: string, title: string, outcome: OperationOutcomeDto): void {
    this.#output.info(`${title}: ${[outcome.outcome, ...outcome.messages].join('; ')}`);
    reportOutcome(uri, title, outcome);
  }

  async #withProgress<T>(title: string, work: (token: CancellationToken) => Promise<T>): Promise<T> {
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    return window.withProgress(options, (progress, token) => {
      this.#report = (message) => progress.report({ message });
      return work(token);
    });
  }
}
