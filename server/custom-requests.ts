import type { CancellationToken, Connection } from 'vscode-languageserver';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { AnswerDto } from '../src/protocol/dto.ts';
import * as messages from '../src/protocol/messages.ts';
import type { OnMethod } from './answers.ts';
import { offerChecklistRequests } from './checklists/checklist-requests.ts';
import type { Converter } from './convert.ts';
import type { Documentation } from './docs/documentation.ts';
import { fixDocument } from './features/fix-all.ts';
import { requireDocument, requireText } from './handle.ts';
import type { LedgerLook } from './ledger-look.ts';
import type { ChecksumLists } from './manifests/checksum-lists.ts';
import type { Manifests } from './manifests/manifests.ts';
import type { Publisher } from './publisher.ts';
import { planEntry } from './requests/add-entry.ts';
import { aboutChangelog, aboutLedger } from './requests/answers.ts';
import { listCategories } from './requests/categories.ts';
import { listChangelogs } from './requests/changelogs.ts';
import { checkWorkspace } from './requests/check-workspace.ts';
import { describeDocument } from './requests/document-status.ts';
import { planDrafts } from './requests/draft-entries.ts';
import { describeHistory } from './requests/history.ts';
import { listInitialFiles } from './requests/initial-files.ts';
import { offerLedgerRequests } from './requests/ledger-requests.ts';
import { offerManifestRequests } from './requests/manifest-requests.ts';
import { answerNextVersion } from './requests/next-version.ts';
import { offerOperationRequests } from './requests/operations/operation-requests.ts';
import { offerPageRequest } from './requests/pages.ts';
import { listProfiles } from './requests/profiles.ts';
import { previewNotes } from './requests/release-notes.ts';
import { documentRule } from './requests/rule-documentation.ts';
import { listVersionFiles } from './requests/version-files.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';
import type { WorkspaceChangelogs } from './workspace-changelogs.ts';

export interface CustomRequestParts {
  readonly on: OnMethod;
  readonly connection: Connection;
  readonly session: Session;
  readonly manifests: Manifests;
  readonly checksums: ChecksumLists;
  readonly docs: Documentation;
  readonly converter: Converter;
  readonly changelogs: WorkspaceChangelogs;
  readonly publisher: Publisher;
  readonly log: (message: string) => void;
}

/** Joins each `releaseLedger/*` request to what answers it. */
export function offerCustomRequests({
  on: onMethod,
  connection,
  session,
  manifests,
  checksums,
  docs,
  converter,
  changelogs,
  publisher,
  log,
}: CustomRequestParts): void {
  const on = <Params, Result>(
    message: messages.RequestMessage<Params, Result>,
    answer: (params: Params, token: CancellationToken) => Result | Promise<Result>,
  ): void => {
    onMethod(message.method, async (params: Params, token) => {
      try {
        return await answer(params, token);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        log(`${message.method} failed: ${error instanceof Error ? error.stack : String(error)}`);
        throw new ResponseError(ErrorCodes.InternalError, 'Failed; the output of Release Ledger says more');
      }
    });
  };
  const onChangelog = <Params extends messages.DocumentParams, Value>(
    message: messages.RequestMessage<Params, AnswerDto<Value>>,
    answer: (view: View, params: Params) => AnswerDto<Value>,
  ): void =>
    on(message, (params) => {
      requireDocument(params);
      return aboutChangelog(session, params.textDocument.uri, (view) => answer(view, params));
    });

  on(messages.changelogsRequest, async () => {
    await changelogs.search();
    return listChangelogs(session, changelogs);
  });
  on(messages.checkWorkspaceRequest, (_params, token) =>
    checkWorkspace(session, { changelogs, manifests, docs }, publisher, () => token.isCancellationRequested),
  );
  onChangelog(messages.fixAllRequest, (view) => {
    const { edits, fixed, left } = fixDocument(view);
    return { value: { edit: edits.length === 0 ? null : converter.toWorkspaceEdit(view, edits), fixed, left } };
  });
  onChangelog(messages.addEntryRequest, (view, params) => {
    requireText(params.category, 'category');
    requireText(params.text, 'text');
    return planEntry(view, params, converter);
  });
  on(messages.draftEntriesRequest, async (params) => {
    requireDocument(params);
    const { uri } = params.textDocument;
    await session.viewWithLedger(uri);
    const answer = await aboutLedger(session, uri, (view, ledger) => planDrafts(view, ledger, converter));
    return answer.refusal ? answer : answer.value;
  });
  onChangelog(messages.categoriesRequest, (view) => ({ value: listCategories(view) }));
  onChangelog(messages.nextVersionRequest, answerNextVersion);
  onChangelog(messages.releaseNotesRequest, (view, params) => {
    requireText(params.release, 'release');
    return previewNotes(view, params.release);
  });
  const onLedger = <Value>(
    message: messages.RequestMessage<messages.DocumentParams, AnswerDto<Value>>,
    answer: (view: View, ledger: NonNullable<LedgerLook['ledger']>) => Value,
  ): void =>
    on(message, async (params) => {
      requireDocument(params);
      await session.viewWithLedger(params.textDocument.uri);
      return aboutLedger(session, params.textDocument.uri, answer);
    });
  onLedger(messages.historyRequest, describeHistory);
  onLedger(messages.versionFilesRequest, listVersionFiles);
  offerLedgerRequests(on, session, changelogs, manifests);
  offerManifestRequests(on, { session, manifests, checksums, publisher, converter });
  offerOperationRequests(on, session, (phase) => {
    void connection.sendNotification(messages.didProgressNotification.method, { phase }).catch(() => undefined);
  });
  offerChecklistRequests(on, session, converter);
  offerPageRequest(on, session);
  on(messages.refreshRequest, async () => {
    await session.ledgers.refresh();
    return null;
  });
  on(messages.documentStatusRequest, (params) => {
    requireDocument(params);
    return describeDocument(session, params.textDocument.uri);
  });
  on(messages.initialFilesRequest, (params) => {
    requireText(params?.folder, 'folder');
    return listInitialFiles(session, params.folder, params.profile);
  });
  on(messages.profilesRequest, listProfiles);
  on(messages.ruleDocumentationRequest, (params) => {
    requireText(params?.rule, 'rule');
    return documentRule(params.rule);
  });
}
