import { l10n } from 'vscode';
import {
  checkVersionRequest,
  type OperationDto,
  type OperationOptionsDto,
  operationChoicesRequest,
  planOperationRequest,
} from '../../src/protocol/operations.ts';
import { showComparison } from '../commands/compare-with-previous.ts';
import { reportRefusal } from '../report.ts';
import type { Session } from '../session.ts';
import { askSteps } from './ask-steps.ts';
import {
  type Context,
  type OptionQuestion,
  toBaseQuestion,
  toReasonQuestion,
  toReleaseQuestion,
  toSeverityQuestion,
  toTitleQuestion,
  toTypeQuestion,
  toVersionQuestion,
} from './questions.ts';

type AskFor = (context: Context) => readonly OptionQuestion[];

/** What each operation is asked for, in this order; the server decides whatever is not asked. */
const QUESTIONS: Readonly<Record<OperationDto, readonly AskFor[]>> = {
  bump: [toVersionQuestion],
  cut: [toVersionQuestion, toTypeQuestion, toTitleQuestion],
  tag: [(context) => toReleaseQuestion(context, ({ written, tag }) => written && tag === null)],
  push: [(context) => toReleaseQuestion(context, ({ tag }) => tag !== null)],
  'branch-start': [toVersionQuestion],
  'branch-finish': [],
  'hotfix-start': [toBaseQuestion],
  'hotfix-finish': [],
  promote: [(context) => toReleaseQuestion(context, ({ prerelease }) => prerelease)],
  yank: [
    (context) => toReleaseQuestion(context, ({ written, yanked }) => written && !yanked),
    () => toReasonQuestion(l10n.t('Why is it withdrawn?'), l10n.t('Say why: whoever uses it will ask.')),
  ],
  rollback: [
    (context) => toReleaseQuestion(context, ({ tag }) => tag !== null),
    toSeverityQuestion,
    () => toReasonQuestion(l10n.t('What went wrong?'), l10n.t('Say why: whoever uses it will ask.')),
  ],
  undo: [],
};

/** Asks for what an operation has to be told and was not. Returns undefined where the user leaves. */
export async function askOptions(
  session: Session,
  uri: string,
  operation: OperationDto,
  title: string,
  given: OperationOptionsDto,
): Promise<OperationOptionsDto | undefined> {
  if (QUESTIONS[operation].length === 0) return given;
  const textDocument = { uri };
  const answer = await session.request(operationChoicesRequest, { textDocument });
  if (answer.refusal) {
    reportRefusal(answer.refusal);
    return undefined;
  }
  const context: Context = {
    choices: answer.value,
    checkVersion: async (version) => {
      const checked = await session.request(checkVersionRequest, { textDocument, version });
      return checked.refusal?.message ?? checked.value ?? null;
    },
    listBases: async () => {
      const planned = await session.request(planOperationRequest, { textDocument, operation, options: given });
      return planned.value?.choices ?? [];
    },
    compare: (release, { branch, commit }) =>
      showComparison(session, { uri, release, against: { name: branch, commit } }),
  };
  const open = QUESTIONS[operation].flatMap((ask) => ask(context)).filter(({ asks }) => given[asks] === undefined);
  return askSteps(
    title,
    open.map(({ ask }) => ask),
    given,
  );
}
